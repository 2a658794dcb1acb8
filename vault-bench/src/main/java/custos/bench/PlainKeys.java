package custos.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.SplittableRandom;
import org.sqlite.SQLiteConfig;

/// What a key roll writes, without keys: rows of random bytes in one plain table with the vault's
/// pragmas, each compared and replaced by its number, as many in a commit as the vault's roll hands
/// over at once.
final class PlainKeys implements AutoCloseable {
    static final String SWAP = "UPDATE keys SET wraps = ? WHERE customer = ? AND wraps = ?";

    private static final int BATCH = 256;

    private final Connection connection;
    private final byte[][] wraps;
    private final SplittableRandom random;

    /// @param bytes of each row, as long as the wraps of a customer of three classes
    PlainKeys(Path file, int rows, int bytes, long seed) {
        this.random = new SplittableRandom(seed);
        this.wraps = new byte[rows][];
        var config = new SQLiteConfig();
        config.setGetGeneratedKeys(false);
        try {
            connection = DriverManager.getConnection("jdbc:sqlite:" + file, config.toProperties());
            try (var statement = connection.createStatement()) {
                for (String pragma : PlainShop.pragmas()) {
                    statement.execute("PRAGMA " + pragma);
                }
                statement.execute("PRAGMA cache_size = -65536");
                statement.execute(
                        "CREATE TABLE keys (customer INTEGER PRIMARY KEY, wraps BLOB NOT NULL)");
            }
            connection.setAutoCommit(false);
            try (var insert = connection.prepareStatement("INSERT INTO keys VALUES (?, ?)")) {
                for (int i = 0; i < rows; i++) {
                    wraps[i] = next(bytes);
                    insert.setInt(1, i);
                    insert.setBytes(2, wraps[i]);
                    insert.executeUpdate();
                }
            }
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException("the baseline of a roll cannot be made", e);
        }
    }

    private byte[] next(int bytes) {
        byte[] fresh = new byte[bytes];
        random.nextBytes(fresh);
        return fresh;
    }

    /// Replaces every row, then empties the log.
    void roll() {
        try (PreparedStatement swap = connection.prepareStatement(SWAP)) {
            for (int i = 0; i < wraps.length; i++) {
                byte[] fresh = next(wraps[i].length);
                swap.setBytes(1, fresh);
                swap.setInt(2, i);
                swap.setBytes(3, wraps[i]);
                if (swap.executeUpdate() != 1) {
                    throw new IllegalStateException("a row was not the one that was written");
                }
                wraps[i] = fresh;
                if (i % BATCH == BATCH - 1) {
                    connection.commit();
                }
            }
            connection.commit();
            connection.setAutoCommit(true);
            try (var statement = connection.createStatement()) {
                statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
            }
            connection.setAutoCommit(false);
        } catch (SQLException e) {
            throw new IllegalStateException("the baseline's roll failed", e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException("the baseline's roll did not close", e);
        }
    }
}
