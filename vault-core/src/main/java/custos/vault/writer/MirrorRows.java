package custos.vault.writer;

import custos.backup.BundleRow;
import custos.store.CustomerRow;
import custos.store.DisclosedRow;
import custos.store.DocumentKind;
import custos.store.InternalRow;
import custos.store.KeysRow;
import custos.store.LeafRow;
import custos.store.OpeningRow;
import custos.store.RowChange;
import custos.store.SuppressionRow;
import custos.vault.rows.Slots;
import custos.vault.rows.Write;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What a write that landed means for a mirror: of its rows those that a key bundle would hold.
/// Records are left out, but for what remains of somebody who was erased by this very write.
final class MirrorRows {
    private final Set<Long> erased = new HashSet<>();
    private final List<BundleRow> rows;
    private final long idx;

    private MirrorRows(List<BundleRow> rows, long idx) {
        this.rows = rows;
        this.idx = idx;
    }

    /// The rows of a write that landed.
    ///
    /// @param idx its leaf's number, or -1 for upkeep
    /// @param hour that its leaf carries
    static List<BundleRow> of(Write write, long idx, Instant hour) {
        var rows = new ArrayList<BundleRow>(write.rows().size() + 1);
        if (idx >= 0) {
            rows.add(new BundleRow.Leaf(new LeafRow(idx, write.entry(hour))));
        }
        return of(rows, idx, write.rows());
    }

    /// The rows of changes that belong to no leaf.
    static List<BundleRow> of(List<RowChange> changes) {
        return of(new ArrayList<>(changes.size()), -1, changes);
    }

    private static List<BundleRow> of(List<BundleRow> rows, long idx, List<RowChange> changes) {
        var taking = new MirrorRows(rows, idx);
        changes.forEach(taking::take);
        return rows;
    }

    private void take(RowChange change) {
        switch (change) {
            case RowChange.InsertCustomer(CustomerRow row) -> customer(row);
            case RowChange.UpdateCustomer(CustomerRow row, _) -> customer(row);
            case RowChange.DeleteCustomer(long no, _) -> {
                erased.add(no);
                rows.add(new BundleRow.Gone(no));
            }
            case RowChange.PutKeys(long customer, byte[] wraps) ->
                    rows.add(new BundleRow.Keys(new KeysRow(customer, wraps)));
            case RowChange.InsertRecord one -> {
                if (erased.contains(Slots.customerOf(one.row().no()))) {
                    rows.add(new BundleRow.CustomerRecord(one.row()));
                }
            }
            case RowChange.InsertOpening(long no, byte[] ct) -> opening(no, ct);
            case RowChange.InsertOpeningOf(long no, _, byte[] ct) -> opening(no, ct);
            case RowChange.InsertInternal(byte[] ct) ->
                    rows.add(new BundleRow.Internal(new InternalRow(idx, ct)));
            case RowChange.InsertDisclosed(long customer, byte[] ct) ->
                    rows.add(new BundleRow.Disclosed(new DisclosedRow(customer, idx, ct)));
            case RowChange.PutShredded one -> rows.add(new BundleRow.Shredded(one.row()));
            case RowChange.PutTombstone one -> rows.add(new BundleRow.Tombstone(one.row()));
            case RowChange.PutSuppression one -> rows.add(new BundleRow.Suppression(one.row()));
            case RowChange.MoveSuppression(byte[] before, SuppressionRow after) -> {
                rows.add(new BundleRow.Suppression(after));
                rows.add(new BundleRow.SuppressionGone(before));
            }
            case RowChange.PutHold one -> rows.add(new BundleRow.Hold(one.row()));
            case RowChange.DeleteHold(long record, long customer) ->
                    rows.add(new BundleRow.HoldGone(record, customer));
            case RowChange.DeleteSuppression(byte[] token) ->
                    rows.add(new BundleRow.SuppressionGone(token));
            case RowChange.PutDocument one -> {
                if (!one.row().kind().isPassing()) {
                    rows.add(new BundleRow.Document(one.row()));
                }
            }
            case RowChange.InsertDocument one -> {
                if (!one.row().kind().isPassing()) {
                    rows.add(new BundleRow.Document(one.row()));
                }
            }
            case RowChange.DeleteDocument(DocumentKind kind, byte[] id) -> {
                if (!kind.isPassing()) {
                    rows.add(new BundleRow.DocumentGone(kind, id));
                }
            }
            case RowChange.PutCheckpoint(int epoch, _, byte[] note, _) ->
                    rows.add(new BundleRow.Checkpoint(epoch, note));
            case RowChange.SwapKeys _ -> {
                // A roll under way: the mirror holds both keys until it holds every wrap anew.
            }
            case RowChange.ReplaceOpening _, RowChange.ReplaceDisclosed _ -> {
                // A customer's keys are rotated: the mirror has these under the keys before, which
                // stay until it has begun anew.
            }
            case RowChange.UpdateRecord _,
                    RowChange.DeleteRecord _,
                    RowChange.RequireKeys _,
                    RowChange.InsertDisclosedOf _,
                    RowChange.InsertIdempotency _,
                    RowChange.DeleteIdempotencyBefore _,
                    RowChange.ReplaceIdempotency _,
                    RowChange.InsertOutbox _,
                    RowChange.ReplaceOutbox _,
                    RowChange.DeleteOutbox _,
                    RowChange.InsertDownload _,
                    RowChange.DeleteDownload _ -> {
                // No key bundle holds these.
            }
        }
    }

    private void customer(CustomerRow row) {
        rows.add(
                new BundleRow.Counters(
                        row.no(), row.version(), row.nextRecord(), row.nextOpening()));
        if (erased.contains(row.no())) {
            rows.add(new BundleRow.Customer(row));
        }
    }

    private void opening(long no, byte[] ct) {
        rows.add(new BundleRow.Opening(new OpeningRow(no, ct)));
    }
}
