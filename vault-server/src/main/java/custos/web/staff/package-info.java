/// The pages of those at the counter: find a customer, open, correct, ask, and tell what happened.
@NullMarked
package custos.web.staff;

import org.jspecify.annotations.NullMarked;
