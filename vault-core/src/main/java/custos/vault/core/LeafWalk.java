package custos.vault.core;

import custos.store.InternalRow;
import custos.store.LeafRow;
import custos.store.ReadSession;
import custos.store.VaultStore;
import custos.vault.writer.LedgerHead;
import java.util.List;

/// Reads the leaves of all epochs in order, in chunks of one short view each. They never change, so
/// no two chunks can disagree.
public final class LeafWalk {
    private static final int FIRST = 16;
    private static final int MOST = 2000;
    private static final long LONG_NANOS = 250_000_000;

    private final VaultStore store;
    private final long end;
    private int epoch;
    private long index;
    private int size = FIRST;

    /// @param from the first leaf's number
    /// @param end the number after the last leaf's
    public LeafWalk(VaultStore store, long from, long end) {
        this.store = store;
        this.end = end;
        this.epoch = LedgerPlace.epoch(from);
        this.index = Ledger.index(from);
    }

    /// Leaves that follow one another, and the business's half of each.
    public record Chunk(List<LeafRow> leaves, List<InternalRow> internals) {}

    /// Is given each chunk with the view that it was read in, to read more there; what is slow
    /// belongs into `after`, when no view is open.
    public interface Taker {
        void take(ReadSession read, Chunk chunk);
    }

    public void each(Taker taker, Runnable after) {
        while (LedgerHead.idx(epoch, index) < end) {
            long started = System.nanoTime();
            try (ReadSession read = store.read()) {
                long first = LedgerHead.idx(epoch, index);
                long last = Math.min(LedgerHead.idx(epoch, index + size), end);
                List<LeafRow> leaves = read.leavesBetween(first, last);
                if (leaves.isEmpty()) {
                    epoch++;
                    index = 0;
                } else {
                    taker.take(read, new Chunk(leaves, read.internalsBetween(first, last)));
                    index += leaves.size();
                }
            }
            boolean slow = System.nanoTime() - started > LONG_NANOS;
            size = slow ? Math.max(1, size / 2) : Math.min(MOST, size * 2);
            after.run();
        }
    }
}
