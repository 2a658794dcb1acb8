/// The one writer: groups of writes, the head of the ledger that signs them, and what follows each.
@NullMarked
package custos.vault.writer;

import org.jspecify.annotations.NullMarked;
