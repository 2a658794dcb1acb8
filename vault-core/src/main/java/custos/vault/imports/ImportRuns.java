package custos.vault.imports;

import custos.event.Actor;
import custos.policy.ReasonUse;
import custos.vault.core.Background;
import custos.vault.core.Core;
import custos.vault.rows.Refusal;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/// Imports in the background, one at a time, for whoever watches a page: a look first, then the
/// import of exactly what was looked at; and the undo of one.
///
/// Safe for threads. Sheets and lines that were not taken in are in memory alone: those of an
/// import that is through until its sheet is forgotten, and of the last few sheets only.
public final class ImportRuns implements AutoCloseable {
    private static final int MAX_KEPT = 20;

    private final Core core;
    private final Imports imports;
    private final Follower follower;
    private final Background<State> runs =
            new Background<>("import", new State.Never(), State::isUnderWay);
    private volatile AtomicBoolean stop = new AtomicBoolean();
    private volatile String forgotten = "";

    /// By sheet, the oldest first: another's run must not take it away. Guarded by itself.
    private final SequencedMap<String, State.Imported> through = new LinkedHashMap<>();

    public ImportRuns(Core core, Imports imports, Follower follower) {
        this.core = core;
        this.imports = imports;
        this.follower = follower;
    }

    /// Whoever has something to do once an import is through.
    public interface Follower {
        /// @param touched the numbers of the customers that it took in or changed
        void follow(int batch, Set<Long> touched, Actor by);
    }

    /// A run of a sheet.
    ///
    /// @param id of the sheet, as whoever started it calls it
    public record Run(String id, ImportJob job, Actor by, Instant since) {
        /// Redacted: the sheet is personal data.
        @Override
        public String toString() {
            return "Run[" + since + "]";
        }
    }

    /// What is known of runs since the vault was opened.
    public sealed interface State {
        /// There was none.
        record Never() implements State {}

        /// Somebody wants to know what an import would do.
        ///
        /// @param percent 0 to 99
        record Looking(Run run, int percent) implements State {}

        /// The last run looked.
        record Looked(Run run, Imports.Report report) implements State {}

        /// People are coming in.
        ///
        /// @param stopping whether somebody had it stopped
        record Importing(Run run, int percent, boolean stopping) implements State {}

        /// The last run took people in.
        ///
        /// @param rejects the lines that were not taken in as a CSV file; empty when there were
        ///   none
        record Imported(Run run, Imports.Report report, byte[] rejects) implements State {
            @Override
            public String toString() {
                return "Imported[redacted]";
            }
        }

        /// An import is being taken back.
        record Undoing(int batch, int percent) implements State {}

        /// The last run took an import back.
        record Undone(int batch, ImportUndo.Result result) implements State {}

        /// The last run broke off; what was whole by then stands.
        ///
        /// @param id of the sheet; empty for an undo
        record BrokenOff(Optional<String> id) implements State {}

        default boolean isUnderWay() {
            return this instanceof Looking || this instanceof Importing || this instanceof Undoing;
        }

        /// The sheet that it is about.
        default Optional<String> sheet() {
            return switch (this) {
                case Looking(Run run, _) -> Optional.of(run.id());
                case Looked(Run run, _) -> Optional.of(run.id());
                case Importing(Run run, _, _) -> Optional.of(run.id());
                case Imported(Run run, _, _) -> Optional.of(run.id());
                case BrokenOff(Optional<String> id) -> id;
                case Never _, Undoing _, Undone _ -> Optional.empty();
            };
        }
    }

    public State state() {
        return runs.state();
    }

    /// What is known of a sheet: the last run, if that was its own, or what its import came to.
    public Optional<State> of(String sheet) {
        State now = runs.state();
        if (now.sheet().filter(sheet::equals).isPresent()) {
            return Optional.of(now);
        }
        synchronized (through) {
            return Optional.ofNullable(through.get(sheet));
        }
    }

    /// Starts to look, unless a run is under way.
    ///
    /// @return whether this call started it
    /// @throws IllegalArgumentException when the map does not fit the sheet or the policy
    public boolean look(String id, ImportJob job, Actor by) {
        imports.requireFit(job);
        var run = new Run(id, job, by, core.now());
        return runs.start(
                new State.Looking(run, 0),
                () -> end(run, look(run)),
                () -> new State.BrokenOff(Optional.of(id)));
    }

    /// Starts an import of what was looked at last.
    ///
    /// @throws Refusal.Conflict when that was something else, or another run came after it
    public synchronized void start(String id, ImportJob job, Actor by) {
        var run = new Run(id, job, by, core.now());
        var own = new AtomicBoolean();
        boolean started =
                runs.start(
                        state -> hasLooked(state, run),
                        new State.Importing(run, 0, false),
                        () -> end(run, take(run, own)),
                        () -> new State.BrokenOff(Optional.of(id)));
        if (!started) {
            throw new Refusal.Conflict("looked-at", "look first at what this import would do");
        }
        stop = own;
    }

    private static boolean hasLooked(State state, Run wanted) {
        return state instanceof State.Looked(Run run, var report)
                && !report.cancelled()
                && run.id().equals(wanted.id())
                && run.job().equals(wanted.job());
    }

    private State look(Run run) {
        ImportWatch watch =
                (done, of) -> {
                    runs.tell(new State.Looking(run, percent(done, of)));
                    return true;
                };
        return new State.Looked(run, imports.look(run.job(), run.by(), watch));
    }

    private State take(Run run, AtomicBoolean own) {
        var rejects = new ByteArrayOutputStream();
        var touched = new HashSet<Long>();
        var watch =
                new ImportWatch() {
                    @Override
                    public boolean goOn(long done, long of) {
                        runs.tell(new State.Importing(run, percent(done, of), own.get()));
                        return !own.get();
                    }

                    @Override
                    public void touched(long customer) {
                        touched.add(customer);
                    }
                };
        Imports.Report report = imports.run(run.job(), Optional.of(rejects), run.by(), watch);
        report.batch().ifPresent(batch -> follower.follow(batch, touched, run.by()));
        boolean any = report.lines().anyLeft();
        return new State.Imported(run, report, any ? rejects.toByteArray() : new byte[0]);
    }

    /// Of a sheet that was forgotten meanwhile nothing stays in memory.
    private State end(Run run, State reached) {
        synchronized (through) {
            if (forgotten.equals(run.id())) {
                return new State.Never();
            }
            if (reached instanceof State.Imported imported) {
                through.putLast(run.id(), imported);
                if (through.size() > MAX_KEPT) {
                    through.pollFirstEntry();
                }
            }
            return reached;
        }
    }

    private static int percent(long done, long of) {
        return (int) Math.min(99, done * 100 / Math.max(1, of));
    }

    /// Has the import of a sheet stopped before its next person.
    public synchronized void stop(String id) {
        if (runs.state() instanceof State.Importing(Run run, _, _) && run.id().equals(id)) {
            stop.set(true);
        }
    }

    /// Forgets a sheet and what is known of it; once its run is over, where one is under way.
    public void forget(String id) {
        synchronized (through) {
            forgotten = id;
            through.remove(id);
        }
        runs.forget(state -> state.sheet().filter(id::equals).isPresent(), new State.Never());
    }

    /// Starts to take an import back, unless a run is under way.
    ///
    /// @param reason a reason code of the policy, as for an erasure
    /// @return whether this call started it
    /// @throws Refusal.Conflict when it was taken back before, or is too old for that
    public boolean undo(int batch, String reason, Actor by) {
        core.policies().requireReason(ReasonUse.ERASE, reason);
        imports.undo().requireUndoable(batch);
        return runs.start(
                new State.Undoing(batch, 0),
                () ->
                        new State.Undone(
                                batch,
                                imports.undo()
                                        .run(
                                                batch,
                                                reason,
                                                by,
                                                (done, of) -> {
                                                    int percent = percent(done, of);
                                                    runs.tell(new State.Undoing(batch, percent));
                                                    return true;
                                                })),
                () -> new State.BrokenOff(Optional.empty()));
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
