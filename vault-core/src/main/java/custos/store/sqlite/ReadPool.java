package custos.store.sqlite;

import custos.store.StoreFault;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The connections for reading: opened when first needed, at most a fixed number, used again.
final class ReadPool {
    private static final int WAIT_SECONDS = 30;

    private final VaultFile file;
    private final Map<String, String> texts = SqlFile.statements("read.sql");
    private final Semaphore free;
    private final ConcurrentLinkedDeque<Statements> idle = new ConcurrentLinkedDeque<>();
    private final Set<Statements> all = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    ReadPool(VaultFile file, int connections) {
        this.file = file;
        this.free = new Semaphore(connections, true);
    }

    SqliteReadSession open() {
        acquire();
        return new SqliteReadSession(borrow(), this::giveBack);
    }

    private void acquire() {
        try {
            if (!free.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS)) {
                var why = "every read connection stayed in use for " + WAIT_SECONDS + " s";
                throw new StoreFault.Failed(why, new TimeoutException(why));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreFault.Failed("interrupted while waiting for a read connection", e);
        }
    }

    private Statements borrow() {
        try {
            if (closed) {
                throw new IllegalStateException("the store is closed");
            }
            var again = idle.pollFirst();
            return again == null ? connect() : again;
        } catch (SQLException e) {
            free.release();
            throw Faults.known("opening a read connection", e);
        } catch (RuntimeException e) {
            free.release();
            throw e;
        }
    }

    private Statements connect() throws SQLException {
        var fresh = new Statements(file.open(VaultFile.Use.READ), texts);
        all.add(fresh);
        return fresh;
    }

    /// A connection that could not even end its transaction is not lent again.
    private void giveBack(Statements sql, boolean sound) {
        if (sound && !closed) {
            idle.addFirst(sql);
        } else {
            discard(sql);
        }
        free.release();
    }

    private void discard(Statements sql) {
        all.remove(sql);
        sql.closeQuietly();
    }

    /// Closes every connection, lent or not.
    void close() {
        closed = true;
        all.forEach(this::discard);
    }
}
