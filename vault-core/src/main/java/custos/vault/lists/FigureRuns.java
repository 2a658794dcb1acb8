package custos.vault.lists;

import custos.figure.FigureBook;
import custos.vault.core.Background;
import custos.vault.core.Core;
import custos.vault.writer.LedgerHead;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Figures about all customers, made in the background and kept in memory with their date, so that
/// a page answers at once. Making them shows nobody to anybody and writes nothing. Safe for
/// threads. Nothing of it rests on disk.
public final class FigureRuns implements AutoCloseable {
    /// After so long they are made anew when somebody looks.
    public static final Duration FRESH = Duration.ofHours(24);

    private final Core core;
    private final LedgerHead head;
    private final Background<State> runs =
            new Background<>(
                    "figure count",
                    new State(Optional.empty(), Progress.IDLE, 0),
                    now -> now.progress() == Progress.RUNNING);

    public FigureRuns(Core core, LedgerHead head) {
        this.core = core;
        this.head = head;
    }

    /// How far a run is.
    public enum Progress {
        IDLE,
        RUNNING,
        /// The last one broke off; what was made before still stands.
        BROKEN_OFF
    }

    /// What is known.
    ///
    /// @param book the newest figures, if any were made since the vault was opened
    /// @param percent of the customers, 0 to 99, while a run is under way
    public record State(Optional<FigureBook> book, Progress progress, int percent) {}

    public State state() {
        return runs.state();
    }

    /// Makes them anew, unless that is under way.
    ///
    /// @return whether this call started it
    public boolean make() {
        Optional<FigureBook> before = state().book();
        return runs.start(
                new State(before, Progress.RUNNING, 0),
                () ->
                        new State(
                                Optional.of(
                                        new FigureWalk(core)
                                                .walk(head.epoch(), seen -> told(before, seen))),
                                Progress.IDLE,
                                0),
                () -> new State(before, Progress.BROKEN_OFF, 0));
    }

    /// Makes them anew where there are none, or old ones.
    public State fresh() {
        State state = state();
        Instant now = core.now();
        boolean old =
                state.book()
                        .map(book -> book.asOf().plus(FRESH).isBefore(now))
                        .orElse(state.progress() == Progress.IDLE);
        if (old) {
            make();
        }
        return state();
    }

    private void told(Optional<FigureBook> before, long seen) {
        long percent = Math.min(99, seen * 100 / Math.max(1, core.customersAtMost()));
        runs.tell(new State(before, Progress.RUNNING, (int) percent));
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
