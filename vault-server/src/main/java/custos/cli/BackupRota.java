package custos.cli;

import custos.vault.Vault;
import custos.vault.backups.Backups;
import custos.vault.rows.Refusal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes a backup of a vault at work as soon as the last one is a day old, and tries again every
/// ten minutes while the folder is full or a stick is not plugged in.
final class BackupRota implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BackupRota.class);
    private static final Duration EVERY = Duration.ofDays(1);
    private static final int LOOK_EVERY_MINUTES = 10;

    private final Vault vault;
    private final Wanted wanted;
    private final InstantSource clock;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("custos-backup").daemon().factory());

    /// Where backups go.
    ///
    /// @param keepDays how long data bundles are kept
    record Wanted(Path folder, int keepDays) {}

    BackupRota(Vault vault, Wanted wanted, InstantSource clock) {
        this.vault = vault;
        this.wanted = wanted;
        this.clock = clock;
    }

    /// Looks from now on by itself.
    BackupRota start() {
        var _ = timer.scheduleWithFixedDelay(this::look, 0, LOOK_EVERY_MINUTES, TimeUnit.MINUTES);
        return this;
    }

    /// Whatever goes wrong is said in one line and tried again: a server does not end for a stick.
    void look() {
        try {
            if (isDue()) {
                Backups.Made made = vault.backups().make(wanted.folder(), wanted.keepDays());
                LOG.info("backup made: {}", made.data().getFileName());
            }
        } catch (Refusal.Conflict e) {
            LOG.info("{}", e.getMessage());
        } catch (RuntimeException e) {
            LOG.warn("no backup was made: {}", e.getMessage());
        }
    }

    private boolean isDue() {
        return vault.backups()
                .last()
                .map(last -> !last.at().plus(EVERY).isAfter(clock.instant()))
                .orElse(true);
    }

    /// Lets a backup that is under way end.
    @Override
    public void close() {
        timer.close();
    }
}
