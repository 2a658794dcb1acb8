package custos.vault.inspection;

import custos.store.CommitState;
import custos.store.ReadSession;
import custos.store.StoreFault;
import custos.store.TableCount;
import custos.store.VaultStore;
import custos.vault.core.LedgerPlace;
import custos.vault.rows.CustomerRows;
import custos.vault.rows.CustomerWalk;
import custos.vault.rows.VaultKeys;
import custos.vault.writer.Batches;
import custos.vault.writer.Claim;
import custos.vault.writer.LedgerHead;
import custos.vault.writer.Pipeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/// Looks over the whole vault and says what does not agree.
///
/// It reads everything anew from the store and shares no cache with the vault. Customers are read
/// in short views, so the vault may be at work meanwhile; what does not agree is read once more
/// before it is reported.
public final class Inspection {
    private static final int SAY_EVERY = 10_000;

    private final Inspected vault;

    public Inspection(Inspected vault) {
        this.vault = vault;
    }

    /// How bad a finding is.
    public enum Severity {
        /// Nothing is lost, but somebody should look.
        WARNING,
        /// Something was lost or altered, or is back that was destroyed.
        DAMAGE
    }

    /// Something that does not agree.
    ///
    /// @param code a stable code, such as `record-seal`
    /// @param place what it concerns, by number, never by value
    /// @param remedy what to do
    public record Finding(String code, Severity severity, String place, String remedy) {}

    /// What was looked at.
    public record Report(
            long customers, long records, long openings, long leaves, List<Finding> findings) {
        public Report {
            findings = List.copyOf(findings);
        }
    }

    /// How far an inspection has come.
    ///
    /// @param stage customers are read first, then leaves
    public record Step(Stage stage, long done) {}

    /// What an inspection walks over.
    public enum Stage {
        CUSTOMERS,
        LEAVES
    }

    /// Who watches an inspection; told by the threads that run it.
    @FunctionalInterface
    public interface Watcher {
        /// Told how many customers and leaves were checked: now and then, and when all were.
        void progress(Step step);

        /// Told of each finding as it is found.
        default void found(Finding finding) {}
    }

    /// About how much a stage looks at, to tell how far it has come.
    long expected(Stage stage) {
        return switch (stage) {
            case CUSTOMERS -> vault.customersAtMost();
            case LEAVES -> vault.leaves();
        };
    }

    /// Opens every record and opening, and checks seals, heads, commitments, leaves, tiles,
    /// checkpoints and counters against one another. Never changes anything.
    ///
    /// At most 10,000 findings are reported.
    public Report verify(Watcher watcher) {
        return verify(watcher, KeptCheckpoint.none());
    }

    /// As [#verify(Watcher)], and whether the ledger begins with a checkpoint that somebody kept.
    ///
    /// @param since the checkpoint's text as it was published
    public Report verify(Watcher watcher, byte[] since) {
        return verify(watcher, KeptCheckpoint.of(since));
    }

    private Report verify(Watcher watcher, KeptCheckpoint since) {
        int threads = Math.clamp(Runtime.getRuntime().availableProcessors(), 1, 4);
        try (ExecutorService pool =
                Executors.newFixedThreadPool(
                        threads, Thread.ofPlatform().name("custos-verify-", 0).factory())) {
            var round = new Round(pool, threads * 2, watcher, since);
            try {
                round.run();
            } catch (StoreFault e) {
                // Pages that SQLite cannot read: what was found until then is still worth telling.
                round.findings.add(FindingCode.STORE_FAILED, "store");
            }
            return round.report();
        }
    }

    /// One inspection from beginning to end.
    private final class Round {
        private final ExecutorService pool;
        private final int underWay;
        private final Consumer<Step> progress;
        private final KeptCheckpoint since;
        private final VaultStore store = vault.store();
        private final VaultKeys keys = vault.keys();
        private final Findings findings;
        private final Ownership ownership = new Ownership();
        private final Refusals refusals = new Refusals(keys.suppressions());
        private final Batches batches = new Batches(store, keys);
        private long highest;
        private long customers;
        private long records;
        private long openings;
        private long leaves;

        Round(ExecutorService pool, int underWay, Watcher watcher, KeptCheckpoint since) {
            this.pool = pool;
            this.underWay = underWay;
            this.progress = watcher::progress;
            this.findings = new Findings(watcher::found);
            this.since = since;
        }

        void run() {
            CommitState before;
            try (ReadSession read = store.read()) {
                before = read.state();
            }
            Editions editions = Editions.read(vault.policies(), findings);
            walk(editions, verdict -> take(verdict, editions));
            progress.accept(new Step(Stage.CUSTOMERS, customers));
            refusals(editions);
            var erasures = new ErasureInspection(store, keys.shreddings(), findings);
            erasures.readNotes();
            var ledger = ledger(before);
            owners(ledger, erasures.check(ledger.erased));
            numbers();
            new DocumentInspection(store, keys, findings).check(ledger.notices);
            new LetterInspection(vault, findings).check();
        }

        private void walk(Editions editions, Consumer<CustomerVerdict> taker) {
            var walk = new CustomerWalk(store);
            var pipeline =
                    new Pipeline<List<CustomerVerdict>>(
                            pool, underWay, verdicts -> verdicts.forEach(taker));
            for (var chunk = walk.next(); chunk.isPresent(); chunk = walk.next()) {
                List<CustomerRows> rows = chunk.get();
                pipeline.submit(() ->
                        rows.stream()
                                .map(one -> CustomerInspection.check(keys, editions, batches, one))
                                .toList());
            }
            pipeline.finish();
        }

        private void refusals(Editions editions) {
            if (!refusals.unexplained(store).isEmpty()) {
                walk(editions, refusals::takeGranted);
            }
            for (CustomerVerdict.Refused refused : refusals.unexplained(store)) {
                findings.add(FindingCode.SUPPRESSION_MISSING, refused.place());
            }
        }

        private void take(CustomerVerdict first, Editions editions) {
            CustomerVerdict verdict = first;
            if (!first.findings().isEmpty() || !first.loose().isEmpty()) {
                // The vault may be at work: what it is now counts.
                try (var _ = keys.readings().begin()) {
                    var again = again(first.no());
                    if (again.isEmpty()) {
                        return;
                    }
                    verdict = CustomerInspection.check(keys, editions, batches, again.get());
                }
            }
            findings.addAll(verdict.findings());
            verdict.proven().forEach(claim -> ownership.prove(claim, claim.named()));
            verdict.loose().forEach(ownership::seek);
            refusals.take(store, verdict);
            highest = Math.max(highest, verdict.no());
            records += verdict.records();
            openings += verdict.openings();
            if (verdict.present() && ++customers % SAY_EVERY == 0) {
                progress.accept(new Step(Stage.CUSTOMERS, customers));
            }
        }

        private Optional<CustomerRows> again(long no) {
            try (ReadSession read = store.read()) {
                return CustomerRows.again(read, no);
            }
        }

        /// All epochs; the last one's result, with what the earlier ones told.
        private LedgerInspection ledger(CommitState before) {
            long ownedBefore = LedgerHead.idx(before.epoch(), before.size());
            var checking = new LeafInspection(keys, ownership, ownedBefore);
            var told = new ArrayList<LedgerInspection>();
            for (int epoch = 0; epoch <= before.epoch(); epoch++) {
                var ledger =
                        new LedgerInspection(
                                store, vault.heads(), epoch, since, findings, progress);
                told.forEach(ledger::follow);
                told.clear();
                told.add(ledger);
                var pipeline = new Pipeline<LeafVerdict>(pool, underWay, ledger::take);
                leaves +=
                        ledger.check((rows, internals) ->
                                pipeline.submit(() -> checking.check(rows, internals)));
                pipeline.finish();
            }
            progress.accept(new Step(Stage.LEAVES, leaves));
            since.report(findings);
            return told.getLast();
        }

        private void owners(LedgerInspection ledger, ErasureInspection.Told told) {
            ledger.settled.forEach(one -> ownership.settle(one.claim(), one.idx()));
            for (Claim claim : ownership.unsettled()) {
                findings.add(
                        claim.opening()
                                ? FindingCode.OPENING_UNMATCHED
                                : FindingCode.DISCLOSED_UNMATCHED,
                        claim.place());
            }
            looks(ledger, told);
            openings(ledger, told);
        }

        /// A batch of looks holds each customer once, so each erased one may leave one gap in it.
        private void looks(LedgerInspection ledger, ErasureInspection.Told told) {
            for (LeafVerdict.Unowned leaf : ledger.unowned) {
                if (leaf.looks() && leaf.missing() > told.customers()) {
                    findings.add(FindingCode.BATCH_ROWS_MISSING, LedgerPlace.leaf(leaf.idx()));
                }
            }
        }

        /// Each opening that is gone went with an erasure, and the erasure says how many did.
        private void openings(LedgerInspection ledger, ErasureInspection.Told told) {
            var gone = ledger.unowned.stream().filter(leaf -> !leaf.looks()).toList();
            long missing = gone.stream().mapToLong(LeafVerdict.Unowned::missing).sum();
            long unexplained = missing - told.openings();
            if (unexplained > 0 && told.openings() == 0) {
                gone.forEach(leaf ->
                        findings.add(FindingCode.LEAF_UNOWNED, LedgerPlace.leaf(leaf.idx())));
            } else if (unexplained > 0) {
                findings.add(
                        FindingCode.LEAF_UNOWNED, unexplained + " of " + gone.size() + " leaves");
            }
            long registered = gone.stream().filter(LeafVerdict.Unowned::registered).count();
            if (registered > told.customers()) {
                findings.add(
                        FindingCode.CUSTOMER_MISSING,
                        (registered - told.customers()) + " customers that were registered");
            }
        }

        /// A number that was given out is never given out again.
        private void numbers() {
            try (ReadSession read = store.read()) {
                if (read.state().nextCustomer() <= highest) {
                    findings.add(FindingCode.CUSTOMER_COUNTER, "the next customer's number");
                }
            }
        }

        Report report() {
            return new Report(customers, records, openings, leaves, findings.all());
        }
    }

    /// How many customers there are, without opening any.
    public long customers() {
        try (ReadSession read = vault.store().read()) {
            return read.counts().stream()
                    .filter(table -> table.table().equals("customer"))
                    .mapToLong(TableCount::rows)
                    .sum();
        }
    }

    /// Row counts and sizes, without opening anything.
    public List<String> inspect() {
        var lines = new ArrayList<String>();
        try (ReadSession read = vault.store().read()) {
            CommitState state = read.state();
            lines.add("ledger epoch: " + state.epoch());
            lines.add("ledger leaves: " + state.size());
            lines.add("next customer number: " + state.nextCustomer());
            lines.add("policy version: " + vault.policies().current().version());
            for (TableCount table : read.counts()) {
                lines.add("rows of " + table.table() + ": " + table.rows());
            }
        }
        return List.copyOf(lines);
    }
}
