/// What every use case stands on: an open vault's parts, its documents, the policy in force, and
/// the ledger as it is read.
@NullMarked
package custos.vault.core;

import org.jspecify.annotations.NullMarked;
