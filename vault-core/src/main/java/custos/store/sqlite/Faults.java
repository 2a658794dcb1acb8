package custos.store.sqlite;

import custos.store.StoreFault;
import java.sql.SQLException;
import java.util.Set;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// What an error of SQLite means to the vault.
///
/// SQLite's own messages name tables and columns, never values, so they may be passed on as causes.
final class Faults {
    private static final int CONSTRAINT = SQLiteErrorCode.SQLITE_CONSTRAINT.code;

    /// Errors that a COMMIT gives only while nothing of it can have become durable: the log had no
    /// room for the commit's last frame, could not be written at all, or was never reached.
    private static final Set<Integer> CERTAIN =
            Set.of(
                    SQLiteErrorCode.SQLITE_FULL.code,
                    SQLiteErrorCode.SQLITE_READONLY.code,
                    SQLiteErrorCode.SQLITE_BUSY.code,
                    CONSTRAINT);

    private Faults() {}

    /// A fault before COMMIT, or while reading: nothing has landed.
    static StoreFault known(String act, SQLException e) {
        int code = primary(e);
        if (code == SQLiteErrorCode.SQLITE_FULL.code
                || code == SQLiteErrorCode.SQLITE_READONLY.code) {
            return new StoreFault.NoSpace(act + ": the disk is full or cannot be written", e);
        }
        if (code == SQLiteErrorCode.SQLITE_BUSY.code
                || code == SQLiteErrorCode.SQLITE_LOCKED.code) {
            return new StoreFault.Held(act + ": another connection holds the vault");
        }
        if (code == SQLiteErrorCode.SQLITE_CORRUPT.code
                || code == SQLiteErrorCode.SQLITE_NOTADB.code) {
            return new StoreFault.Damaged(act + ": the file is damaged", e);
        }
        return new StoreFault.Failed(act + ": the database failed", e);
    }

    /// A fault of COMMIT itself. An error while writing or syncing the log leaves open whether the
    /// group survives the next start.
    static StoreFault ofCommit(SQLException e) {
        return CERTAIN.contains(primary(e))
                ? known("committing a group", e)
                : new StoreFault.OutcomeUnknown("nobody knows whether the group landed", e);
    }

    /// Whether a row of that key stands already.
    static boolean isTaken(SQLException e) {
        int code = extended(e);
        return code == SQLiteErrorCode.SQLITE_CONSTRAINT_PRIMARYKEY.code
                || code == SQLiteErrorCode.SQLITE_CONSTRAINT_ROWID.code
                || code == SQLiteErrorCode.SQLITE_CONSTRAINT_UNIQUE.code;
    }

    /// Whether a trigger or a check refused the row: a bug of ours.
    static boolean isRefused(SQLException e) {
        return isConstraint(e) && !isTaken(e);
    }

    static boolean isConstraint(SQLException e) {
        return primary(e) == CONSTRAINT;
    }

    private static int primary(SQLException e) {
        return extended(e) & 0xff;
    }

    private static int extended(SQLException e) {
        return e instanceof SQLiteException sqlite ? sqlite.getResultCode().code : -1;
    }
}
