package custos.vault;

import custos.backup.BundleOutput;
import custos.backup.BundleRow;
import custos.backup.Manifest;
import custos.customer.CustomerNumber;
import custos.store.CommitState;
import custos.store.CustomerRow;
import custos.store.DisclosedRow;
import custos.store.InternalRow;
import custos.store.LeafRow;
import custos.store.OpeningRow;
import custos.store.ReadSession;
import custos.store.RecordRow;
import custos.store.VaultStore;
import java.time.Instant;
import java.util.List;

/// Writes customers, what was theirs, and all leaves, without any key (FORMATS "Bundle"). Each
/// customer is as of one instant; the leaves come last, so that each row has its leaf in the
/// bundle. For one use.
final class DataBundle {
    private static final int SMALLEST = 8;
    private static final int LARGEST = 1024;
    private static final long LONG_NANOS = 250_000_000;

    private final VaultStore store;
    private final BundleOutput out;
    private long customers;

    private DataBundle(VaultStore store, BundleOutput out) {
        this.store = store;
        this.out = out;
    }

    /// @param at when this is
    static Manifest write(VaultStore store, BundleOutput out, Instant at) {
        var bundle = new DataBundle(store, out);
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

    private void writeCustomers() {
        int chunk = 64;
        for (long next = 0; next <= CustomerNumber.LAST; ) {
            long started = System.nanoTime();
            try (ReadSession read = store.read()) {
                List<CustomerRow> rows = read.customersFrom(next, chunk);
                long end = rows.size() < chunk ? CustomerNumber.LAST + 1 : rows.getLast().no() + 1;
                write(read, rows, next, end);
                next = end;
            }
            boolean slow = System.nanoTime() - started > LONG_NANOS;
            chunk = slow ? Math.max(SMALLEST, chunk / 2) : Math.min(LARGEST, chunk * 2);
        }
    }

    private void write(ReadSession read, List<CustomerRow> rows, long from, long end) {
        long first = Slots.firstRow(from);
        long last = end > CustomerNumber.LAST ? Long.MAX_VALUE : Slots.firstRow(end);
        var records = new Cursor<>(read.recordsBetween(first, last));
        var openings = new Cursor<>(read.openingsBetween(first, last));
        var looks = new Cursor<>(read.disclosedBetween(from, end));
        for (CustomerRow row : rows) {
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
        new LeafWalk(store, 0, end)
                .each((_, chunk) -> {
                    for (LeafRow leaf : chunk.leaves()) {
                        out.write(new BundleRow.Leaf(leaf));
                    }
                    for (InternalRow internal : chunk.internals()) {
                        out.write(new BundleRow.Internal(internal));
                    }
                });
    }
}
