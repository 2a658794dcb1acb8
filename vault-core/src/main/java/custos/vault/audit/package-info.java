/// The log for those who review it: entries with their proof, cases, samples, checkpoints.
@NullMarked
package custos.vault.audit;

import org.jspecify.annotations.NullMarked;
