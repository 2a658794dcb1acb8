package custos.access;

import custos.argon2.PasswordHash;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// One platform thread that hashes passwords, with a short queue: Argon2 pins a virtual thread's
/// carrier and takes 64 MiB each, so an attacker who posts passwords must not get more than one.
///
/// Each call waits for its turn; when too many do already, it throws [AccessFault.TooBusy] at once.
public final class PasswordPool implements AutoCloseable {
    /// How many wait besides the one at work: about three seconds' worth.
    static final int MAX_WAITING = 16;

    private final PasswordHash hash;
    private final ThreadPoolExecutor thread;
    private final Future<String> nobodys;

    public PasswordPool(PasswordHash hash) {
        this.hash = hash;
        this.thread =
                new ThreadPoolExecutor(
                        1,
                        1,
                        0,
                        TimeUnit.SECONDS,
                        new ArrayBlockingQueue<>(MAX_WAITING),
                        Thread.ofPlatform().daemon().name("passwords").factory());
        this.nobodys = thread.submit(() -> hash.hash("nobody has this password".toCharArray()));
    }

    /// The text to store. The password is copied, the copy is wiped.
    String hash(char[] password) {
        return withCopy(password, hash::hash);
    }

    boolean verify(String encoded, char[] password) {
        return withCopy(password, copy -> hash.verify(encoded, copy));
    }

    /// Takes as long as a check of some account's password, and says no: so that the time of an
    /// answer does not tell which accounts exist.
    boolean refuse(char[] password) {
        withCopy(password, copy -> hash.verify(nobodys.get(), copy));
        return false;
    }

    /// Ends the thread; waiting calls fail.
    @Override
    public void close() {
        thread.shutdownNow().forEach(task -> ((Future<?>) task).cancel(false));
    }

    /// A caller that is interrupted may wipe its password while the thread still reads it: hence a
    /// copy.
    private <T> T withCopy(char[] password, OnPassword<T> work) {
        char[] copy = password.clone();
        return waitFor(() -> {
            try {
                return work.on(copy);
            } finally {
                Arrays.fill(copy, '\0');
            }
        });
    }

    private <T> T waitFor(Callable<T> work) {
        try {
            return thread.submit(work).get();
        } catch (RejectedExecutionException | CancellationException e) {
            throw new AccessFault.TooBusy();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AccessFault.TooBusy();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a password could not be hashed", e.getCause());
        }
    }

    private interface OnPassword<T> {
        T on(char[] password) throws Exception;
    }
}
