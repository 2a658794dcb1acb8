package custos.vault.writer;

import custos.backup.BundleRow;
import custos.store.CommitState;
import custos.vault.rows.CustomerDraft;
import custos.vault.rows.VaultFault;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// What landed and is not in the mirror yet. The writer's thread puts, the mirror's thread takes;
/// what was taken stays until it is said to be durable there.
public final class MirrorQueue {
    /// More rows than this are not kept: the mirror begins anew instead.
    private static final int MAX_ROWS = 100_000;

    /// Nor more bytes: one row may be a whole policy.
    private static final long MAX_BYTES = 32L * 1024 * 1024;

    /// No more records are taken than this before the mirror knows of them. A restore skips a few
    /// more of each customer, for the writes that are under way.
    private static final int MAX_RECORDS = CustomerDraft.SPARE_RECORDS - 2_768;

    private final boolean on;
    private final List<BundleRow> waiting = new ArrayList<>();
    private BundleRow.@Nullable Kek kek;
    private @Nullable CommitState end;
    private LedgerHead.@Nullable Published head;
    private boolean following;
    private boolean failing;
    private boolean wanted;
    private boolean called;
    private boolean closed;
    private long bytes;
    private long records;
    private OptionalLong since = OptionalLong.empty();

    /// @param on whether there is a mirror at all
    public MirrorQueue(boolean on) {
        this.on = on;
    }

    /// What is to be stored next, and the state that it leads to.
    ///
    /// @param taken what this is of all that waits
    public record Batch(
            List<BundleRow> rows, Taken taken, CommitState end, LedgerHead.Published head) {}

    /// What waits at an instant.
    ///
    /// @param waiting how many rows
    /// @param records how many new records the mirror does not know of
    public record Taken(int waiting, long records) {}

    /// Whether anybody wants to know what landed.
    boolean isOn() {
        return on;
    }

    /// Takes what a group did, once it is durable and in the guard.
    ///
    /// @param newRecords how many records it made whose numbers nobody had before
    public synchronized void took(
            List<BundleRow> rows, int newRecords, CommitState state, LedgerHead.Published newest) {
        if (!on) {
            return;
        }
        wanted = true;
        records += newRecords;
        end = state;
        head = newest;
        if (!rows.isEmpty() || !following) {
            startWaiting();
        }
        if (following) {
            waiting.addAll(rows);
            rows.forEach(row -> bytes += row.bytes());
            if (waiting.size() > MAX_ROWS || bytes > MAX_BYTES) {
                stop();
            }
        }
        notifyAll();
    }

    /// Puts the file of key encryption keys before everything that waits.
    public synchronized void took(BundleRow.Kek keys) {
        wanted = true;
        startWaiting();
        kek = keys;
        notifyAll();
    }

    private void startWaiting() {
        if (since.isEmpty()) {
            since = OptionalLong.of(System.nanoTime());
        }
    }

    /// From here on everything is kept.
    ///
    /// @return what waits already
    public synchronized Taken mark() {
        following = true;
        return new Taken(waiting.size(), records);
    }

    /// From here on nothing is kept, until the next [#mark].
    public synchronized void stop() {
        following = false;
        waiting.clear();
        bytes = 0;
        notifyAll();
    }

    public synchronized boolean isFollowing() {
        return following;
    }

    /// Waits for something to store, or for a [#want].
    ///
    /// @return null when there is nothing after that time, or ever again
    public synchronized @Nullable Batch next(long millis) throws InterruptedException {
        long until = System.nanoTime() + millis * 1_000_000;
        for (long left = millis; isEmpty() && !closed && !called && left > 0; ) {
            wait(left);
            left = (until - System.nanoTime()) / 1_000_000;
        }
        called = false;
        CommitState state = end;
        LedgerHead.Published newest = head;
        if (isEmpty() || state == null || newest == null) {
            return null;
        }
        var rows = new ArrayList<BundleRow>(waiting.size() + 1);
        if (kek != null) {
            rows.add(kek);
        }
        rows.addAll(waiting);
        return new Batch(rows, new Taken(waiting.size(), records), state, newest);
    }

    private boolean isEmpty() {
        return waiting.isEmpty() && kek == null;
    }

    /// A batch is durable.
    public synchronized void done(Batch batch) {
        if (!batch.rows().isEmpty() && batch.rows().getFirst().equals(kek)) {
            kek = null;
        }
        done(batch.taken());
    }

    /// The first rows that waited are durable.
    public synchronized void done(Taken taken) {
        List<BundleRow> stored = waiting.subList(0, Math.min(taken.waiting(), waiting.size()));
        stored.forEach(row -> bytes -= row.bytes());
        stored.clear();
        records -= taken.records();
        since = isEmpty() ? OptionalLong.empty() : OptionalLong.of(System.nanoTime());
        failing = false;
        notifyAll();
    }

    /// Storing fails now.
    public synchronized void fail() {
        failing = true;
        notifyAll();
    }

    /// What the mirror would hold, when nothing landed since it was opened.
    public synchronized void known(CommitState state, LedgerHead.Published newest) {
        end = state;
        head = newest;
    }

    /// The mirror is to be made, also when nothing lands.
    public synchronized void want() {
        wanted = on;
        called = true;
        notifyAll();
    }

    /// Waits until a mirror is wanted, or never will be.
    public synchronized boolean awaitWanted() throws InterruptedException {
        while (!wanted && !closed) {
            wait();
        }
        return wanted;
    }

    /// Waits until everything so far is stored, or storing fails.
    public synchronized void settle(long millis) throws InterruptedException {
        long until = System.nanoTime() + millis * 1_000_000;
        while (wanted && !closed && !failing && !(following && isEmpty())) {
            long left = (until - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return;
            }
            wait(left);
        }
    }

    /// Waits until the key encryption keys are stored.
    ///
    /// @return false when storing fails, or takes longer
    public synchronized boolean awaitKek(long millis) throws InterruptedException {
        long until = System.nanoTime() + millis * 1_000_000;
        while (kek != null && !closed && !failing) {
            long left = (until - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return kek == null;
    }

    /// Rests, but not past the end.
    public synchronized void rest(long millis) throws InterruptedException {
        long until = System.nanoTime() + millis * 1_000_000;
        for (long left = millis; !closed && left > 0; ) {
            wait(left);
            left = (until - System.nanoTime()) / 1_000_000;
        }
    }

    /// Whether one more write's new records may be taken. A restore from the mirror must not give
    /// their numbers out again.
    ///
    /// @throws VaultFault.Unmirrored when the mirror lacks too many already
    public synchronized void requireRoomFor(int newRecords) {
        if (newRecords > 0 && records >= MAX_RECORDS) {
            throw new VaultFault.Unmirrored(
                    "the mirror lacks as many new records as a restore from it allows for (30,000);"
                            + " no more are taken before it is written");
        }
    }

    /// For how long something has been waiting, also when it is not kept here, in nanoseconds.
    public synchronized long waitingNanos() {
        return since.isEmpty() ? 0 : System.nanoTime() - since.getAsLong();
    }

    public synchronized void close() {
        closed = true;
        notifyAll();
    }

    public synchronized boolean isClosed() {
        return closed;
    }
}
