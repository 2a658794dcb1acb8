package custos.vault.merges;

import custos.alike.Pair;
import custos.alike.Sweep;
import custos.event.Actor;
import custos.policy.Policy;
import custos.store.CustomerRow;
import custos.store.ReadSession;
import custos.vault.core.Background;
import custos.vault.core.Core;
import custos.vault.rows.CustomerFile;
import custos.vault.rows.Refusal;
import custos.vault.writer.Pace;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.function.LongPredicate;

/// Sweeps in the background, one at a time, for people who watch a page: all customers are held
/// against each other in memory, to find who may be kept twice. It shows nobody to anybody; what is
/// kept of it are numbers, and only until the next. Safe for threads. Nothing of it rests on disk.
public final class DuplicateRuns implements AutoCloseable {
    /// Customers in one short view of the store.
    private static final int VIEW = 100;

    private final Core core;
    private final Background<State> runs =
            new Background<>(
                    "search for duplicates",
                    new State.Never(),
                    now -> now instanceof State.Running);

    private final ImportSweeps imports;

    /// One at a time: two would need the memory twice.
    private final Object sweeping = new Object();

    public DuplicateRuns(Core core) {
        this.core = core;
        this.imports = new ImportSweeps(core, this);
    }

    /// Who started a sweep, and when.
    public record Run(Actor by, Instant since) {}

    /// What is known of sweeps since the vault was opened.
    public sealed interface State {
        /// There was none.
        record Never() implements State {}

        /// One is under way.
        ///
        /// @param percent 0 to 99
        record Running(Run run, int percent) implements State {}

        /// The last one's end.
        record Done(Run run, Sweep.Found found) implements State {}

        /// The last one broke off.
        record BrokenOff(Run run) implements State {}
    }

    public State state() {
        return runs.state();
    }

    /// Starts a sweep over all customers, unless one is under way.
    ///
    /// @return whether this call started it
    /// @throws Refusal.Conflict when there are too many to compare in memory
    public boolean start(Actor by) {
        if (core.customersAtMost() > Sweep.MAX_CUSTOMERS) {
            throw new Refusal.Conflict(
                    "too-many-customers",
                    "at most " + Sweep.MAX_CUSTOMERS + " customers are compared in memory");
        }
        var run = new Run(by, core.now());
        return runs.start(
                new State.Running(run, 0),
                () -> new State.Done(run, sweep(_ -> true, percent -> told(run, percent))),
                () -> new State.BrokenOff(run));
    }

    /// What is known of the sweep that followed an import.
    public State ofImport(int batch) {
        return imports.of(batch);
    }

    /// Begins the sweep that follows an import.
    ///
    /// @param touched whom the import brought or changed
    public void follow(int batch, Set<Long> touched, Actor by) {
        imports.follow(batch, touched, by);
    }

    private void told(Run run, int percent) {
        runs.tell(new State.Running(run, percent));
    }

    /// Holds all customers against each other.
    ///
    /// @param about at least one of a pair is somebody whom it is about
    /// @param percent hears how far it is, 0 to 99; breaks it off by throwing
    Sweep.Found sweep(LongPredicate about, IntConsumer percent) {
        synchronized (sweeping) {
            var sweep = new Sweep(about, this::isOpen);
            read(sweep, done -> percent.accept(done / 2));
            return sweep.find(done -> percent.accept(50 + done / 2));
        }
    }

    private boolean isOpen(Pair pair) {
        return !core.pairs().areApart(pair.first(), pair.second());
    }

    private void read(Sweep sweep, IntConsumer percent) {
        Policy policy = core.policies().current();
        long most = Math.max(1, core.customersAtMost());
        long seen = 0;
        for (long next = 0; next >= 0; ) {
            var pace = new Pace(core.writer());
            List<CustomerRow> rows;
            try (ReadSession read = core.store().read()) {
                rows = read.customersFrom(next, VIEW);
                rows.forEach(row -> take(sweep, policy, read, row.no()));
            }
            seen += rows.size();
            percent.accept((int) Math.min(99, seen * 100 / most));
            pace.rest(0);
            next = rows.size() < VIEW ? -1 : rows.getLast().no() + 1;
        }
    }

    private void take(Sweep sweep, Policy policy, ReadSession read, long no) {
        try (CustomerFile file = core.file(read, no)) {
            sweep.add(no, Duplicates.resemblance(policy, file));
        } catch (Refusal.NotFound | Refusal.Erased gone) {
            // Not a customer any more, or one who goes on in another.
        }
    }

    /// Tells what is under way to break off; returns at once.
    public void halt() {
        runs.halt();
        imports.halt();
    }

    /// Breaks off what is under way.
    @Override
    public void close() {
        halt();
        runs.close();
        imports.close();
    }
}
