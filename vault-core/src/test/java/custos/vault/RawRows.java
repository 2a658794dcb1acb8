package custos.vault;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicLong;

/// A stray SQL shell on the file of a closed vault, past all of our code.
public final class RawRows {
    private RawRows() {}

    /// Runs a statement that must change something.
    public static void change(Path database, String sql) {
        on(
                database,
                statement -> {
                    if (statement.executeUpdate(sql) == 0) {
                        throw new IllegalStateException("nothing was changed by: " + sql);
                    }
                });
    }

    /// Swaps a column between two rows of a table.
    public static void swap(
            Path database, String table, String column, String key, long a, long b) {
        String value = "(SELECT " + column + " FROM " + table + " WHERE " + key + " = ";
        String put = "UPDATE " + table + " SET " + column + " = (SELECT ";
        String where = " FROM swapping) WHERE " + key + " = ";
        on(
                database,
                statement -> {
                    statement.executeUpdate(
                            "CREATE TEMP TABLE swapping AS SELECT "
                                    + (value + a + ") AS a, ")
                                    + (value + b + ") AS b"));
                    int changed = statement.executeUpdate(put + "b" + where + a);
                    changed += statement.executeUpdate(put + "a" + where + b);
                    if (changed != 2) {
                        throw new IllegalStateException("no two rows of " + table);
                    }
                });
    }

    /// The one number that a query gives.
    public static long number(Path database, String sql) {
        var found = new AtomicLong();
        on(
                database,
                statement -> {
                    try (var row = statement.executeQuery(sql)) {
                        found.set(row.getLong(1));
                    }
                });
        return found.get();
    }

    private interface Work {
        void on(Statement statement) throws SQLException;
    }

    private static void on(Path database, Work work) {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement()) {
            work.on(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
