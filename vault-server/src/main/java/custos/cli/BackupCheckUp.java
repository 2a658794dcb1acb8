package custos.cli;

import custos.backup.BackupFault;
import custos.backup.BackupFolder;
import custos.crypto.BundleHeader.Kind;
import custos.crypto.CryptoFault;
import custos.crypto.Keyring;
import custos.vault.core.VaultFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Looks at the folder of backups: by the names of the files, for nothing is opened.
final class BackupCheckUp {
    private static final String CODE = "backup-age";
    private static final String MAKE = "make one: custos backup --to DIR (docs/backup.md)";
    private static final Duration GOOD = Duration.ofDays(2);
    private static final Duration LATE = Duration.ofDays(7);

    private BackupCheckUp() {}

    static Diagnosis of(VaultFolder vault, Optional<Path> folder, Instant now) {
        if (folder.isEmpty()) {
            return Diagnosis.problem(
                    CODE, "nobody said where backups are", "give --backups DIR, or " + MAKE);
        }
        if (!Files.isDirectory(folder.get())) {
            return Diagnosis.warning(
                    CODE, "there is no folder " + folder.get(), "plug the stick in and look again");
        }
        try {
            var id = Keyring.load(vault.data().resolve("keyring.json")).vault();
            return of(new BackupFolder(folder.get(), id), now);
        } catch (BackupFault | CryptoFault e) {
            return Diagnosis.problem(CODE, "the backups cannot be read", MAKE);
        }
    }

    private static Diagnosis of(BackupFolder folder, Instant now) {
        List<BackupFolder.Named> data = folder.bundles(Kind.DATA);
        if (data.isEmpty()) {
            return Diagnosis.problem(CODE, "there is no backup of this vault", MAKE);
        }
        if (folder.bundles(Kind.KEYS).isEmpty() || !Files.exists(folder.keyring())) {
            return Diagnosis.problem(
                    CODE, "the key bundle or the keyring beside the backups is gone", MAKE);
        }
        Instant last = data.getLast().at();
        Duration age = Duration.between(last, now);
        String what = "the last backup is of " + last;
        if (age.compareTo(LATE) > 0) {
            return Diagnosis.problem(CODE, what, MAKE);
        }
        return age.compareTo(GOOD) > 0
                ? Diagnosis.warning(CODE, what, MAKE)
                : Diagnosis.ok(CODE, what);
    }
}
