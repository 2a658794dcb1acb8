package custos.vault.writer;

import custos.vault.rows.VaultFault;
import java.util.ArrayDeque;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/// Work done by several threads and taken in order by one, with a bound on what is under way.
public final class Pipeline<T> {
    private final ExecutorService pool;
    private final int max;
    private final Consumer<T> taker;
    private final ArrayDeque<Future<T>> underWay = new ArrayDeque<>();

    public Pipeline(ExecutorService pool, int max, Consumer<T> taker) {
        this.pool = pool;
        this.max = max;
        this.taker = taker;
    }

    public void submit(Callable<T> work) {
        if (underWay.size() == max) {
            takeFirst();
        }
        underWay.addLast(pool.submit(work));
    }

    /// Waits for all that is under way.
    public void finish() {
        while (!underWay.isEmpty()) {
            takeFirst();
        }
    }

    private void takeFirst() {
        try {
            taker.accept(underWay.removeFirst().get());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException("a thread of a walk failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new VaultFault.Stopped("interrupted while the vault was read", e);
        }
    }
}
