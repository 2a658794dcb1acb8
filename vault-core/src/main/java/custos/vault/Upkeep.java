package custos.vault;

import custos.store.RowChange;
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
/// of requests after a day, deletes one-time codes and public forms that are over, what lost its
/// consent, and ends merges.
final class Upkeep implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);
    private static final int LOG_EVERY_SECONDS = 2;

    private final Core core;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("custos-upkeep").daemon().factory());
    private final List<ScheduledFuture<?>> jobs = new CopyOnWriteArrayList<>();
    private volatile boolean emptyLog;
    private long groupsMoved;

    /// @param endMerges destroys who was merged away once that cannot be undone any more
    Upkeep(Core core, PortalCodes codes, Customers customers, Runnable endMerges) {
        this.core = core;
        jobs.addAll(
                List.of(
                        timer.scheduleWithFixedDelay(
                                () -> quietly(this::moveLog),
                                LOG_EVERY_SECONDS,
                                LOG_EVERY_SECONDS,
                                TimeUnit.SECONDS),
                        timer.scheduleWithFixedDelay(
                                () -> quietly(this::forgetRepeats), 1, 60, TimeUnit.MINUTES),
                        timer.scheduleWithFixedDelay(
                                () -> quietly(codes::purge), 1, 10, TimeUnit.MINUTES),
                        timer.scheduleWithFixedDelay(
                                () -> quietly(customers.postings()::purge),
                                1,
                                10,
                                TimeUnit.MINUTES),
                        timer.scheduleWithFixedDelay(
                                () -> quietly(endMerges), 2, 60, TimeUnit.MINUTES),
                        timer.scheduleWithFixedDelay(
                                () -> quietly(this::sweepConsented), 5, 360, TimeUnit.MINUTES)));
    }

    /// Deletes records that stood on a consent which ended.
    void sweepConsented() {
        new ConsentedRecords(core, core.policies().current()).sweep();
    }

    /// Does something of others again and again, until the vault is closed; what fails is tried
    /// again.
    void every(Duration pause, Runnable job) {
        long millis = pause.toMillis();
        jobs.add(
                timer.scheduleWithFixedDelay(
                        () -> quietly(job), millis, millis, TimeUnit.MILLISECONDS));
    }

    private static void quietly(Runnable job) {
        try {
            job.run();
        } catch (RuntimeException e) {
            LOG.warn("housekeeping failed and will be tried again: {}", e.getMessage());
        }
    }

    /// Empties the log as soon as no reader holds it, because something was erased.
    void emptyLogSoon() {
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
