package custos.vault.writer;

import custos.vault.rows.VaultFault;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The newest signed head that may leave the process: without a mirror the newest of all, with one
/// the newest whose leaves the mirror holds (FORMATS "Mirror"). Safe for threads.
public final class Leaving {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private LedgerHead.@Nullable Published newest;
    private @Nullable String why;
    private Runnable asked = () -> {};

    /// @param wake run when something is asked for that may not leave yet
    public synchronized void onWaiting(Runnable wake) {
        asked = wake;
    }

    /// From now on this head may leave, and every earlier one.
    public synchronized void allow(LedgerHead.Published head) {
        if (newest == null || head.view().size() >= newest.view().size()) {
            newest = head;
        }
        why = null;
        notifyAll();
    }

    /// Nobody needs to wait: the mirror cannot be written now.
    ///
    /// @param reason what is told to whoever asks for a head that may not leave yet
    public synchronized void hold(String reason) {
        why = reason;
        notifyAll();
    }

    /// The newest head that may leave; none while a mirror was never whole.
    synchronized LedgerHead.@Nullable Published now() {
        return newest;
    }

    /// A head that may leave and covers as many leaves, waited for.
    ///
    /// @throws VaultFault.Unmirrored when the mirror does not hold them in time
    public LedgerHead.Published covering(long leaves) {
        return covering(leaves, PATIENCE);
    }

    /// As [#covering(long)], with a patience of its own.
    public synchronized LedgerHead.Published covering(long leaves, Duration patience) {
        long until = System.nanoTime() + patience.toNanos();
        while (newest == null || newest.view().size() < leaves) {
            long left = (until - System.nanoTime()) / 1_000_000;
            if (why != null || left <= 0) {
                throw new VaultFault.Unmirrored(why == null ? "the mirror does not answer" : why);
            }
            asked.run();
            try {
                wait(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new VaultFault.Stopped("interrupted while a proof waited", e);
            }
        }
        return newest;
    }
}
