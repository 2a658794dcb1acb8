/// Proofs checked from outside, with no vault at hand: receipts that customers hold, and the whole
/// ledger as it is published. What comes in here is believed only as far as a key's signature goes.
@NullMarked
package custos.proof;

import org.jspecify.annotations.NullMarked;
