package custos.vault.rows;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/// Who is at work with wrapped keys that were read or made before now: a key encryption key is
/// given up only when nobody is left who may hold a wrap under it.
///
/// Safe for threads. A reading costs two atomic additions.
public final class Readings {
    private static final Duration LOOK_EVERY = Duration.ofMillis(1);

    private volatile Era era = new Era();

    /// Those who began between two drains.
    private static final class Era {
        private final AtomicLong open = new AtomicLong();
    }

    /// Work with wrapped keys, from before the first is read or made until none is used any more.
    /// For one thread at a time.
    public static final class Reading implements AutoCloseable {
        private final Era era;
        private boolean closed;

        private Reading(Era era) {
            this.era = era;
        }

        @Override
        public void close() {
            if (!closed) {
                closed = true;
                era.open.decrementAndGet();
            }
        }
    }

    public Reading begin() {
        while (true) {
            Era mine = era;
            mine.open.incrementAndGet();
            if (mine == era) {
                return new Reading(mine);
            }
            // A drain began in between and may have seen nobody.
            mine.open.decrementAndGet();
        }
    }

    /// Waits until all who began before this call are done. For one thread at a time.
    ///
    /// @return false when some were not after that time; the next drain does not wait for them
    public boolean drain(Duration patience) {
        Era before = era;
        era = new Era();
        long until = System.nanoTime() + patience.toNanos();
        while (before.open.get() > 0) {
            if (System.nanoTime() - until >= 0) {
                return false;
            }
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
        return true;
    }
}
