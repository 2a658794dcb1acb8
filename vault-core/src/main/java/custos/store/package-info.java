/// The port through which the vault keeps its rows: one transaction, all or nothing.
@NullMarked
package custos.store;

import org.jspecify.annotations.NullMarked;
