package custos.vault.merges;

import custos.alike.Sweep;
import custos.event.Actor;
import custos.vault.core.Core;
import custos.vault.merges.DuplicateRuns.Run;
import custos.vault.merges.DuplicateRuns.State;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sweeps that follow imports by themselves, one after the other: whom an import brought or changed
/// against everybody. What they found is in memory for the newest imports alone. Safe for threads.
final class ImportSweeps implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ImportSweeps.class);
    private static final int MAX_KEPT = 20;
    private static final long MAX_FAREWELL_SECONDS = 20;

    private final Core core;
    private final DuplicateRuns sweeps;
    private final Map<Integer, State> states = new LinkedHashMap<>();
    private final ExecutorService worker =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().name("custos-import-duplicates").daemon().factory());
    private volatile boolean closing;

    ImportSweeps(Core core, DuplicateRuns sweeps) {
        this.core = core;
        this.sweeps = sweeps;
    }

    State of(int batch) {
        synchronized (states) {
            return states.getOrDefault(batch, new State.Never());
        }
    }

    private void put(int batch, State state) {
        synchronized (states) {
            states.put(batch, state);
            if (states.size() > MAX_KEPT) {
                states.keySet().remove(states.keySet().iterator().next());
            }
        }
    }

    /// Begins a sweep as soon as those before it are over.
    ///
    /// @param touched whom the import brought or changed
    void follow(int batch, Set<Long> touched, Actor by) {
        if (core.customersAtMost() > Sweep.MAX_CUSTOMERS) {
            return;
        }
        var run = new Run(by, core.now());
        put(batch, new State.Running(run, 0));
        try {
            worker.execute(() -> sweep(batch, touched, run));
        } catch (RejectedExecutionException e) {
            put(batch, new State.BrokenOff(run));
        }
    }

    private void sweep(int batch, Set<Long> touched, Run run) {
        State end = new State.BrokenOff(run);
        try {
            end =
                    new State.Done(
                            run,
                            sweeps.sweep(touched::contains, percent -> told(batch, run, percent)));
        } catch (RuntimeException e) {
            if (!closing) {
                LOG.error("a search for duplicates broke off: {}", e.getClass().getSimpleName());
            }
        } finally {
            put(batch, end);
        }
    }

    private void told(int batch, Run run, int percent) {
        if (closing) {
            throw new IllegalStateException("the vault is being closed");
        }
        put(batch, new State.Running(run, percent));
    }

    /// Tells what is under way to break off; returns at once.
    void halt() {
        closing = true;
    }

    /// Breaks off what is under way.
    @Override
    public void close() {
        halt();
        worker.shutdown();
        try {
            if (!worker.awaitTermination(MAX_FAREWELL_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("a search for duplicates is still under way while the vault closes");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
