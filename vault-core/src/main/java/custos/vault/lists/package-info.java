/// Lists of customers and figures about all of them.
@NullMarked
package custos.vault.lists;

import org.jspecify.annotations.NullMarked;
