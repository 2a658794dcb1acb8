package custos.bench;

import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Customers who are registered one by one by 32 threads, each durable before the next of its
/// thread: nobody twice.
final class Registering {
    private static final int THREADS = 32;

    private final Population people;
    private int next;

    Registering(Population people) {
        this.people = people;
        this.next = people.size();
    }

    /// Registrations alone and beside other work, a second each.
    ///
    /// @param firstSeconds how long the other work took the first time
    record Beside(double alone, double beside, double firstSeconds) {}

    /// The other work begins again as long as registrations go on.
    Beside beside(Shop shop, int calls, Runnable work) {
        double alone = perSecond(shop, calls);
        over(calls);
        var over = new AtomicBoolean();
        var took = new ArrayList<Double>();
        Thread working =
                Thread.ofPlatform()
                        .start(() -> {
                            while (!over.get()) {
                                took.add(seconds(work));
                            }
                        });
        double beside = perSecond(shop, calls);
        over.set(true);
        try {
            working.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        over(calls);
        return new Beside(alone, beside, took.getFirst());
    }

    /// The same customers come again until [#over].
    double perSecond(Shop shop, int calls) {
        return calls / seconds(() -> all(shop, calls));
    }

    /// How many there are by now.
    int customers() {
        return next;
    }

    void over(int calls) {
        next += calls;
    }

    private void all(Shop shop, int calls) {
        var done = new CountDownLatch(THREADS);
        var failure = new AtomicReference<@Nullable RuntimeException>();
        int each = calls / THREADS;
        for (int thread = 0; thread < THREADS; thread++) {
            int from = next + thread * each;
            Thread.ofPlatform()
                    .start(() -> {
                        try {
                            for (int i = from; i < from + each; i++) {
                                shop.register(people.person(i));
                            }
                        } catch (RuntimeException e) {
                            failure.set(e);
                        } finally {
                            done.countDown();
                        }
                    });
        }
        try {
            done.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        RuntimeException failed = failure.get();
        if (failed != null) {
            throw failed;
        }
    }

    static double seconds(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e9;
    }
}
