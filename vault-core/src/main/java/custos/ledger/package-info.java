/// The append-only Merkle tree, its tiles, proofs, signed notes and the guard: a library of its
/// own.
@NullMarked
package custos.ledger;

import org.jspecify.annotations.NullMarked;
