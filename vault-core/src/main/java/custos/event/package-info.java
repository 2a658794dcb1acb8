/// What happened, who did it, and the exact bytes by which the ledger remembers it.
@NullMarked
package custos.event;

import org.jspecify.annotations.NullMarked;
