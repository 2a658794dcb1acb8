package custos.vault.backups;

import custos.backup.BundleRow;
import custos.backup.BundleRows;
import custos.backup.Manifest;
import custos.crypto.KekFile;
import custos.crypto.Keyring;
import custos.customer.CustomerNumber;
import custos.store.CommitState;
import custos.store.CustomerRow;
import custos.store.DocumentKind;
import custos.store.HoldRow;
import custos.store.KeysRow;
import custos.store.LeafRow;
import custos.store.OpeningRow;
import custos.store.ReadSession;
import custos.store.ShreddedRow;
import custos.store.SuppressionRow;
import custos.vault.core.Core;
import custos.vault.core.LeafWalk;
import custos.vault.rows.Slots;
import custos.vault.writer.LedgerHead;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.Lock;
import java.util.function.Supplier;

/// Writes the keys, what was destroyed and refused, the counters and the newest leaves with what
/// opens them: all that a data bundle lacks, as of one instant (FORMATS "Restore").
///
/// Customers are read in short views while the vault is at work. Whoever changed meanwhile is
/// written again, and the last view, in which notes and refusals are read too, is the instant. What
/// a view showed is written once it is closed: the folder may be slow, or away. For one use.
final class KeyBundle {
    private static final int CHUNK = 1000;
    private static final int LEAVES = 500;
    private static final int CUSTOMERS = 4_000;
    private static final int MAX_ROUNDS = 100;

    private final Core core;
    private final Keyring keyring;
    private final BundleRows out;
    private final List<BundleRow> rows = new ArrayList<>();
    private long destroyedBefore;
    private long destroyedThen;

    KeyBundle(Core core, Keyring keyring, BundleRows out) {
        this.core = core;
        this.keyring = keyring;
        this.out = out;
    }

    /// @param leavesFrom the first leaf to be in it
    Manifest write(long leavesFrom, Instant now) {
        return write(leavesFrom, now, core.store()::read);
    }

    /// @param last opens the view that is the bundle's instant
    Manifest write(long leavesFrom, Instant now, Supplier<ReadSession> last) {
        Lock generations = core.keys().generations().readLock();
        generations.lock();
        try {
            return written(leavesFrom, now, last);
        } finally {
            generations.unlock();
        }
    }

    private Manifest written(long leavesFrom, Instant now, Supplier<ReadSession> last) {
        var keks = core.keys().keks();
        rows.add(new BundleRow.Keyring(keyring.bytes()));
        rows.add(new BundleRow.Kek(KekFile.bytes(keks, keyring, core.keys().random())));
        long start = idx(state());
        destroyedBefore = destroyed();
        long customers = customers();
        CommitState end = catchUp(start, last);
        new LeafWalk(core.store(), leavesFrom, idx(end)).each(this::leaves, this::flush);
        return new Manifest(
                now,
                start,
                leavesFrom,
                end,
                keyring.counter(),
                keks.currentId(),
                customers,
                out.rows());
    }

    /// Whether keys were destroyed while it was written: it may still hold them, from the
    /// beginning.
    boolean isOvertaken() {
        return destroyedBefore != destroyedThen;
    }

    /// The same number as long as no key is destroyed.
    private long destroyed() {
        long sum = 0;
        for (long next = 0; next >= 0; ) {
            List<ShreddedRow> some;
            try (ReadSession read = core.store().read()) {
                some = read.shreddedFrom(next, CHUNK);
                var customers = new TreeSet<Long>();
                some.forEach(row -> customers.add(row.customer()));
                for (long no : customers) {
                    sum += sum(read.shredded(no));
                }
            }
            next = some.size() < CHUNK ? -1 : some.getLast().customer() + 1;
        }
        return sum;
    }

    /// A note's code covers customer, class, generation and day.
    private static long sum(List<ShreddedRow> notes) {
        return notes.stream().mapToLong(note -> ByteBuffer.wrap(note.mac()).getLong()).sum();
    }

    /// Writes what was read, with no view open.
    private void flush() {
        rows.forEach(out::write);
        rows.clear();
    }

    private CommitState state() {
        try (ReadSession read = core.store().read()) {
            return read.state();
        }
    }

    private static long idx(CommitState state) {
        return LedgerHead.idx(state.epoch(), state.size());
    }

    /// @return how many there are
    private long customers() {
        long customers = 0;
        for (long next = 0; next <= CustomerNumber.LAST; ) {
            try (ReadSession read = core.store().read()) {
                List<CustomerRow> chunk = read.customersFrom(next, CHUNK);
                long end =
                        chunk.size() < CHUNK ? CustomerNumber.LAST + 1 : chunk.getLast().no() + 1;
                Map<Long, byte[]> wraps = new HashMap<>();
                for (KeysRow row : read.keysBetween(next, end)) {
                    wraps.put(row.customer(), row.wraps());
                }
                for (CustomerRow row : chunk) {
                    customer(row, wraps.getOrDefault(row.no(), new byte[0]));
                    customers++;
                }
                next = end;
            }
            flush();
        }
        return customers;
    }

    private void customer(CustomerRow row, byte[] wraps) {
        rows.add(
                new BundleRow.Counters(
                        row.no(), row.version(), row.nextRecord(), row.nextOpening()));
        if (wraps.length > 0) {
            rows.add(new BundleRow.Keys(new KeysRow(row.no(), wraps)));
        }
    }

    /// What a law or a legal hold keeps of somebody erased was sealed anew at the erasure, and an
    /// older data bundle has none of it.
    private void remains(ReadSession read, long no) {
        Optional<CustomerRow> found = read.customer(no);
        if (found.isEmpty() || !core.policies().isErased(read.shredded(no))) {
            return;
        }
        CustomerRow row = found.get();
        long from = Slots.firstRow(no);
        long to = Slots.endRow(no);
        customer(read, row);
        rows.add(new BundleRow.Customer(row));
        read.recordsBetween(from, to).forEach(one -> rows.add(new BundleRow.CustomerRecord(one)));
        read.openingsBetween(from, to).forEach(one -> rows.add(new BundleRow.Opening(one)));
    }

    /// Writes the customers again who changed since, then, in the same view as the last of them,
    /// everything that is small.
    private CommitState catchUp(long start, Supplier<ReadSession> last) {
        long from = start;
        for (int round = 1; round < MAX_ROUNDS && idx(state()) - from > LEAVES; round++) {
            try (ReadSession read = core.store().read()) {
                from = changed(read, from, from + LEAVES);
            }
            flush();
        }
        CommitState end;
        try (ReadSession read = last.get()) {
            end = read.state();
            for (long next = from; next < idx(end); ) {
                next = changed(read, next, idx(end));
            }
            small(read);
        }
        flush();
        return end;
    }

    /// @return the leaf that comes next: many customers are enough for one view
    private long changed(ReadSession read, long from, long end) {
        Set<Long> customers = new HashSet<>();
        long idx = from;
        for (; idx < end && customers.size() < CUSTOMERS; idx++) {
            read.openingsOf(idx).forEach(opening -> customers.add(Slots.customerOf(opening)));
        }
        for (long no : customers) {
            read.customer(no).ifPresent(row -> customer(read, row));
        }
        return idx;
    }

    private void customer(ReadSession read, CustomerRow row) {
        customer(row, read.keys(row.no()).orElse(new byte[0]));
    }

    private void small(ReadSession read) {
        for (DocumentKind kind : DocumentKind.values()) {
            if (!kind.isPassing()) {
                read.documents(kind).forEach(row -> rows.add(new BundleRow.Document(row)));
            }
        }
        for (int epoch = 0; epoch <= read.state().epoch(); epoch++) {
            for (byte[] note : read.checkpoints(epoch)) {
                rows.add(new BundleRow.Checkpoint(epoch, note));
            }
        }
        shredded(read);
        read.tombstonesBetween(0, Long.MAX_VALUE)
                .forEach(row -> rows.add(new BundleRow.Tombstone(row)));
        suppressions(read);
        holds(read);
    }

    private void holds(ReadSession read) {
        List<HoldRow> some;
        long next = 0;
        do {
            some = read.holdsBetween(next, Long.MAX_VALUE, CHUNK);
            some.forEach(row -> rows.add(new BundleRow.Hold(row)));
            next = some.isEmpty() ? next : some.getLast().record() + 1;
        } while (some.size() == CHUNK);
    }

    private void shredded(ReadSession read) {
        for (long next = 0; next >= 0; ) {
            List<ShreddedRow> some = read.shreddedFrom(next, CHUNK);
            var customers = new TreeSet<Long>();
            some.forEach(row -> customers.add(row.customer()));
            for (long no : customers) {
                // Read again: the last one of a chunk may have more rows than are in it.
                List<ShreddedRow> notes = read.shredded(no);
                notes.forEach(row -> rows.add(new BundleRow.Shredded(row)));
                destroyedThen += sum(notes);
                remains(read, no);
            }
            next = some.size() < CHUNK ? -1 : customers.last() + 1;
        }
    }

    private void suppressions(ReadSession read) {
        byte[] after = new byte[0];
        while (true) {
            List<SuppressionRow> some = read.suppressionsAfter(after, CHUNK);
            some.forEach(row -> rows.add(new BundleRow.Suppression(row)));
            if (some.size() < CHUNK) {
                return;
            }
            after = some.getLast().token();
        }
    }

    private void leaves(ReadSession read, LeafWalk.Chunk chunk) {
        for (LeafRow leaf : chunk.leaves()) {
            rows.add(new BundleRow.Leaf(leaf));
            for (long opening : read.openingsOf(leaf.idx())) {
                read.opening(opening)
                        .ifPresent(
                                ct -> rows.add(new BundleRow.Opening(new OpeningRow(opening, ct))));
            }
            read.disclosedOf(leaf.idx(), CHUNK)
                    .forEach(look -> rows.add(new BundleRow.Disclosed(look)));
        }
        chunk.internals().forEach(row -> rows.add(new BundleRow.Internal(row)));
    }
}
