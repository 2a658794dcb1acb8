package custos.store.sqlite;

import custos.store.StoreFault;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteOpenMode;

/// The file of a vault: how it is created, what marks it as ours, and how each connection to it is
/// set up.
///
/// Nothing else in this process may open the file: POSIX drops all of a process's locks on a file
/// when any of its descriptors is closed, SQLite's too.
record VaultFile(Path path) {
    /// "CUST" in ASCII, where SQLite keeps the mark of the program that owns a file.
    private static final long APPLICATION_ID = 0x43555354;

    private static final long SCHEMA = 2;

    /// What a connection is for: memory for pages, and how long it waits for a lock.
    enum Use {
        WRITE(64 * 1024, 5_000),
        READ(16 * 1024, 5_000),
        /// A checkpoint waits for readers while it holds the write lock, so it gives up soon.
        LOG(2 * 1024, 100);

        private final int cacheKibibytes;
        private final int waitMillis;

        Use(int cacheKibibytes, int waitMillis) {
            this.cacheKibibytes = cacheKibibytes;
            this.waitMillis = waitMillis;
        }
    }

    VaultFile {
        path = path.toAbsolutePath();
        if (path.toString().indexOf('?') >= 0) {
            throw new IllegalArgumentException("the path of a vault holds no question mark");
        }
    }

    /// Creates the file, readable by its owner alone, with its tables. SQLite gives the log and its
    /// index the same mode.
    void create() {
        try {
            if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
                var ownerOnly = PosixFilePermissions.fromString("rw-------");
                Files.createFile(path, PosixFilePermissions.asFileAttribute(ownerOnly));
            } else {
                Files.createFile(path);
            }
        } catch (IOException e) {
            throw new StoreFault.Failed("the file of the vault cannot be created", e);
        }
        try (var connection = open(Use.WRITE);
                var statement = connection.createStatement()) {
            statement.executeUpdate("BEGIN IMMEDIATE");
            statement.executeUpdate(SqlFile.script("schema.sql"));
            statement.executeUpdate("PRAGMA application_id = " + APPLICATION_ID);
            statement.executeUpdate("PRAGMA user_version = " + SCHEMA);
            statement.executeUpdate("COMMIT");
        } catch (SQLException e) {
            var fault = Faults.known("creating a vault", e);
            try {
                Files.deleteIfExists(path);
            } catch (IOException left) {
                fault.addSuppressed(left);
            }
            throw fault;
        }
    }

    /// Brings a vault of schema 1 to schema 2, whole or not at all; leaves any other file alone.
    void upgrade() {
        if (!Files.isRegularFile(path)) {
            return;
        }
        try (var connection = open(Use.WRITE);
                var statement = connection.createStatement()) {
            if (number(connection, "application_id") == APPLICATION_ID
                    && number(connection, "user_version") == 1) {
                statement.executeUpdate("BEGIN IMMEDIATE");
                statement.executeUpdate(SqlFile.script("upgrade-2.sql"));
                statement.executeUpdate("PRAGMA user_version = 2");
                statement.executeUpdate("COMMIT");
            }
        } catch (SQLException e) {
            throw Faults.known("opening a vault", e);
        }
    }

    /// Refuses a file that is not a vault of this schema, table by table and trigger by trigger.
    void check() {
        if (!Files.isRegularFile(path)) {
            throw new StoreFault.Damaged("there is no vault file", null);
        }
        try (var connection = open(Use.LOG);
                var memory = DriverManager.getConnection("jdbc:sqlite::memory:");
                var statement = memory.createStatement()) {
            if (number(connection, "application_id") != APPLICATION_ID) {
                throw new StoreFault.Damaged("the file is not a vault", null);
            }
            long schema = number(connection, "user_version");
            if (schema != SCHEMA) {
                throw new StoreFault.Damaged(
                        "the vault has schema " + schema + ", this program knows " + SCHEMA, null);
            }
            statement.executeUpdate(SqlFile.script("schema.sql"));
            if (!objects(connection).equals(objects(memory))) {
                throw new StoreFault.Damaged("the vault's tables or triggers were altered", null);
            }
        } catch (SQLException e) {
            throw Faults.known("opening a vault", e);
        }
    }

    /// A connection with every pragma in force.
    Connection open(Use use) throws SQLException {
        var config = new SQLiteConfig();
        config.resetOpenMode(SQLiteOpenMode.CREATE);
        // Left on, the driver prepares and runs a SELECT of its own after each INSERT.
        config.setGetGeneratedKeys(false);
        var connection = DriverManager.getConnection("jdbc:sqlite:" + path, config.toProperties());
        try {
            for (var pragma : pragmas(use).entrySet()) {
                set(connection, pragma.getKey(), pragma.getValue());
            }
            return connection;
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    private static Map<String, Object> pragmas(Use use) {
        var pragmas = new LinkedHashMap<String, Object>();
        pragmas.put("busy_timeout", (long) use.waitMillis);
        pragmas.put("journal_mode", "wal");
        pragmas.put("synchronous", 2L); // FULL: each commit is synced
        pragmas.put("secure_delete", 1L); // ON: deleted bytes are overwritten, not just unlinked
        pragmas.put("temp_store", 2L); // MEMORY: page images never reach a temporary file
        pragmas.put("recursive_triggers", 1L); // so that REPLACE asks the triggers
        pragmas.put("foreign_keys", 0L);
        pragmas.put("wal_autocheckpoint", 0L); // the maintenance thread decides
        pragmas.put("mmap_size", 0L); // a disk error must be an error, not a signal
        pragmas.put("cell_size_check", 1L);
        pragmas.put("trusted_schema", 0L);
        pragmas.put("cache_size", (long) -use.cacheKibibytes);
        pragmas.put("query_only", use == Use.READ ? 1L : 0L);
        return pragmas;
    }

    /// A pragma that SQLite does not like is ignored in silence: hence the look at what came of it.
    private static void set(Connection connection, String pragma, Object value)
            throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("PRAGMA " + pragma + " = " + value);
            try (var row = statement.executeQuery("PRAGMA " + pragma)) {
                // mmap_size answers no row where the build has no memory mapping.
                if (row.next() && !value.toString().equals(row.getString(1))) {
                    throw new SQLException("pragma " + pragma + " did not take effect");
                }
            }
        }
    }

    private static long number(Connection connection, String pragma) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("PRAGMA " + pragma)) {
            return row.getLong(1);
        }
    }

    private static List<String> objects(Connection connection) throws SQLException {
        var objects = new ArrayList<String>();
        try (var statement = connection.createStatement();
                var rows =
                        statement.executeQuery(
                                "SELECT type || ' ' || name || ' ' || coalesce(sql, '')"
                                        + " FROM sqlite_schema ORDER BY type, name")) {
            while (rows.next()) {
                objects.add(rows.getString(1));
            }
        }
        return objects;
    }

    Path log() {
        return path.resolveSibling(path.getFileName() + "-wal");
    }
}
