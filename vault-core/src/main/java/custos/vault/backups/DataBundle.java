package custos.vault.backups;

import custos.backup.BundleRow;
import custos.backup.BundleRows;
import custos.backup.Manifest;
import custos.customer.CustomerNumber;
import custos.store.CommitState;
import custos.store.CustomerRow;
import custos.store.DisclosedRow;
import custos.store.OpeningRow;
import custos.store.ReadSession;
import custos.store.RecordRow;
import custos.store.VaultStore;
import custos.vault.core.LeafWalk;
import custos.vault.rows.Slots;
import custos.vault.writer.LedgerHead;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/// Writes customers, what was theirs, and all leaves, without any key (FORMATS "Bundle"). Each
/// customer is as of one instant; the leaves come last, so that each row has its leaf in the
/// bundle. For one use.
public final class DataBundle {
    private static final int SMALLEST = 8;
    private static final int LARGEST = 1024;
    private static final long LONG_NANOS = 250_000_000;

    private final VaultStore store;
    private final BundleRows out;
    private final LongConsumer written;
    private long customers;

    private DataBundle(VaultStore store, BundleRows out, LongConsumer written) {
        this.written = written;
        this.store = store;
        this.out = out;
    }

    /// @param at when this is
    public static Manifest write(VaultStore store, BundleRows out, Instant at) {
        return write(store, out, at, _ -> {});
    }

    /// @param written is told now and then how many customers are in it so far
    public static Manifest write(
            VaultStore store, BundleRows out, Instant at, LongConsumer written) {
        var bundle = new DataBundle(store, out, written);
        long start = idx(bundle.state());
        bundle.writeCustomers();
        CommitState end = bundle.state();
        bundle.writeLeaves(idx(end));
        return new Manifest(at, start, 0, end, 0, 0, bundle.customers, out.rows());
    }

    private CommitState state() {
        try (ReadSession read = store.read()) {
            return read.state();
        }
    }

    private static long idx(CommitState state) {
        return LedgerHead.idx(state.epoch(), state.size());
    }

    /// Rows of some customers as of one instant.
    ///
    /// @param end the first number that is not among them
    private record Chunk(
            List<CustomerRow> customers,
            List<RecordRow> records,
            List<OpeningRow> openings,
            List<DisclosedRow> looks,
            long end) {}

    private void writeCustomers() {
        int size = 64;
        for (long next = 0; next <= CustomerNumber.LAST; ) {
            long started = System.nanoTime();
            Chunk chunk = read(next, size);
            boolean slow = System.nanoTime() - started > LONG_NANOS;
            write(chunk);
            written.accept(customers);
            next = chunk.end();
            size = slow ? Math.max(SMALLEST, size / 2) : Math.min(LARGEST, size * 2);
        }
    }

    private Chunk read(long from, int size) {
        try (ReadSession read = store.read()) {
            List<CustomerRow> rows = read.customersFrom(from, size);
            long end = rows.size() < size ? CustomerNumber.LAST + 1 : rows.getLast().no() + 1;
            long first = Slots.firstRow(from);
            long last = end > CustomerNumber.LAST ? Long.MAX_VALUE : Slots.firstRow(end);
            return new Chunk(
                    rows,
                    read.recordsBetween(first, last),
                    read.openingsBetween(first, last),
                    read.disclosedBetween(from, end),
                    end);
        }
    }

    /// The disk may be slow, or away: no view is open meanwhile.
    private void write(Chunk chunk) {
        var records = new Cursor<>(chunk.records());
        var openings = new Cursor<>(chunk.openings());
        var looks = new Cursor<>(chunk.looks());
        for (CustomerRow row : chunk.customers()) {
            long no = row.no();
            out.write(new BundleRow.Customer(row));
            for (RecordRow one : records.until(r -> Slots.customerOf(r.no()) <= no)) {
                if (Slots.customerOf(one.no()) == no) {
                    out.write(new BundleRow.CustomerRecord(one));
                }
            }
            for (OpeningRow one : openings.until(o -> Slots.customerOf(o.no()) <= no)) {
                if (Slots.customerOf(one.no()) == no) {
                    out.write(new BundleRow.Opening(one));
                }
            }
            for (DisclosedRow one : looks.until(d -> d.customer() <= no)) {
                if (one.customer() == no) {
                    out.write(new BundleRow.Disclosed(one));
                }
            }
            customers++;
        }
    }

    /// Rows of an ascending list, taken from its front.
    private static final class Cursor<T> {
        private final List<T> rows;
        private int at;

        Cursor(List<T> rows) {
            this.rows = rows;
        }

        List<T> until(java.util.function.Predicate<T> belongs) {
            int from = at;
            while (at < rows.size() && belongs.test(rows.get(at))) {
                at++;
            }
            return rows.subList(from, at);
        }
    }

    private void writeLeaves(long end) {
        var rows = new ArrayList<BundleRow>();
        new LeafWalk(store, 0, end)
                .each(
                        (_, chunk) -> {
                            chunk.leaves().forEach(one -> rows.add(new BundleRow.Leaf(one)));
                            chunk.internals().forEach(one -> rows.add(new BundleRow.Internal(one)));
                        },
                        () -> {
                            rows.forEach(out::write);
                            rows.clear();
                        });
    }
}
