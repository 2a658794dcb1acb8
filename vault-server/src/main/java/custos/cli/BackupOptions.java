package custos.cli;

import custos.vault.backups.Backups;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/// The options of `serve` about backups and the mirror.
final class BackupOptions {
    private static final String NONE = "none";

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

    @Option(
            names = "--mirror",
            paramLabel = "DIR",
            description =
                    "Keep keys, erasures, refusals and the ledger's newest entries in this folder"
                            + " too, as they are written; none ends it (CUSTOS_MIRROR).")
    private Optional<String> mirror = Optional.empty();

    /// The folder of the mirror, if there is to be one.
    Optional<Path> mirror(Settings settings) {
        return said(settings).filter(text -> !text.equals(NONE)).map(Path::of);
    }

    /// Whether somebody said that there is no mirror any more.
    boolean isMirrorEnded(Settings settings) {
        return said(settings).equals(Optional.of(NONE));
    }

    private Optional<String> said(Settings settings) {
        return mirror.or(() -> settings.find(Setting.MIRROR));
    }

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
