package custos.vault.keys;

import custos.crypto.CryptoFault;
import custos.crypto.KeyEncryptionKeys;
import custos.crypto.Wraps;
import custos.event.Actor;
import custos.store.KeysRow;
import custos.store.ReadSession;
import custos.store.RowChange;
import custos.vault.backups.Mirror;
import custos.vault.core.Core;
import custos.vault.core.KeyFolder;
import custos.vault.rows.VaultFault;
import custos.vault.rows.VaultKeys;
import custos.vault.rows.Write;
import custos.vault.writer.Landing;
import custos.vault.writer.Pace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The roll of the key encryption key (FORMATS "KEK roll"): every wrap is made anew under a new
/// key, then the old key is destroyed, and with it every copy of a wrap that anybody still has.
///
/// Goes on where a crash left it. Writers and readers are at work meanwhile. For one thread at a
/// time. A mirror is written under the new key alone as soon as the roll is over.
public final class KekRoll {
    private static final Logger LOG = LoggerFactory.getLogger(KekRoll.class);

    /// Wraps of so many customers go into a group at most: others wait a few milliseconds for it.
    private static final int CHUNK = 512;

    private static final int SCAN_CHUNK = 4096;
    private static final int MAX_PASSES = 8;

    /// Nobody reads longer than a second; whoever does is not waited for any longer than this.
    private static final Duration READERS = Duration.ofMinutes(1);

    private static final Duration TRY_LOG_EVERY = Duration.ofMillis(500);

    private final Core core;
    private final VaultKeys keys;
    private final KeyFolder folder;
    private final Mirror mirror;
    private final Consumer<Progress> watcher;
    private long all;

    /// @param watcher told of each step and now and then within one; breaks the roll off by
    ///   throwing
    KekRoll(Core core, KeyFolder folder, Mirror mirror, Consumer<Progress> watcher) {
        this.core = core;
        this.keys = core.keys();
        this.folder = folder;
        this.mirror = mirror;
        this.watcher = watcher;
    }

    /// What a roll is doing.
    public enum Step {
        /// The new key is made and wraps from now on.
        NEW_KEY(1),
        /// Every customer's keys are wrapped under it.
        REWRAPPING(2),
        /// Nobody's keys are left under the old one.
        CHECKING(3),
        /// The old wraps leave the database's log.
        EMPTYING_LOG(4),
        /// Whoever read an old wrap finishes.
        AWAITING_READERS(5),
        /// The old key is destroyed.
        DESTROYING(6),
        /// The ledger is told.
        RECORDING(7);

        private final int number;

        Step(int number) {
            this.number = number;
        }

        /// Its number, from 1.
        public int number() {
            return number;
        }
    }

    /// @param done customers so far, of `all`
    /// @param held whether the step waits because somebody reads the database's log
    record Progress(Step step, long done, long all, boolean held) {}

    /// Whether a roll was begun and not ended.
    static boolean isUnfinished(Core core) {
        return core.keys().keks().ids().size() > 1
                || RollNote.read(core, RollNote.KEK)
                        .filter(note -> isUnrecorded(note, core.keys().keks()))
                        .isPresent();
    }

    private static boolean isUnrecorded(RollNote note, KeyEncryptionKeys keks) {
        return !note.isDone() && note.number() == keks.currentId();
    }

    /// Finishes the roll that was begun, or does a whole one.
    ///
    /// @param patience how long to wait for a reader that holds the database's log
    /// @return what is noted of it; empty when the reader did not go in time, and the roll is to be
    ///   finished later
    /// @throws VaultFault.Damaged when a customer's keys do not open: the old key stays
    /// @throws VaultFault.Unmirrored when the mirror cannot be written: nothing was wrapped anew
    Optional<RollNote> run(Actor by, Duration patience) {
        all = count();
        RollNote note = begin(by);
        if (keys.keks().ids().size() > 1) {
            rewrapAll();
            if (!emptyLog(patience)) {
                return Optional.empty();
            }
            awaitReaders();
            destroyOld();
        }
        RollNote done = record(note);
        mirror.renew();
        return Optional.of(done);
    }

    /// How many customers there were when it began.
    long customers() {
        return all;
    }

    private long count() {
        try (ReadSession read = core.store().read()) {
            return read.counts().stream()
                    .filter(table -> table.table().equals("customer_key"))
                    .mapToLong(table -> table.rows())
                    .sum();
        }
    }

    private void tell(Step step, long done) {
        watcher.accept(new Progress(step, done, all, false));
    }

    /// Steps 1 and 2: both keys are on disk and in the mirror before a wrap under the new one is
    /// made, and from then on the writer refuses every other.
    private RollNote begin(Actor by) {
        tell(Step.NEW_KEY, 0);
        KeyEncryptionKeys keks = keys.keks();
        Optional<RollNote> begun =
                RollNote.read(core, RollNote.KEK).filter(note -> isUnrecorded(note, keys.keks()));
        if (keks.ids().size() > 1) {
            // A roll that was broken off may have been begun without the mirror.
            mirror.hold(keks);
        }
        if (begun.isPresent()) {
            return begun.get();
        }
        if (keks.ids().size() == 1) {
            KeyEncryptionKeys both = keks.withNext();
            mirror.hold(both);
            folder.save(both);
            keys.keks(both);
        }
        var note =
                new RollNote(
                        RollNote.KEK, keys.keks().currentId(), by, core.now(), Optional.empty());
        land(Write.upkeep(List.of(note.row(core))));
        return note;
    }

    /// Step 3, again until step 4 finds that nothing is left: a group that was being committed when
    /// the new key came may have landed behind the first pass.
    private void rewrapAll() {
        for (int pass = 0; pass < MAX_PASSES; pass++) {
            var broken = new TreeSet<Long>();
            rewrap(broken);
            List<Long> left = left();
            if (left.isEmpty()) {
                return;
            }
            if (broken.containsAll(left)) {
                throw new VaultFault.Damaged(
                        "the wrapped keys of customer "
                                + left.getFirst()
                                + (left.size() > 1 ? " and others" : "")
                                + " do not open, so the old key stays; `custos verify` names them");
            }
        }
        throw new VaultFault.Busy("wraps under the old key keep appearing");
    }

    /// While one chunk is written, the next is read and wrapped.
    private void rewrap(Set<Long> broken) {
        Supplier<Landing> underWay = () -> new Landing.Landed(-1);
        long next = 0;
        long done = 0;
        List<KeysRow> rows;
        do {
            tell(Step.REWRAPPING, done);
            var pace = new Pace(core.writer());
            rows = rows(next, CHUNK);
            Write write = Write.upkeep(rewrapped(rows, broken));
            Landing.require(underWay.get());
            underWay = core.writer().handOver(write);
            done += rows.size();
            next = rows.isEmpty() ? next : rows.getLast().customer() + 1;
            pace.rest(1);
        } while (rows.size() == CHUNK);
        Landing.require(underWay.get());
    }

    private List<KeysRow> rows(long from, int limit) {
        try (ReadSession read = core.store().read()) {
            return read.keysFrom(from, limit);
        }
    }

    /// Compare and set: who was erased or changed meanwhile stays as she is.
    private List<RowChange> rewrapped(List<KeysRow> rows, Set<Long> broken) {
        KeyEncryptionKeys keks = keys.keks();
        var swaps = new ArrayList<RowChange>(rows.size());
        for (KeysRow row : rows) {
            try {
                if (!Wraps.areUnder(row.wraps(), keks.currentId())) {
                    Wraps after = keks.rewrap(Wraps.parse(row.wraps()), row.customer());
                    swaps.add(new RowChange.SwapKeys(row.customer(), row.wraps(), after.bytes()));
                }
            } catch (CryptoFault.Damaged
                    | CryptoFault.UnknownKey
                    | CryptoFault.UnknownFormat damaged) {
                broken.add(row.customer());
            }
        }
        return swaps;
    }

    /// Step 4, in chunks between groups. No later write brings an old wrap back, so what one chunk
    /// found stays true while the next is read.
    ///
    /// @return the first customers whose keys are not under the new key
    private List<Long> left() {
        int current = keys.keks().currentId();
        var left = new ArrayList<Long>();
        long from = 0;
        long done = 0;
        List<KeysRow> rows;
        do {
            tell(Step.CHECKING, done);
            long start = from;
            rows = core.writer().between(() -> rows(start, SCAN_CHUNK));
            for (KeysRow row : rows) {
                if (!isUnder(row, current)) {
                    left.add(row.customer());
                }
                from = row.customer() + 1;
            }
            done += rows.size();
        } while (rows.size() == SCAN_CHUNK && left.size() < SCAN_CHUNK);
        return left;
    }

    private static boolean isUnder(KeysRow row, int kek) {
        try {
            return Wraps.areUnder(row.wraps(), kek);
        } catch (CryptoFault damaged) {
            return false;
        }
    }

    /// After this no page of the log holds an old wrap, and no view of the store shows one.
    private boolean emptyLog(Duration patience) {
        tell(Step.EMPTYING_LOG, all);
        long until = System.nanoTime() + patience.toNanos();
        // What can be moved beside the writer need not hold it up.
        core.store().checkpointLog();
        while (!core.writer().between(core.store()::truncateLog)) {
            watcher.accept(new Progress(Step.EMPTYING_LOG, all, all, true));
            if (System.nanoTime() - until >= 0) {
                return false;
            }
            LockSupport.parkNanos(TRY_LOG_EVERY.toNanos());
        }
        return true;
    }

    private void awaitReaders() {
        tell(Step.AWAITING_READERS, all);
        if (!keys.readings().drain(READERS)) {
            LOG.warn("somebody has been reading one customer for a minute; not waited for");
        }
    }

    /// Step 5: durable before it is wiped from memory.
    private void destroyOld() {
        tell(Step.DESTROYING, all);
        KeyEncryptionKeys both = keys.keks();
        KeyEncryptionKeys left = both.onlyCurrent();
        folder.save(left);
        keys.keks(left);
        both.wipeOlder();
    }

    /// Step 6: the leaf and the note that it was written are one write.
    private RollNote record(RollNote note) {
        tell(Step.RECORDING, all);
        RollNote done = note.done(core.now());
        land(done.leaf(core, List.of()));
        return done;
    }

    private void land(Write write) {
        Landing.require(core.writer().land(write));
    }
}
