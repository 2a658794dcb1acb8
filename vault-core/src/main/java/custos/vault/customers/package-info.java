/// Customers: taken in, found, looked at and amended.
@NullMarked
package custos.vault.customers;

import org.jspecify.annotations.NullMarked;
