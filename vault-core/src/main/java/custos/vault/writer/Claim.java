package custos.vault.writer;

import custos.event.Commitment;
import custos.event.Subject;
import java.nio.ByteBuffer;
import java.util.Optional;

/// That an opened half belongs to a leaf: what has to be found again in the ledger.
///
/// @param place for messages
/// @param opening whether it is an opening with an owner row; else a row of looks
/// @param named the leaf that the store names for it, -1 for none
/// @param c1 the digest of the opened half
/// @param c2 the digest of the other half, as the opened half names it
/// @param row its place in a batch
public record Claim(
        String place,
        boolean opening,
        long named,
        byte[] c1,
        byte[] c2,
        Optional<Subject.BatchPlace> row) {

    /// What a leaf that holds this half alone commits to.
    public byte[] commitment() {
        return Commitment.of(c1, c2);
    }

    /// By what it is looked for when the leaf it names is not its own: the leaf's commitment, or
    /// the row's digest in a batch.
    public ByteBuffer key() {
        return ByteBuffer.wrap(row.isPresent() ? c1 : commitment());
    }

    @Override
    public String toString() {
        return "Claim[" + place + "]";
    }
}
