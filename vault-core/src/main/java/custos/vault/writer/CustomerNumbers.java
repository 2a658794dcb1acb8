package custos.vault.writer;

import custos.vault.rows.VaultFault;
import java.time.Duration;
import java.util.function.LongSupplier;

/// Gives out the numbers of customers, each once. With a mirror, none that a restore from it could
/// give out again: such a restore skips as many numbers as the vault may be ahead. Safe for
/// threads.
public final class CustomerNumbers implements LongSupplier {
    /// How many numbers a restore skips, because they may have been given out unseen.
    public static final int LEAP = 65_536;

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private long next;
    private long ceiling = Long.MAX_VALUE;
    private boolean patient;
    private Runnable asked = () -> {};

    /// @param next the first number
    public CustomerNumbers(long next) {
        this.next = next;
    }

    /// The number that is given out next.
    public synchronized long peek() {
        return next;
    }

    /// Gives out a number.
    ///
    /// @throws VaultFault.Unmirrored when the mirror is too far behind, and stays so
    @Override
    public synchronized long getAsLong() {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (next >= ceiling) {
            asked.run();
            long left = (until - System.nanoTime()) / 1_000_000;
            if (!patient || left <= 0) {
                throw new VaultFault.Unmirrored(
                        "the mirror lacks as many new customers as a restore from it allows for"
                                + " (65,536); no more are taken before it is written");
            }
            try {
                wait(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new VaultFault.Stopped("interrupted while a number was waited for", e);
            }
        }
        return next++;
    }

    /// There is a mirror, of which the vault remembers that it holds all numbers below one.
    ///
    /// @param wake run when a number waits for it
    public synchronized void follow(long held, Runnable wake) {
        asked = wake;
        held(held);
    }

    /// Whether it is worth waiting for the mirror: not while it cannot be written.
    public synchronized void expectSoon(boolean worth) {
        patient = worth;
        notifyAll();
    }

    /// The vault remembers that the mirror holds all numbers below this one.
    public synchronized void held(long number) {
        ceiling = number + LEAP;
        notifyAll();
    }

    /// There is no mirror any more.
    public synchronized void free() {
        ceiling = Long.MAX_VALUE;
        notifyAll();
    }
}
