package custos.vault.inspection;

import custos.event.Actor;
import custos.vault.core.Background;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// Inspections of the whole vault in the background, one at a time, for people who watch a page.
/// The last result is kept until the next run.
///
/// Safe for threads. Nothing of it rests on disk.
public final class Verification implements AutoCloseable {
    private final Inspection inspection;
    private final InstantSource clock;
    private final Background<State> runs =
            new Background<>(
                    "verification", new State.Never(), now -> now instanceof State.Running);

    public Verification(Inspection inspection, InstantSource clock) {
        this.inspection = inspection;
        this.clock = clock;
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

    public State state() {
        return runs.state();
    }

    /// Starts an inspection, unless one is under way.
    ///
    /// @return whether this call started it
    public boolean start(Actor by) {
        var run = new Run(by, clock.instant());
        return runs.start(
                new State.Running(run, Optional.empty(), 0),
                () -> {
                    Inspection.Report report = inspection.verify(step -> progress(run, step));
                    return new State.Done(run, clock.instant(), report);
                },
                () -> new State.BrokenOff(run, clock.instant()));
    }

    private void progress(Run run, Inspection.Step step) {
        long all = Math.max(1, inspection.expected(step.stage()));
        // Customers cost the most by far.
        long percent =
                switch (step.stage()) {
                    case CUSTOMERS -> Math.min(80, step.done() * 80 / all);
                    case LEAVES -> Math.min(99, 80 + step.done() * 19 / all);
                };
        runs.tell(new State.Running(run, Optional.of(step), (int) percent));
    }

    /// Tells what is under way to break off; returns at once.
    public void halt() {
        runs.halt();
    }

    /// Breaks off what is under way.
    @Override
    public void close() {
        runs.close();
    }
}
