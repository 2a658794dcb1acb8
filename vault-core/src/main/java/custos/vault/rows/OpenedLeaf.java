package custos.vault.rows;

import custos.crypto.LedgerHalf;
import custos.event.Commitment;
import custos.event.Internal;
import custos.event.Leaf;
import custos.event.Subject;
import custos.store.ReadSession;
import java.util.Arrays;
import java.util.function.LongFunction;

/// A leaf and the customer's half of it, proven to belong together.
///
/// Which leaf an opening is of stands in the clear. Were it believed, whoever moves it in the
/// database would make a yes of a no.
///
/// @param c2 the digest of the other half
public record OpenedLeaf(long idx, Leaf leaf, Subject subject, byte[] c2) {

    /// @param half the opened opening
    /// @throws VaultFault.Damaged when no leaf commits to it
    public static OpenedLeaf of(ReadSession read, VaultKeys keys, long opening, LedgerHalf half) {
        return at(read, keys, read.leafOf(opening).orElseThrow(OpenedLeaf::unowned), half);
    }

    /// @param idx the leaf that the half is said to belong to
    /// @throws VaultFault.Damaged when that leaf does not commit to it
    public static OpenedLeaf at(ReadSession read, VaultKeys keys, long idx, LedgerHalf half) {
        return at(read, idx, half, batch -> OpenedBatch.at(read, keys, batch));
    }

    /// @param batches gives the batch of a leaf
    public static OpenedLeaf at(
            ReadSession read, long idx, LedgerHalf half, LongFunction<OpenedBatch> batches) {
        Leaf leaf = Leaf.parse(read.leaf(idx).orElseThrow(OpenedLeaf::unowned));
        Subject subject = Subject.parse(half.text());
        byte[] c1 = Commitment.ofSubject(half.key(), half.text());
        byte[] commitment =
                subject.place().isPresent()
                        ? ofBatch(batches.apply(idx), subject.place().get(), c1)
                        : Commitment.of(c1, half.other());
        if (!Arrays.equals(commitment, leaf.commitment())) {
            throw unowned();
        }
        return new OpenedLeaf(idx, leaf, subject, half.other());
    }

    private static byte[] ofBatch(OpenedBatch batch, Subject.BatchPlace place, byte[] c1) {
        if (!batch.holds(place, c1)) {
            throw unowned();
        }
        return batch.commitment();
    }

    /// Who acted and why: the leaf's other half. It too must be the one that the leaf commits to,
    /// or whoever moves it would lay one person's act at another's door.
    public Internal internal(ReadSession read, VaultKeys keys) {
        LedgerHalf half =
                keys.internals().open(read.internal(idx).orElseThrow(OpenedLeaf::unowned));
        if (!Arrays.equals(Commitment.ofInternal(half.key(), half.text()), c2)) {
            throw unowned();
        }
        return Internal.parse(half.text());
    }

    public static VaultFault.Damaged unowned() {
        return new VaultFault.Damaged("an opening has no leaf; `verify` tells which");
    }
}
