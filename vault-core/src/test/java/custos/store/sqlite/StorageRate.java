package custos.store.sqlite;

import custos.store.CommitState;
import custos.store.CustomerRow;
import custos.store.LeafRow;
import custos.store.RecordRow;
import custos.store.RowChange;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// Measures the store alone: registrations a second by group size, with rows of the sizes that a
/// registration has. Run it by hand; it is no test.
final class StorageRate {
    private static final int CUSTOMERS = 100_000;
    private static final long LOG_LIMIT = 32L << 20;

    private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();

    private final Random chance = new Random(1);

    private StorageRate() {}

    /// @param args a folder on the disk to be measured
    public static void main(String[] args) throws IOException {
        for (int round = 0; round < 2; round++) {
            for (int group : new int[] {1_000, 32}) {
                new StorageRate().measure(Path.of(args[0]), group);
            }
        }
    }

    private void measure(Path folder, int group) throws IOException {
        var file = Files.createTempDirectory(folder, "rate").resolve("vault.db");
        var rows = new ArrayList<List<RowChange>>();
        for (int i = 0; i < CUSTOMERS; i++) {
            rows.add(registration(1_024 + i));
        }
        long busyBefore = CPU.getCurrentThreadCpuTime();
        long start = System.nanoTime();
        try (var store = SqliteVaultStore.create(file)) {
            for (int done = 0; done < CUSTOMERS; done += group) {
                write(store, rows, done, Math.min(done + group, CUSTOMERS));
            }
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        double busy = (CPU.getCurrentThreadCpuTime() - busyBefore) / 1e3 / CUSTOMERS;
        System.out.printf(
                "%d at a commit: %.0f registrations/s, %.1f us of processor each, %d MB%n",
                group, CUSTOMERS / seconds, busy, Files.size(file) >> 20);
        Files.delete(file);
    }

    private static void write(
            SqliteVaultStore store, List<List<RowChange>> rows, int from, int to) {
        try (var session = store.write()) {
            for (int i = from; i < to; i++) {
                session.stage(Optional.of(new LeafRow(i, new byte[150])), rows.get(i));
            }
            session.commit(new CommitState(0, to, new byte[32], 1_024 + to), List.of());
        }
        if ((to / 1_000) % 10 == 0 && store.checkpointLog() > 8 * LOG_LIMIT) {
            throw new IllegalStateException("the log outgrew its limit");
        }
    }

    private List<RowChange> registration(long no) {
        long first = (no << 20) + 1;
        return List.of(
                new RowChange.InsertCustomer(
                        new CustomerRow(no, 1, 20_000, 4, 2, bytes(66), bytes(36))),
                new RowChange.PutKeys(no, bytes(419)),
                record(first, 1),
                record(first + 1, 2),
                record(first + 2, 3),
                new RowChange.InsertOpening(first, bytes(400)),
                new RowChange.InsertInternal(bytes(300)));
    }

    private RowChange record(long no, int kind) {
        return new RowChange.InsertRecord(new RecordRow(no, 1, kind, 1, 20_000, bytes(400)));
    }

    private byte[] bytes(int length) {
        var bytes = new byte[length];
        chance.nextBytes(bytes);
        return bytes;
    }
}
