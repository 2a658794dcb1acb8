package custos.vault.rows;

import custos.crypto.LedgerHalf;
import custos.event.Commitment;
import custos.event.Internal;
import custos.event.Subject;
import custos.ledger.Batch;
import custos.store.ReadSession;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The inner half of a batch's leaf: the digests of its rows, and what the leaf commits to if the
/// half is its own.
public record OpenedBatch(List<byte[]> rows, byte[] commitment) {

    /// @throws VaultFault.Damaged when the leaf has no such half
    public static OpenedBatch at(ReadSession read, VaultKeys keys, long idx) {
        LedgerHalf half =
                keys.internals().open(read.internal(idx).orElseThrow(OpenedLeaf::unowned));
        List<byte[]> rows = Internal.parse(half.text()).rows();
        if (rows.isEmpty()) {
            throw OpenedLeaf.unowned();
        }
        byte[] root = Batch.of(rows).head().root().bytes();
        byte[] c2 = Commitment.ofInternal(half.key(), half.text());
        return new OpenedBatch(rows, Commitment.ofBatch(rows.size(), root, c2));
    }

    /// Whether a row's digest stands where it says.
    boolean holds(Subject.BatchPlace place, byte[] c1) {
        return rows.size() == place.n() && Arrays.equals(rows.get(place.i()), c1);
    }

    /// Batches that were opened lately, while no leaf changes: customers who came together have
    /// their rows in the same ones. For one thread.
    public static final class Recent {
        private static final int MOST = 32;

        private final Map<Long, OpenedBatch> batches =
                new LinkedHashMap<>(2 * MOST, 0.75F, true) {
                    private static final long serialVersionUID = 1;

                    @Override
                    protected boolean removeEldestEntry(Map.Entry<Long, OpenedBatch> eldest) {
                        return size() > MOST;
                    }
                };

        public OpenedBatch at(ReadSession read, VaultKeys keys, long idx) {
            OpenedBatch known = batches.get(idx);
            if (known == null) {
                known = OpenedBatch.at(read, keys, idx);
                batches.put(idx, known);
            }
            return known;
        }
    }
}
