/// A customer's rows, opened and sealed, and the writes that change them.
@NullMarked
package custos.vault.rows;

import org.jspecify.annotations.NullMarked;
