package custos.vault;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// Somebody with the database file, a SQL shell and bad intentions: changes rows past every
/// trigger. Nobody else may have the file open.
public final class Tampering implements AutoCloseable {
    private final Connection connection;
    private final Path older;
    private final List<String> triggers = new ArrayList<>();

    private Tampering(Connection connection, Path older) {
        this.connection = connection;
        this.older = older;
    }

    /// What is done to a database.
    @FunctionalInterface
    public interface Hand {
        void with(Tampering hand) throws SQLException;
    }

    /// Does it, and puts the triggers back, as a thief would who does not want to be noticed.
    ///
    /// @param older a copy of the database from another day
    public static void on(Path database, Path older, Hand deed) {
        try (var hand =
                new Tampering(DriverManager.getConnection("jdbc:sqlite:" + database), older)) {
            hand.liftTriggers();
            deed.with(hand);
            for (String trigger : hand.triggers) {
                hand.run(trigger);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void liftTriggers() throws SQLException {
        var names = new ArrayList<String>();
        try (var statement = connection.createStatement();
                var rows =
                        statement.executeQuery(
                                "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")) {
            while (rows.next()) {
                names.add(rows.getString(1));
                triggers.add(rows.getString(2));
            }
        }
        for (String name : names) {
            run("DROP TRIGGER " + name);
        }
    }

    /// Runs a statement, which must change something.
    public void run(String sql, Object... values) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            int changed = statement.executeUpdate();
            if (changed == 0 && sql.matches("(UPDATE|INSERT|DELETE).*")) {
                throw new IllegalStateException("nothing was changed by " + sql);
            }
        }
    }

    public byte[] bytes(String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            if (!row.next()) {
                throw new IllegalStateException("nothing is there: " + sql);
            }
            return row.getBytes(1);
        }
    }

    /// Turns one bit of a blob.
    ///
    /// @param at the byte; counted from the end when negative
    public void flip(String table, String column, String where, int at) throws SQLException {
        byte[] bytes = bytes("SELECT " + column + " FROM " + table + " WHERE " + where);
        bytes[at < 0 ? bytes.length + at : at] ^= 1;
        run("UPDATE " + table + " SET " + column + " = ? WHERE " + where, bytes);
    }

    /// Exchanges the blobs of two rows.
    public void swap(String table, String column, String one, String other) throws SQLException {
        byte[] first = bytes("SELECT " + column + " FROM " + table + " WHERE " + one);
        byte[] second = bytes("SELECT " + column + " FROM " + table + " WHERE " + other);
        run("UPDATE " + table + " SET " + column + " = ? WHERE " + one, second);
        run("UPDATE " + table + " SET " + column + " = ? WHERE " + other, first);
    }

    /// Puts the rows of an older day in the place of today's.
    public void bringBack(String table, String where) throws SQLException {
        run("ATTACH ? AS older", older.toString());
        try (var statement = connection.createStatement()) {
            statement.executeUpdate("DELETE FROM main." + table + " WHERE " + where);
            statement.executeUpdate(
                    "INSERT INTO main."
                            + table
                            + " SELECT * FROM older."
                            + table
                            + " WHERE "
                            + where);
        }
        run("DETACH older");
    }

    /// Brings back everything of a customer but the keys.
    public void bringBack(long customer) throws SQLException {
        bringBack("customer", "no = " + customer);
        bringBack("record", rows("no", customer));
        bringBack("opening", rows("no", customer));
        bringBack("leaf_owner", rows("opening", customer));
    }

    /// Deletes everything of a customer.
    public void wipe(long customer) throws SQLException {
        run("DELETE FROM customer WHERE no = ?", customer);
        run("DELETE FROM customer_key WHERE customer = ?", customer);
        run("DELETE FROM record WHERE " + rows("no", customer));
        run("DELETE FROM opening WHERE " + rows("no", customer));
        run("DELETE FROM leaf_owner WHERE " + rows("opening", customer));
    }

    private static String rows(String column, long customer) {
        return column
                + " >= "
                + (customer << 20)
                + " AND "
                + column
                + " < "
                + ((customer + 1) << 20);
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
