package custos.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/// Requests over a number of connections, each on a thread of its own, for a number of seconds.
record Load(int port, String token) {

    /// One request.
    @FunctionalInterface
    interface Request {
        void send(Connection connection, int number) throws IOException;
    }

    /// @param next numbers the requests, over all connections
    /// @return requests a second
    double perSecond(int connections, int seconds, AtomicInteger next, Request request) {
        var done = new LongAdder();
        var failures = new ArrayList<Exception>();
        long start = System.nanoTime();
        long end = start + seconds * 1_000_000_000L;
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < connections; i++) {
            threads.add(
                    Thread.ofPlatform()
                            .start(() -> {
                                try (var connection = new Connection(port, token)) {
                                    while (System.nanoTime() < end) {
                                        request.send(connection, next.getAndIncrement());
                                        done.increment();
                                    }
                                } catch (IOException | RuntimeException e) {
                                    keep(failures, e);
                                }
                            }));
        }
        join(threads);
        if (!failures.isEmpty()) {
            throw new IllegalStateException(failures.getFirst());
        }
        return done.sum() * 1e9 / (System.nanoTime() - start);
    }

    private static void keep(List<Exception> failures, Exception failure) {
        synchronized (failures) {
            failures.add(failure);
        }
    }

    private static void join(List<Thread> threads) {
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
