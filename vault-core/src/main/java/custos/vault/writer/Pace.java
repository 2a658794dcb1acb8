package custos.vault.writer;

import java.util.concurrent.locks.LockSupport;

/// The pace of work over all customers that leaves most of the time to others, when there are any.
/// For one stretch of work, from its making to its rest.
public final class Pace {
    /// Rests for so many times the work.
    private static final int RESTS = 3;

    private static final long LONGEST_NANOS = 200_000_000;

    private final GroupWriter writer;
    private final long landedBefore;
    private final long start = System.nanoTime();

    public Pace(GroupWriter writer) {
        this.writer = writer;
        this.landedBefore = writer.tally().landed();
    }

    /// @param own how many of the writes that landed since may be the work's own
    public void rest(long own) {
        if (writer.tally().landed() - landedBefore > own) {
            long work = System.nanoTime() - start;
            LockSupport.parkNanos(Math.min(work * RESTS, LONGEST_NANOS));
        }
    }
}
