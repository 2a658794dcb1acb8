package custos.cli;

import custos.vault.Backups;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/// The options of `serve` about backups.
final class BackupOptions {
    @Option(
            names = "--backup-to",
            paramLabel = "DIR",
            description = "Make a backup into this folder every day (CUSTOS_BACKUP_TO).")
    private Optional<Path> to = Optional.empty();

    @Option(
            names = "--backup-keep",
            paramLabel = "DAYS",
            description = "Delete data bundles of more days ago; 30 if left out.")
    private Optional<Integer> keep = Optional.empty();

    Optional<BackupRota.Wanted> wanted(Settings settings) {
        int days = days(keep, settings, "--backup-keep");
        return to.or(() -> settings.path(Setting.BACKUP_TO))
                .map(folder -> new BackupRota.Wanted(folder, days));
    }

    /// How long backups are kept.
    static int days(Optional<Integer> option, Settings settings, String name) {
        int days =
                option.or(() -> settings.whole(Setting.BACKUP_KEEP, 1, Backups.MAX_KEEP_DAYS))
                        .orElse(Backups.KEEP_DAYS);
        if (days < 1 || days > Backups.MAX_KEEP_DAYS) {
            throw new UsageFault(name + " is 1 to 3650 days");
        }
        return days;
    }
}
