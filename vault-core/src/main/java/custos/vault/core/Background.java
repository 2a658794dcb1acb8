package custos.vault.core;

import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Long work for people who watch a page, one run at a time: what is known of it, and the last
/// run's end until the next begins. Safe for threads.
///
/// @param <S> what is known
public final class Background<S> implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Background.class);
    private static final long MAX_FAREWELL_SECONDS = 20;

    private final String name;
    private final Predicate<S> underWay;
    private final ExecutorService worker;
    private volatile S state;
    private volatile boolean closing;

    /// @param name of the work, for its thread and the log, such as `verification`
    /// @param underWay whether a run is, in such a state
    public Background(String name, S never, Predicate<S> underWay) {
        this.name = name;
        this.underWay = underWay;
        this.state = never;
        this.worker =
                Executors.newSingleThreadExecutor(
                        Thread.ofPlatform().name("custos-" + name).daemon().factory());
    }

    /// Breaks a run off when the vault is closed.
    private static final class Halted extends RuntimeException {
        private static final long serialVersionUID = 1;

        Halted() {
            super("the vault is being closed", null, false, false);
        }
    }

    public S state() {
        return state;
    }

    /// How far a run has come, as itself says now and then; breaks it off while the vault closes.
    public void tell(S now) {
        if (closing) {
            throw new Halted();
        }
        state = now;
    }

    /// Starts a run, unless one is under way; see below.
    public boolean start(S first, Supplier<S> work, Supplier<S> brokenOff) {
        return start(_ -> true, first, work, brokenOff);
    }

    /// Starts a run, unless one is under way.
    ///
    /// @param from whether it may follow what is known now
    /// @param work gives the end; it calls [#tell]
    /// @param brokenOff the end of a run that threw
    /// @return whether this call started it
    public synchronized boolean start(
            Predicate<S> from, S first, Supplier<S> work, Supplier<S> brokenOff) {
        S before = state;
        if (closing || underWay.test(before) || !from.test(before)) {
            return false;
        }
        state = first;
        try {
            worker.execute(() -> work(work, brokenOff));
        } catch (RejectedExecutionException e) {
            state = before;
            return false;
        }
        return true;
    }

    /// Forgets the last run's end, unless a run is under way.
    ///
    /// @param which whether it is to be forgotten
    public synchronized void forget(Predicate<S> which, S never) {
        S before = state;
        if (!underWay.test(before) && which.test(before)) {
            state = never;
        }
    }

    private void work(Supplier<S> work, Supplier<S> brokenOff) {
        Optional<S> end = Optional.empty();
        try {
            end = Optional.of(work.get());
        } catch (Halted e) {
            // As it was told to.
        } catch (RuntimeException e) {
            LOG.error("a {} broke off: {}", name, e.getClass().getSimpleName());
        } finally {
            // Whatever happened, whoever waits for the result must learn that there is none.
            state = end.orElseGet(brokenOff);
        }
    }

    /// Tells what is under way to break off; returns at once.
    public void halt() {
        closing = true;
    }

    /// Breaks off what is under way.
    @Override
    public void close() {
        halt();
        worker.shutdown();
        try {
            if (!worker.awaitTermination(MAX_FAREWELL_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("a {} is still under way while the vault closes", name);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
