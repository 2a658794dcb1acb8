package custos.store.sqlite;

import custos.store.CustomerRow;
import custos.store.LeafRow;
import custos.store.RecordRow;
import custos.store.RowChange;
import custos.store.Staged;
import custos.store.SuppressionRow;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// Turns the changes of a write into statements, in order, and stops at the first that is refused.
final class RowWriter {
    private static final Staged DONE = new Staged.Done();
    private static final Staged STALE = new Staged.Stale();

    private final Statements sql;
    private boolean left;

    RowWriter(Statements sql) {
        this.sql = sql;
    }

    /// Applies the changes, then the leaf: whatever may be refused comes before the leaf.
    Staged apply(Optional<LeafRow> leaf, List<RowChange> changes) throws SQLException {
        left = false;
        for (var change : changes) {
            Staged outcome = apply(change, leaf);
            if (!(outcome instanceof Staged.Done)) {
                return outcome;
            }
        }
        if (leaf.isPresent()) {
            run("insert_leaf", leaf.get().idx(), leaf.get().entry());
        }
        return DONE;
    }

    /// Whether the last write changed rows, all or some of its own.
    boolean left() {
        return left;
    }

    private Staged apply(RowChange change, Optional<LeafRow> leaf) throws SQLException {
        try {
            return change(change, leaf);
        } catch (SQLException e) {
            if (Faults.isTaken(e)) {
                return new Staged.Taken(tableOf(change));
            }
            throw e;
        }
    }

    private Staged change(RowChange change, Optional<LeafRow> leaf) throws SQLException {
        return switch (change) {
            case RowChange.InsertCustomer(var row) -> insert(row);
            case RowChange.UpdateCustomer(var row, long ifVersion) -> update(row, ifVersion);
            case RowChange.DeleteCustomer(long no, long ifVersion) -> deleteCustomer(no, ifVersion);
            case RowChange.PutKeys(long customer, var wraps) -> putKeys(customer, wraps);
            case RowChange.RequireKeys(long customer, var wraps) -> requireKeys(customer, wraps);
            case RowChange.SwapKeys(long customer, var before, var after) ->
                    swapKeys(customer, before, after);
            case RowChange.InsertRecord(var row) -> insert(row);
            case RowChange.UpdateRecord(var row, long ifVersion) -> update(row, ifVersion);
            case RowChange.DeleteRecord(long no) -> done("delete_record", no);
            case RowChange.InsertOpening(long no, var ct) -> insertOpening(no, idx(leaf), ct);
            case RowChange.InsertOpeningOf(long no, long idx, var ct) -> insertOpening(no, idx, ct);
            case RowChange.ReplaceOpening(long no, var ct) ->
                    staleIfNone("replace_opening", ct, no);
            case RowChange.InsertInternal(var ct) -> done("insert_internal", idx(leaf), ct);
            case RowChange.InsertDisclosed(long customer, var ct) ->
                    done("insert_disclosed", customer, idx(leaf), ct);
            case RowChange.InsertDisclosedOf(long customer, long idx, var ct) ->
                    done("restore_disclosed", customer, idx, ct);
            case RowChange.ReplaceDisclosed(long customer, long idx, var ct) ->
                    done("replace_disclosed", ct, customer, idx);
            case RowChange.ReplaceIdempotency(var key, var ct) ->
                    done("replace_idempotency", ct, key);
            case RowChange.ReplaceOutbox(long no, var ct) -> done("replace_outbox", ct, no);
            case RowChange.PutShredded(var row) ->
                    done(
                            "put_shredded",
                            row.customer(),
                            row.classNo(),
                            row.uptoGeneration(),
                            row.day(),
                            row.mac());
            case RowChange.PutTombstone(var row) ->
                    done("put_tombstone", row.record(), row.field(), row.uptoVersion(), row.day());
            case RowChange.PutSuppression(var row) -> put(row);
            case RowChange.DeleteSuppression(var token) -> done("delete_suppression", token);
            case RowChange.MoveSuppression(var before, var after) ->
                    run("delete_suppression", (Object) before) == 0 ? STALE : put(after);
            case RowChange.PutHold(var row) ->
                    done("put_hold", row.record(), row.customer(), row.ct());
            case RowChange.DeleteHold(long record, long customer) ->
                    done("delete_hold", record, customer);
            case RowChange.InsertIdempotency(var key, long customer, int hour, var ct) ->
                    done("insert_idempotency", key, customer, hour, idx(leaf), ct);
            case RowChange.DeleteIdempotencyBefore(int hour) ->
                    done("delete_idempotency_before", hour);
            case RowChange.InsertOutbox(long customer, var ct) ->
                    done("insert_outbox", customer, ct);
            case RowChange.DeleteOutbox(long no) -> done("delete_outbox", no);
            case RowChange.InsertDownload(var row) ->
                    done("insert_download", row.no(), row.customer(), row.key(), row.until());
            case RowChange.DeleteDownload(long no) -> done("delete_download", no);
            case RowChange.PutDocument(var row) ->
                    done("put_document", row.kind().number(), row.id(), row.body());
            case RowChange.InsertDocument(var row) ->
                    done("insert_document", row.kind().number(), row.id(), row.body());
            case RowChange.DeleteDocument(var kind, var id) ->
                    done("delete_document", kind.number(), id);
            case RowChange.PutCheckpoint(int epoch, long size, var note, boolean keepBefore) ->
                    putCheckpoint(epoch, size, note, keepBefore);
        };
    }

    private int run(String name, Object... values) throws SQLException {
        int changed = sql.run(name, values);
        left |= changed > 0;
        return changed;
    }

    private Staged done(String name, Object... values) throws SQLException {
        run(name, values);
        return DONE;
    }

    private Staged staleIfNone(String name, Object... values) throws SQLException {
        return run(name, values) == 0 ? STALE : DONE;
    }

    private static long idx(Optional<LeafRow> leaf) {
        return leaf.orElseThrow(() ->
                        new IllegalArgumentException("a row belongs to a leaf, none is given"))
                .idx();
    }

    private Staged insert(CustomerRow row) throws SQLException {
        return done(
                "insert_customer",
                row.no(),
                row.version(),
                row.activeDay(),
                row.nextRecord(),
                row.nextOpening(),
                row.head(),
                row.tokens());
    }

    private Staged update(CustomerRow row, long ifVersion) throws SQLException {
        return staleIfNone(
                "update_customer",
                row.version(),
                row.activeDay(),
                row.nextRecord(),
                row.nextOpening(),
                row.head(),
                row.tokens(),
                row.no(),
                ifVersion);
    }

    private Staged insert(RecordRow row) throws SQLException {
        return done(
                "insert_record",
                row.no(),
                row.classNo(),
                row.kind(),
                row.version(),
                row.day(),
                row.body());
    }

    private Staged update(RecordRow row, long ifVersion) throws SQLException {
        return staleIfNone(
                "update_record",
                row.classNo(),
                row.kind(),
                row.version(),
                row.day(),
                row.body(),
                row.no(),
                ifVersion);
    }

    private Staged put(SuppressionRow row) throws SQLException {
        return done("put_suppression", row.token(), row.epoch(), row.month());
    }

    private Staged insertOpening(long no, long idx, byte[] ct) throws SQLException {
        run("insert_opening", no, ct);
        return done("insert_owner", no, idx);
    }

    private Staged deleteCustomer(long no, long ifVersion) throws SQLException {
        if (run("delete_customer", no, ifVersion) == 0) {
            return STALE;
        }
        long from = no << 20;
        long to = (no + 1) << 20;
        run("clear_keys", no);
        run("delete_customer_records", from, to);
        run("delete_customer_openings", from, to);
        run("delete_customer_owners", from, to);
        run("delete_customer_disclosed", no);
        run("delete_customer_holds", no);
        run("delete_customer_outbox", no);
        return done("delete_customer_downloads", no);
    }

    private Staged putKeys(long customer, byte[] wraps) throws SQLException {
        if (run("insert_keys", customer, wraps) == 0
                && run("overwrite_keys", wraps, customer, wraps.length) == 0) {
            run("clear_keys", customer);
            run("insert_keys", customer, wraps);
        }
        return DONE;
    }

    private Staged requireKeys(long customer, byte[] wraps) throws SQLException {
        return sql.first("compare_keys", row -> true, customer, wraps).isEmpty() ? STALE : DONE;
    }

    private Staged swapKeys(long customer, byte[] before, byte[] after) throws SQLException {
        if (before.length == after.length) {
            return done("swap_keys", after, customer, before);
        }
        return requireKeys(customer, before) instanceof Staged.Done
                ? putKeys(customer, after)
                : DONE;
    }

    private Staged putCheckpoint(int epoch, long size, byte[] note, boolean keepBefore)
            throws SQLException {
        if (!keepBefore) {
            run("delete_last_checkpoint", epoch, epoch, size);
        }
        return done("put_checkpoint", epoch, size, note);
    }

    /// Where a change collides; only inserts can.
    private static String tableOf(RowChange change) {
        return switch (change) {
            case RowChange.InsertCustomer _ -> "customer";
            case RowChange.InsertRecord _ -> "record";
            case RowChange.InsertOpening _, RowChange.InsertOpeningOf _ -> "opening";
            case RowChange.InsertInternal _ ->
                    throw new IllegalArgumentException("a leaf has one internal, and it has it");
            case RowChange.InsertDisclosed _ -> "disclosed";
            case RowChange.InsertIdempotency _ -> "idempotency";
            case RowChange.InsertDownload _ -> "download";
            case RowChange.InsertDocument _ -> "document";
            default -> throw new IllegalStateException("only inserts collide");
        };
    }
}
