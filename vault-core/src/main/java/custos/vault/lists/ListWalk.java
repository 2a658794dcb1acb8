package custos.vault.lists;

import custos.store.CustomerRow;
import custos.store.ReadSession;
import custos.vault.core.Core;
import custos.vault.lists.ListReading.Candidate;
import custos.vault.writer.Pipeline;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/// Looks at all customers for one list, in order, a few short views of the store at the same time.
/// Between two steps nothing is looked at ahead: nobody is held in memory while others are being
/// written down or sent. For one thread.
final class ListWalk implements AutoCloseable {
    /// The most customers of one step: far less than a second.
    static final int STEP = 500;

    private static final int MOST_THREADS = 4;

    private final Core core;
    private final ListReading reading;
    private final int threads;
    private final ExecutorService pool;
    private long next;
    private long looked;

    ListWalk(Core core, ListReading reading) {
        this.core = core;
        this.reading = reading;
        this.threads = Math.clamp(Runtime.getRuntime().availableProcessors(), 1, MOST_THREADS);
        this.pool =
                Executors.newFixedThreadPool(
                        threads, Thread.ofPlatform().name("custos-list-", 0).daemon().factory());
    }

    private record Part(int looked, List<Candidate> found) {}

    /// Looks at the next customers.
    ///
    /// @return false when there are none
    boolean step(Consumer<Candidate> found) {
        List<CustomerRow> first;
        try (ReadSession read = core.store().read()) {
            first = read.customersFrom(next, 1);
        }
        if (first.isEmpty()) {
            return false;
        }
        long from = first.getFirst().no();
        int size = STEP / threads;
        var parts =
                new Pipeline<Part>(
                        pool,
                        threads,
                        part -> {
                            looked += part.looked();
                            part.found().forEach(found);
                        });
        for (int i = 0; i < threads; i++) {
            long begin = from + (long) i * size;
            parts.submit(() -> part(begin, begin + size));
        }
        parts.finish();
        next = from + (long) threads * size;
        return true;
    }

    private Part part(long from, long to) {
        try (ReadSession read = core.store().read()) {
            List<CustomerRow> rows =
                    read.customersFrom(from, (int) (to - from)).stream()
                            .takeWhile(row -> row.no() < to)
                            .toList();
            return new Part(rows.size(), reading.candidates(read, rows, core.now()));
        }
    }

    /// How many customers were looked at.
    long looked() {
        return looked;
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }
}
