package custos.store.sqlite;

import custos.store.ReadSession;
import custos.store.StoreFault;
import custos.store.VaultStore;
import custos.store.WriteSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A vault's rows in one SQLite file, with its write-ahead log beside it.
///
/// Every call blocks on disk and pins a virtual thread: call from platform threads. While a store
/// is open, nothing else in the process may open its file, not even to copy it: closing any
/// descriptor drops the locks that SQLite holds (fcntl(2)).
public final class SqliteVaultStore implements VaultStore {
    private static final Logger LOG = LoggerFactory.getLogger(SqliteVaultStore.class);
    private static final int READERS = 4;

    private final VaultFile file;
    private final Statements writer;
    private final Statements log;
    private final ReadPool readers;
    private final AtomicBoolean writing = new AtomicBoolean();
    private volatile boolean broken;
    private volatile boolean closed;

    /// @param writer what the connection that writes is for
    private SqliteVaultStore(VaultFile file, int readers, VaultFile.Use writer)
            throws SQLException {
        this.file = file;
        this.writer = new Statements(file.open(writer), SqlFile.statements("write.sql"));
        this.log = new Statements(file.open(VaultFile.Use.LOG), SqlFile.statements("log.sql"));
        this.readers = new ReadPool(file, readers);
    }

    /// Creates an empty vault in a folder that exists and opens it for four readers.
    ///
    /// @throws StoreFault.Failed when a file of that name stands already
    public static SqliteVaultStore create(Path file) {
        return create(file, READERS);
    }

    /// @param readers views that may be open at once, at least 1
    public static SqliteVaultStore create(Path file, int readers) {
        new VaultFile(file).create();
        return open(file, readers);
    }

    /// Opens a vault for four readers.
    ///
    /// @throws StoreFault.Damaged when the file is no vault of this schema
    public static SqliteVaultStore open(Path file) {
        return open(file, READERS);
    }

    /// @param readers views that may be open at once, at least 1
    public static SqliteVaultStore open(Path file, int readers) {
        if (readers < 1) {
            throw new IllegalArgumentException("a store has at least 1 reader");
        }
        var vault = new VaultFile(file);
        vault.upgrade();
        return open(vault, readers, VaultFile.Use.WRITE);
    }

    /// Opens a vault that another process may have open, for four readers; a write fails, and the
    /// schema is never changed.
    ///
    /// @throws StoreFault.Damaged when the file is no vault of this schema
    public static SqliteVaultStore look(Path file) {
        return open(new VaultFile(file), READERS, VaultFile.Use.READ);
    }

    private static SqliteVaultStore open(VaultFile vault, int readers, VaultFile.Use writer) {
        vault.check();
        try {
            return new SqliteVaultStore(vault, readers, writer);
        } catch (SQLException e) {
            throw Faults.known("opening a vault", e);
        }
    }

    @Override
    public ReadSession read() {
        requireUsable();
        return readers.open();
    }

    @Override
    public WriteSession write() {
        requireUsable();
        if (!writing.compareAndSet(false, true)) {
            throw new IllegalStateException("another group is open");
        }
        try {
            return new SqliteWriteSession(writer, this::ended);
        } catch (RuntimeException e) {
            writing.set(false);
            throw e;
        }
    }

    private void ended(boolean outcomeKnown) {
        broken |= !outcomeKnown;
        writing.set(false);
    }

    @Override
    public long checkpointLog() {
        checkpoint("passive");
        try {
            return Files.size(file.log());
        } catch (NoSuchFileException e) {
            return 0;
        } catch (IOException e) {
            throw new StoreFault.Failed("the log's size cannot be read", e);
        }
    }

    @Override
    public boolean truncateLog() {
        return checkpoint("truncate");
    }

    /// @return whether all of the log was moved
    private synchronized boolean checkpoint(String how) {
        requireUsable();
        try {
            boolean done = log.first(how, row -> row.getInt(1) == 0).orElse(false);
            LOG.debug("checkpoint {}: {}", how, done ? "done" : "busy");
            return done;
        } catch (SQLException e) {
            throw Faults.known("moving the log", e);
        }
    }

    private void requireUsable() {
        if (closed) {
            throw new IllegalStateException("the store is closed");
        }
        if (broken) {
            throw new IllegalStateException("a group's outcome is unknown: reopen the store");
        }
    }

    /// Closes every connection. The last to close moves the log into the file and deletes it.
    @Override
    public synchronized void close() {
        closed = true;
        readers.close();
        log.closeQuietly();
        writer.closeQuietly();
    }
}
