package custos.store.sqlite;

import custos.store.CommitState;
import custos.store.LeafRow;
import custos.store.RowChange;
import custos.store.Staged;
import custos.store.StoreFault;
import custos.store.TileRow;
import custos.store.WriteSession;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One group as one transaction.
///
/// A savepoint for each write would cost a tenth of the whole (measured): SQLite copies every page
/// that it touches. Refusals are rare, and most come before the write's first row, so the group
/// goes without savepoints until it needs them.
final class SqliteWriteSession implements WriteSession {
    private static final int INDEX_BITS = 40;

    private final Statements sql;
    private final RowWriter rows;
    private final Ending ending;
    private final List<Write> staged = new ArrayList<>();
    private boolean guarded;
    private boolean open = true;

    private record Write(Optional<LeafRow> leaf, List<RowChange> changes) {}

    /// Told once, when the group is over.
    interface Ending {
        void ended(boolean outcomeKnown);
    }

    /// @throws StoreFault.Held when another connection writes and does not stop
    SqliteWriteSession(Statements sql, Ending ending) {
        this.sql = sql;
        this.rows = new RowWriter(sql);
        this.ending = ending;
        try {
            sql.run("begin");
        } catch (SQLException e) {
            throw Faults.known("beginning a group", e);
        }
    }

    @Override
    public Staged stage(Optional<LeafRow> leaf, List<RowChange> changes) {
        requireOpen();
        try {
            return apply(new Write(leaf, changes));
        } catch (SQLException e) {
            rollBack();
            throw Faults.known("staging a write", e);
        }
    }

    private Staged apply(Write write) throws SQLException {
        if (guarded) {
            sql.run("savepoint");
        }
        Staged outcome;
        try {
            outcome = rows.apply(write.leaf(), write.changes());
        } catch (SQLException e) {
            if (!Faults.isRefused(e)) {
                throw e;
            }
            undo();
            throw new IllegalArgumentException("a row or leaf of the write was refused", e);
        } catch (IllegalArgumentException e) {
            undo();
            throw e;
        }
        if (!(outcome instanceof Staged.Done)) {
            undo();
        } else if (guarded) {
            sql.run("release");
        } else {
            staged.add(write);
        }
        return outcome;
    }

    /// Takes back the refused write alone. The first that left rows costs the group so far a second
    /// time; from then on savepoints guard each write, so no group is written three times.
    private void undo() throws SQLException {
        if (guarded) {
            sql.run("undo");
            sql.run("release");
        } else if (rows.left()) {
            sql.run("rollback");
            sql.run("begin");
            for (var write : staged) {
                if (!(rows.apply(write.leaf(), write.changes()) instanceof Staged.Done)) {
                    throw new SQLException("another connection wrote in between");
                }
            }
            staged.clear();
            guarded = true;
        }
    }

    @Override
    public void commit(CommitState state, List<TileRow> tiles) {
        requireOpen();
        try {
            requireFollows(state);
            sql.run("put_state", state.epoch(), state.size(), state.root(), state.nextCustomer());
            for (var tile : tiles) {
                sql.run("insert_tile", tile.epoch(), tile.level(), tile.n(), tile.hashes());
            }
        } catch (SQLException e) {
            rollBack();
            if (Faults.isRefused(e) || Faults.isTaken(e)) {
                throw new IllegalArgumentException("the state or a tile was refused", e);
            }
            throw Faults.known("ending a group", e);
        } catch (IllegalArgumentException e) {
            rollBack();
            throw e;
        }
        commit();
    }

    private void commit() {
        try {
            sql.run("commit");
            end(true);
        } catch (SQLException e) {
            var fault = Faults.ofCommit(e);
            if (fault instanceof StoreFault.OutcomeUnknown) {
                end(false);
            } else {
                rollBack();
            }
            throw fault;
        }
    }

    /// The state must speak of the leaves that stand: a tree that says otherwise could never be
    /// verified again.
    private void requireFollows(CommitState state) throws SQLException {
        long next = sql.first("next_leaf", row -> row.getLong(1)).orElse(0L);
        long claimed = ((long) state.epoch() << INDEX_BITS) + state.size();
        boolean fresh = state.size() == 0 && claimed >= next;
        if (claimed != next && !fresh) {
            throw new IllegalArgumentException("the state does not follow the leaves");
        }
    }

    private void requireOpen() {
        if (!open) {
            throw new IllegalStateException("the group is over");
        }
    }

    /// Nothing of an uncommitted group ever lands, even if ROLLBACK itself fails: SQLite rolls back
    /// by itself on a full disk, and a connection that is lost takes its transaction with it.
    private void rollBack() {
        try {
            sql.run("rollback");
            end(true);
        } catch (SQLException e) {
            end(true);
        }
    }

    private void end(boolean outcomeKnown) {
        open = false;
        ending.ended(outcomeKnown);
    }

    @Override
    public void close() {
        if (open) {
            rollBack();
        }
    }
}
