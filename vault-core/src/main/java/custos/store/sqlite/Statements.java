package custos.store.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A connection with every statement of one [SqlFile] prepared. Single-threaded.
final class Statements {
    private static final Logger LOG = LoggerFactory.getLogger(Statements.class);

    private final Connection connection;
    private final Map<String, String> texts;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();

    /// Reads one row of a result.
    @FunctionalInterface
    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    Statements(Connection connection, Map<String, String> texts) throws SQLException {
        this.connection = connection;
        this.texts = texts;
        // Transactions are ours: left on, the driver tries a BEGIN and a COMMIT of its own after
        // each statement, which costs as much as a small insert.
        connection.setAutoCommit(false);
        for (var text : texts.entrySet()) {
            prepared.put(text.getKey(), connection.prepareStatement(text.getValue()));
        }
        try (var statement = connection.createStatement()) {
            statement.executeUpdate("ROLLBACK");
        }
    }

    /// Runs a change.
    ///
    /// @return the number of rows changed
    int run(String name, Object... values) throws SQLException {
        try {
            return bind(name, values).executeUpdate();
        } catch (SQLException e) {
            throw renewed(name, e);
        }
    }

    <T> List<T> list(String name, Row<T> row, Object... values) throws SQLException {
        var list = new ArrayList<T>();
        each(name, row, list::add, values);
        return list;
    }

    <T> Optional<T> first(String name, Row<T> row, Object... values) throws SQLException {
        try (var rows = bind(name, values).executeQuery()) {
            return rows.next() ? Optional.of(row.read(rows)) : Optional.empty();
        } catch (SQLException e) {
            throw renewed(name, e);
        }
    }

    <T> void each(String name, Row<T> row, Consumer<? super T> taker, Object... values)
            throws SQLException {
        try (var rows = bind(name, values).executeQuery()) {
            while (rows.next()) {
                taker.accept(row.read(rows));
            }
        } catch (SQLException e) {
            throw renewed(name, e);
        }
    }

    /// The driver closes a statement that failed for want of space or the like; the next group
    /// needs it again.
    private SQLException renewed(String name, SQLException e) {
        String text = texts.get(name);
        if (text != null && !Faults.isConstraint(e)) {
            try {
                prepared.put(name, connection.prepareStatement(text));
            } catch (SQLException again) {
                e.addSuppressed(again);
            }
        }
        return e;
    }

    private PreparedStatement bind(String name, Object... values) throws SQLException {
        var statement = prepared.get(name);
        if (statement == null) {
            throw new IllegalArgumentException("no statement is named " + name);
        }
        for (int i = 0; i < values.length; i++) {
            switch (values[i]) {
                case Long number -> statement.setLong(i + 1, number);
                case Integer number -> statement.setInt(i + 1, number);
                case byte[] bytes -> statement.setBytes(i + 1, bytes);
                default -> throw new IllegalArgumentException("columns hold numbers and bytes");
            }
        }
        return statement;
    }

    /// Closes the connection and rolls back what it had open. A failure is logged: there is nothing
    /// left to save.
    void closeQuietly() {
        try {
            connection.close();
        } catch (SQLException e) {
            LOG.warn("a connection did not close", e);
        }
    }
}
