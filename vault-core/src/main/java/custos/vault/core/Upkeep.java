package custos.vault.core;

import custos.store.RowChange;
import custos.vault.rows.Write;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The housekeeping that no request waits for: moves the store's log into its file, forgets results
/// of requests after a day, and does what others want done again and again.
public final class Upkeep implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);
    private static final Duration LOG_EVERY = Duration.ofSeconds(2);

    private final Core core;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("custos-upkeep").daemon().factory());
    private final List<ScheduledFuture<?>> jobs = new CopyOnWriteArrayList<>();
    private volatile boolean emptyLog;
    private long groupsMoved;

    public Upkeep(Core core) {
        this.core = core;
        every(LOG_EVERY, LOG_EVERY, this::moveLog);
        every(Duration.ofMinutes(1), Duration.ofHours(1), this::forgetRepeats);
    }

    /// Does something of others again and again, until the vault is closed; what fails is tried
    /// again.
    ///
    /// @param first when, from now
    public void every(Duration first, Duration pause, Runnable job) {
        jobs.add(
                timer.scheduleWithFixedDelay(
                        () -> quietly(job),
                        first.toMillis(),
                        pause.toMillis(),
                        TimeUnit.MILLISECONDS));
    }

    private static void quietly(Runnable job) {
        try {
            job.run();
        } catch (RuntimeException e) {
            LOG.warn("housekeeping failed and will be tried again: {}", e.getMessage());
        }
    }

    /// Empties the log as soon as no reader holds it, because something was erased.
    public void emptyLogSoon() {
        emptyLog = true;
    }

    private void moveLog() {
        if (emptyLog) {
            emptyLog = !core.store().truncateLog();
            return;
        }
        long groups = core.writer().tally().groups();
        if (groups != groupsMoved) {
            core.store().checkpointLog();
            groupsMoved = groups;
        }
    }

    private void forgetRepeats() {
        int before = Repeats.hour(core.now()) - Repeats.HOURS;
        core.writer().land(Write.upkeep(List.of(new RowChange.DeleteIdempotencyBefore(before))));
    }

    @Override
    public void close() {
        jobs.forEach(job -> job.cancel(false));
        timer.close();
    }
}
