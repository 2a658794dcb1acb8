package custos.vault.writer;

import custos.backup.BundleRow;
import custos.ledger.FullTile;
import custos.ledger.TileTree;
import custos.store.CommitState;
import custos.store.LeafRow;
import custos.store.RowChange;
import custos.store.Staged;
import custos.store.StoreFault;
import custos.store.TileRow;
import custos.store.VaultStore;
import custos.store.WriteSession;
import custos.vault.rows.VaultFault;
import custos.vault.rows.VaultKeys;
import custos.vault.rows.Write;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// The one thread that writes. It gathers the writes that wait into one durable group, in which
/// each lands or fails alone, and answers them only once the group and its guard are on disk.
///
/// A failure whose outcome nobody can know stops the writer for good: the vault must be opened
/// again, which runs the recovery.
public final class GroupWriter implements AutoCloseable {
    /// The most writes in a group, and the most that may wait.
    static final int MAX_GROUP = 1000;

    private static final int MAX_WAITING = 4096;
    private static final long PATIENCE_SECONDS = 10;

    /// What is told when wraps were overtaken by a roll again and again.
    public static final String ROLLING = "the vault's keys are being rolled";

    private static final int MAX_WRAPPINGS = 4;

    private final VaultStore store;
    private final LedgerHead ledger;
    private final InstantSource clock;
    private final LongSupplier nextCustomer;
    private final VaultKeys keys;
    private final MirrorQueue mirror;
    private final BlockingQueue<Job> queue = new ArrayBlockingQueue<>(MAX_WAITING);
    private final LongAdder groups = new LongAdder();
    private final LongAdder landed = new LongAdder();
    private final Thread thread;
    private volatile boolean closing;
    private volatile boolean stopped;

    public GroupWriter(
            VaultStore store,
            LedgerHead ledger,
            InstantSource clock,
            LongSupplier nextCustomer,
            VaultKeys keys,
            MirrorQueue mirror) {
        this.store = store;
        this.ledger = ledger;
        this.clock = clock;
        this.nextCustomer = nextCustomer;
        this.keys = keys;
        this.mirror = mirror;
        this.thread = Thread.ofPlatform().name("custos-writer").start(this::run);
    }

    /// What waits for the thread.
    private sealed interface Job {
        void fail(Throwable fault);
    }

    private record Waiting(Write write, CompletableFuture<Landing> landing) implements Job {
        @Override
        public void fail(Throwable fault) {
            landing.completeExceptionally(fault);
        }
    }

    /// Work between two groups, while no write is under way.
    private record Errand<T>(Supplier<T> work, CompletableFuture<T> result) implements Job {
        @Override
        public void fail(Throwable fault) {
            result.completeExceptionally(fault);
        }

        void run() {
            try {
                result.complete(work.get());
            } catch (RuntimeException e) {
                result.completeExceptionally(e);
            }
        }
    }

    /// Durable groups so far, and the writes that landed in them.
    public record Tally(long groups, long landed) {}

    public Tally tally() {
        return new Tally(groups.sum(), landed.sum());
    }

    /// Hands a write over and waits until it landed or failed.
    ///
    /// @throws VaultFault.Busy when too many writes wait
    /// @throws VaultFault.Stopped when the outcome of a group is unknown, or the vault is closing
    public Landing land(Write write) {
        return handOver(write).get();
    }

    /// As [#land], for a write of new customers: nobody else can have changed their rows, so only a
    /// roll of the keys makes it stale, and it is handed over again as it is.
    public Landing landNew(Write write) {
        return handOverNew(write).get();
    }

    /// Hands a write over at once; what is returned waits until it landed or failed, and throws as
    /// [#land] does.
    public Supplier<Landing> handOver(Write write) {
        CompletableFuture<Landing> landing = submit(write);
        return () -> await(landing);
    }

    /// As [#handOver], and hands it over again as [#landNew] does.
    public Supplier<Landing> handOverNew(Write write) {
        Supplier<Landing> first = handOver(write);
        return () -> {
            Landing landing = first.get();
            for (int i = 1; landing instanceof Landing.Stale && i < MAX_WRAPPINGS; i++) {
                landing = land(write);
            }
            return landing;
        };
    }

    /// Does something on the writer's thread between two groups: what it reads is all there is, and
    /// no write is half done. Every write waits meanwhile.
    public <T> T between(Supplier<T> work) {
        var errand = new Errand<>(work, new CompletableFuture<T>());
        put(errand);
        return await(errand.result());
    }

    private static <T> T await(CompletableFuture<T> result) {
        try {
            return result.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new VaultFault.Stopped("the writer failed", e.getCause());
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static VaultFault.Stopped interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new VaultFault.Stopped("interrupted while a write was under way", e);
    }

    /// Hands a write over, with its wraps under the current key; the future completes once it
    /// landed or failed.
    public CompletableFuture<Landing> submit(Write write) {
        mirror.requireRoomFor(write.newRecords());
        var waiting = new Waiting(write.under(keys.keks()), new CompletableFuture<>());
        put(waiting);
        return waiting.landing();
    }

    private void put(Job job) {
        if (stopped || closing) {
            throw new VaultFault.Stopped("the vault takes no more writes", null);
        }
        try {
            if (!queue.offer(job, PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new VaultFault.Busy("more than " + MAX_WAITING + " writes wait");
            }
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
        if (stopped) {
            refuseWaiting();
        }
    }

    private void run() {
        var group = new ArrayList<Waiting>(MAX_GROUP);
        while (!stopped && !(closing && queue.isEmpty())) {
            group.clear();
            gather(group);
            if (!group.isEmpty()) {
                write(group);
            }
        }
        refuseWaiting();
    }

    /// Takes the writes up to the next errand, or runs that.
    private void gather(List<Waiting> group) {
        try {
            Job next = queue.poll(100, TimeUnit.MILLISECONDS);
            while (next instanceof Waiting waiting) {
                group.add(waiting);
                boolean more = group.size() < MAX_GROUP && queue.peek() instanceof Waiting;
                next = more ? queue.poll() : null;
            }
            if (next instanceof Errand<?> errand) {
                errand.run();
            }
        } catch (InterruptedException e) {
            // Only the thread's own end matters, and that is told by `closing`.
            closing = true;
        }
    }

    private void write(List<Waiting> group) {
        var results = new ArrayList<Landing>(group.size());
        try {
            Committed done = commit(group, results);
            ledger.advance(done.tree());
            mirror.took(done.mirrored(), done.newRecords(), done.state(), ledger.newest());
        } catch (KnownFailure e) {
            group.forEach(waiting -> waiting.landing().completeExceptionally(e.fault()));
            return;
        } catch (RuntimeException | Error e) {
            stopped = true;
            var fault = new VaultFault.Stopped("the outcome of a group is unknown", e);
            group.forEach(waiting -> waiting.landing().completeExceptionally(fault));
            return;
        }
        groups.increment();
        // Before anybody is answered: whoever asks then sees all of the group.
        landed.add(results.stream().filter(one -> one instanceof Landing.Landed).count());
        for (int i = 0; i < group.size(); i++) {
            answer(group.get(i), results.get(i));
        }
    }

    private void answer(Waiting waiting, Landing landing) {
        switch (landing) {
            case Landing.Broken(IllegalArgumentException bug) ->
                    waiting.landing().completeExceptionally(bug);
            case Landing.Landed _, Landing.Stale _, Landing.Taken _ ->
                    waiting.landing().complete(landing);
        }
    }

    /// A durable group.
    ///
    /// @param mirrored what the mirror has to store of it
    private record Committed(
            TileTree tree, CommitState state, List<BundleRow> mirrored, int newRecords) {}

    /// Stages and commits; on return the group is durable, but not yet in the guard.
    private Committed commit(List<Waiting> group, List<Landing> results) {
        TileTree tree = ledger.tree().copy();
        var tiles = new ArrayList<TileRow>();
        var mirrored = new ArrayList<BundleRow>();
        int newRecords = 0;
        Instant hour = ledger.hourAt(clock.instant().truncatedTo(ChronoUnit.HOURS));
        CommitState state;
        WriteSession session = begin();
        try (session) {
            for (Waiting waiting : group) {
                Write write = waiting.write().refusing(keys.suppressions());
                Landing landing = stageAlone(session, write, tree, tiles, hour);
                results.add(landing);
                if (mirror.isOn() && landing instanceof Landing.Landed(long idx)) {
                    mirrored.addAll(MirrorRows.of(write, idx, hour));
                    newRecords += write.newRecords();
                }
            }
            Optional<RowChange> checkpoint = ledger.checkpointDue();
            checkpoint.ifPresent(row -> session.stage(Optional.empty(), List.of(row)));
            if (mirror.isOn()) {
                mirrored.addAll(MirrorRows.of(checkpoint.stream().toList()));
            }
            state =
                    new CommitState(
                            ledger.epoch(),
                            tree.size(),
                            tree.head().root().bytes(),
                            nextCustomer.getAsLong());
            session.commit(state, tiles);
        } catch (StoreFault.OutcomeUnknown e) {
            throw e;
        } catch (StoreFault e) {
            throw new KnownFailure(e);
        }
        ledger.lastHour(hour);
        return new Committed(tree, state, mirrored, newRecords);
    }

    private WriteSession begin() {
        try {
            return store.write();
        } catch (StoreFault e) {
            throw new KnownFailure(e);
        }
    }

    /// A write that breaks a limit of the store is a bug of ours: it fails alone.
    private Landing stageAlone(
            WriteSession session, Write write, TileTree tree, List<TileRow> tiles, Instant hour) {
        try {
            return stage(session, write, tree, tiles, hour);
        } catch (IllegalArgumentException e) {
            return new Landing.Broken(e);
        }
    }

    private Landing stage(
            WriteSession session, Write write, TileTree tree, List<TileRow> tiles, Instant hour) {
        // FORMATS "KEK roll", 2: from the moment that a new key is there, no wrap under another
        // lands; and no older index token once a rotation saw to it that nobody has one.
        if (!write.isUnder(keys.keks().currentId()) || !write.isIndexedSince(keys.oldestIndex())) {
            return new Landing.Stale();
        }
        if (write.acts().isEmpty()) {
            return landing(session.stage(Optional.empty(), write.rows()), -1);
        }
        long idx = LedgerHead.idx(ledger.epoch(), tree.size());
        byte[] entry = write.entry(hour);
        List<RowChange> rows = write.rows();
        Landing landing = landing(session.stage(Optional.of(new LeafRow(idx, entry)), rows), idx);
        if (landing instanceof Landing.Landed) {
            for (FullTile full : tree.append(entry)) {
                tiles.add(
                        new TileRow(
                                ledger.epoch(), full.level(), full.index(), full.tile().bytes()));
            }
        }
        return landing;
    }

    private static Landing landing(Staged staged, long idx) {
        return switch (staged) {
            case Staged.Done() -> new Landing.Landed(idx);
            case Staged.Stale() -> new Landing.Stale();
            case Staged.Taken(String table) -> new Landing.Taken(table);
        };
    }

    private void refuseWaiting() {
        var fault = new VaultFault.Stopped("the vault takes no more writes", null);
        for (Job job = queue.poll(); job != null; job = queue.poll()) {
            job.fail(fault);
        }
    }

    /// Writes what waits, then ends the thread.
    @Override
    public void close() {
        closing = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        refuseWaiting();
    }

    /// The group did not land, and everybody may know.
    private static final class KnownFailure extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final transient StoreFault fault;

        KnownFailure(StoreFault fault) {
            super(fault);
            this.fault = fault;
        }

        StoreFault fault() {
            return fault;
        }
    }
}
