package custos.vault;

import custos.crypto.LedgerHalf;
import custos.event.Commitment;
import custos.event.Internal;
import custos.event.Leaf;
import custos.event.Subject;
import custos.ledger.Batch;
import custos.store.ReadSession;
import java.util.Arrays;
import java.util.List;

/// A leaf and the customer's half of it, proven to belong together.
///
/// Which leaf an opening is of stands in the clear. Were it believed, whoever moves it in the
/// database would make a yes of a no.
record OpenedLeaf(long idx, Leaf leaf, Subject subject) {

    /// @param half the opened opening
    /// @throws VaultFault.Damaged when no leaf commits to it
    static OpenedLeaf of(ReadSession read, VaultKeys keys, long opening, LedgerHalf half) {
        long idx = read.leafOf(opening).orElseThrow(OpenedLeaf::unowned);
        Leaf leaf = Leaf.parse(read.leaf(idx).orElseThrow(OpenedLeaf::unowned));
        Subject subject = Subject.parse(half.text());
        byte[] c1 = Commitment.ofSubject(half.key(), half.text());
        byte[] commitment =
                subject.place().isPresent()
                        ? ofBatch(read, keys, idx, subject.place().get(), c1)
                        : Commitment.of(c1, half.other());
        if (!Arrays.equals(commitment, leaf.commitment())) {
            throw unowned();
        }
        return new OpenedLeaf(idx, leaf, subject);
    }

    private static byte[] ofBatch(
            ReadSession read, VaultKeys keys, long idx, Subject.BatchPlace place, byte[] c1) {
        LedgerHalf half =
                keys.internals().open(read.internal(idx).orElseThrow(OpenedLeaf::unowned));
        List<byte[]> rows = Internal.parse(half.text()).rows();
        if (rows.size() != place.n() || !Arrays.equals(rows.get(place.i()), c1)) {
            throw unowned();
        }
        byte[] root = Batch.of(rows).head().root().bytes();
        return Commitment.ofBatch(place.n(), root, Commitment.ofInternal(half.key(), half.text()));
    }

    private static VaultFault.Damaged unowned() {
        return new VaultFault.Damaged("an opening has no leaf; `verify` tells which");
    }
}
