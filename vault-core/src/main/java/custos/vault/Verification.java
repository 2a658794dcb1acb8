package custos.vault;

import custos.event.Actor;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Inspections of the whole vault in the background, one at a time, for people who watch a page.
/// The last result is kept until the next run.
///
/// Safe for threads. Nothing of it rests on disk.
public final class Verification implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Verification.class);
    private static final long MAX_FAREWELL_SECONDS = 20;

    private final Inspection inspection;
    private final Expected expected;
    private final InstantSource clock;
    private final ExecutorService worker =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().name("custos-verification").daemon().factory());
    private volatile State state = new State.Never();
    private volatile boolean closing;

    Verification(Inspection inspection, Expected expected, InstantSource clock) {
        this.inspection = inspection;
        this.expected = expected;
        this.clock = clock;
    }

    /// About how much there is to look at, to tell how far a run has come.
    interface Expected {
        /// @return customers at most, and leaves
        long of(Inspection.Stage stage);
    }

    /// What is known of inspections since the vault was opened.
    public sealed interface State {
        /// None was run.
        record Never() implements State {}

        /// One is under way.
        ///
        /// @param step how far it has come; empty before the first thousands
        /// @param percent likewise, of all there is, 0 to 99
        record Running(Run run, Optional<Inspection.Step> step, int percent) implements State {}

        /// The last one's result.
        record Done(Run run, Instant until, Inspection.Report report) implements State {}

        /// The last one broke off before its end: of the vault it says nothing.
        record BrokenOff(Run run, Instant until) implements State {}
    }

    /// Who started an inspection, and when.
    public record Run(Actor by, Instant since) {}

    /// Breaks an inspection off when the vault is closed.
    private static final class Halted extends RuntimeException {
        private static final long serialVersionUID = 1;

        Halted() {
            super("the vault is being closed", null, false, false);
        }
    }

    public State state() {
        return state;
    }

    /// Starts an inspection, unless one is under way.
    ///
    /// @return whether this call started it
    public synchronized boolean start(Actor by) {
        if (closing || state instanceof State.Running) {
            return false;
        }
        var run = new Run(by, clock.instant());
        State before = state;
        state = new State.Running(run, Optional.empty(), 0);
        try {
            worker.execute(() -> work(run));
        } catch (RejectedExecutionException e) {
            state = before;
            return false;
        }
        return true;
    }

    private void work(Run run) {
        State end = new State.BrokenOff(run, run.since());
        try {
            Inspection.Report report = inspection.verify(step -> progress(run, step));
            end = new State.Done(run, clock.instant(), report);
        } catch (Halted e) {
            end = new State.BrokenOff(run, clock.instant());
        } catch (RuntimeException e) {
            // Whatever it was: whoever waits for the result must learn that there is none.
            LOG.error("an inspection broke off: {}", e.getClass().getSimpleName());
            end = new State.BrokenOff(run, clock.instant());
        } finally {
            state = end;
        }
    }

    private void progress(Run run, Inspection.Step step) {
        if (closing) {
            throw new Halted();
        }
        long all = Math.max(1, expected.of(step.stage()));
        // Customers cost the most by far.
        long percent =
                switch (step.stage()) {
                    case CUSTOMERS -> Math.min(80, step.done() * 80 / all);
                    case LEAVES -> Math.min(99, 80 + step.done() * 19 / all);
                };
        state = new State.Running(run, Optional.of(step), (int) percent);
    }

    /// Breaks off what is under way.
    @Override
    public void close() {
        closing = true;
        worker.shutdown();
        try {
            if (!worker.awaitTermination(MAX_FAREWELL_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("an inspection is still under way while the vault closes");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
