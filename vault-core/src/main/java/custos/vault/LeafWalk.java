package custos.vault;

import custos.store.InternalRow;
import custos.store.LeafRow;
import custos.store.ReadSession;
import custos.store.VaultStore;
import java.util.List;

/// Reads the leaves of all epochs in order, in chunks of one short view each. They never change, so
/// no two chunks can disagree.
final class LeafWalk {
    private static final int CHUNK = 2000;

    private final VaultStore store;
    private final long end;
    private int epoch;
    private long index;

    /// @param from the first leaf's number
    /// @param end the number after the last leaf's
    LeafWalk(VaultStore store, long from, long end) {
        this.store = store;
        this.end = end;
        this.epoch = LedgerPlace.epoch(from);
        this.index = Ledger.index(from);
    }

    /// Leaves that follow one another, and the business's half of each.
    record Chunk(List<LeafRow> leaves, List<InternalRow> internals) {}

    /// Is given each chunk with the view that it was read in.
    interface Taker {
        void take(ReadSession read, Chunk chunk);
    }

    void each(Taker taker) {
        while (LedgerHead.idx(epoch, index) < end) {
            try (ReadSession read = store.read()) {
                long first = LedgerHead.idx(epoch, index);
                long last = Math.min(LedgerHead.idx(epoch, index + CHUNK), end);
                List<LeafRow> leaves = read.leavesBetween(first, last);
                if (leaves.isEmpty()) {
                    epoch++;
                    index = 0;
                } else {
                    taker.take(read, new Chunk(leaves, read.internalsBetween(first, last)));
                    index += leaves.size();
                }
            }
        }
    }
}
