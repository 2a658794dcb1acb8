package custos.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.sqlite.Function;

/// A copy of a vault in the hands of somebody with bad intentions, a SQL shell, and copies of the
/// same vault of another day and of somebody else's vault.
///
/// @param room where the vault lies, as `shop` and `shop-keys`
/// @param older another day's copy of the same
/// @param other another vault, likewise
record TamperedVault(Path room, Path older, Path other) {
    static final long FIRST_CUSTOMER = 1024;

    private static final int FIELDS = 35;
    private static final List<String> PEOPLE = List.of("jan", "eva", "petr", "dana");
    private static final Pattern NUMBER = Pattern.compile("\\{(\\w+)(?:\\.(\\d+))?}");

    /// What is done to it.
    @FunctionalInterface
    interface Deed {
        void to(TamperedVault vault) throws IOException, SQLException;
    }

    /// Statements past every trigger, each of which must change something; the triggers stand again
    /// afterwards.
    ///
    /// `{jan}` is a customer's number, `{jan.3}` that of her third record or opening; `older.` is
    /// another day's database; `flip(blob, at)` turns a bit of a byte, counted from the end when
    /// negative, `cut(body)` leaves out the first field, `exchange(body)` exchanges the first two.
    static Deed sql(String... statements) {
        return vault -> {
            try (Connection database = vault.database()) {
                List<String> triggers = liftTriggers(database);
                for (String statement : statements) {
                    run(database, numbered(statement));
                }
                for (String trigger : triggers) {
                    run(database, trigger);
                }
            }
        };
    }

    /// A statement of somebody who takes the triggers away and does not put them back.
    static Deed withoutTriggers(String statement) {
        return vault -> {
            try (Connection database = vault.database()) {
                liftTriggers(database);
                run(database, numbered(statement));
            }
        };
    }

    /// Another copy's files in the place of these, named as in `shop/vault.db`.
    static Deed olderFiles(String... names) {
        return vault -> {
            for (String name : names) {
                replace(vault.older.resolve(name), vault.room.resolve(name));
            }
        };
    }

    /// Another vault's file in the place of this one's.
    static Deed otherFile(String name) {
        return vault -> replace(vault.other.resolve(name), vault.room.resolve(name));
    }

    /// The whole folders of another day.
    static Deed olderFolders(String... names) {
        return vault -> {
            for (String name : names) {
                delete(vault.room.resolve(name));
                copy(vault.older.resolve(name), vault.room.resolve(name));
            }
        };
    }

    /// Bytes of a file.
    static Deed flip(String name, int... places) {
        return vault -> {
            Path file = vault.room.resolve(name);
            byte[] bytes = Files.readAllBytes(file);
            for (int at : places) {
                bytes = flipped(bytes, at);
            }
            Files.write(file, bytes);
        };
    }

    /// A character of a text file, a little after a mark.
    static Deed altered(String name, String mark) {
        return vault -> {
            Path file = vault.room.resolve(name);
            var text = new StringBuilder(Files.readString(file));
            int at = text.indexOf(mark) + mark.length() + 4;
            text.setCharAt(at, text.charAt(at) == 'A' ? 'B' : 'A');
            Files.writeString(file, text);
        };
    }

    static Deed gone(String name) {
        return vault -> Files.delete(vault.room.resolve(name));
    }

    /// One deed after the other.
    static Deed both(Deed first, Deed second) {
        return vault -> {
            first.to(vault);
            second.to(vault);
        };
    }

    private static String numbered(String statement) {
        return NUMBER.matcher(statement)
                .replaceAll(found -> {
                    long customer = FIRST_CUSTOMER + PEOPLE.indexOf(found.group(1));
                    return String.valueOf(
                            found.group(2) == null
                                    ? customer
                                    : customer << 20 | Long.parseLong(found.group(2)));
                });
    }

    private Connection database() throws SQLException {
        var connection = DriverManager.getConnection("jdbc:sqlite:" + room + "/shop/vault.db");
        function(connection, "flip", TamperedVault::flipped);
        function(connection, "cut", (body, _) -> withoutFirstField(body));
        function(connection, "exchange", (body, _) -> withFieldsExchanged(body));
        try (var statement = connection.createStatement()) {
            statement.executeUpdate("ATTACH '" + older + "/shop/vault.db' AS older");
        }
        return connection;
    }

    /// What a function does with bytes and a place in them.
    private interface Change {
        byte[] of(byte[] bytes, int at);
    }

    private static void function(Connection connection, String name, Change change)
            throws SQLException {
        Function.create(
                connection,
                name,
                new Function() {
                    @Override
                    protected void xFunc() throws SQLException {
                        result(change.of(value_blob(0), args() > 1 ? value_int(1) : 0));
                    }
                });
    }

    private static byte[] flipped(byte[] bytes, int at) {
        byte[] flipped = bytes.clone();
        flipped[at < 0 ? bytes.length + at : at] ^= 1;
        return flipped;
    }

    /// A record's body begins with 35 bytes; a field is its number, a length and a ciphertext.
    private static int fieldEnd(byte[] body, int at) {
        return at + 6 + ByteBuffer.wrap(body).getInt(at + 2);
    }

    private static byte[] withoutFirstField(byte[] body) {
        int end = fieldEnd(body, FIELDS);
        return ByteBuffer.allocate(body.length - end + FIELDS)
                .put(body, 0, FIELDS)
                .put(body, end, body.length - end)
                .array();
    }

    /// Each of the first two numbers keeps its place and gets the other's ciphertext.
    private static byte[] withFieldsExchanged(byte[] body) {
        int second = fieldEnd(body, FIELDS);
        int end = fieldEnd(body, second);
        return ByteBuffer.allocate(body.length)
                .put(body, 0, FIELDS + 2)
                .put(body, second + 2, end - second - 2)
                .put(body, second, 2)
                .put(body, FIELDS + 2, second - FIELDS - 2)
                .put(body, end, body.length - end)
                .array();
    }

    private static List<String> liftTriggers(Connection database) throws SQLException {
        var names = new ArrayList<String>();
        var triggers = new ArrayList<String>();
        try (var statement = database.createStatement();
                var rows =
                        statement.executeQuery(
                                "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")) {
            while (rows.next()) {
                names.add(rows.getString(1));
                triggers.add(rows.getString(2));
            }
        }
        for (String name : names) {
            run(database, "DROP TRIGGER " + name);
        }
        return triggers;
    }

    private static void run(Connection database, String sql) throws SQLException {
        try (var statement = database.createStatement()) {
            int changed = statement.executeUpdate(sql);
            if (changed == 0 && sql.matches("(?s)(UPDATE|INSERT|DELETE).*")) {
                throw new IllegalStateException("nothing was changed by " + sql);
            }
        }
    }

    private static void replace(Path from, Path to) throws IOException {
        Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
    }

    /// A folder with its files, which holds no other folder.
    static void copy(Path from, Path to) {
        try (Stream<Path> files = Files.list(from)) {
            Files.createDirectories(to);
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
