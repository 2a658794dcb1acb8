package custos.cli;

import custos.backup.BackupFault;
import custos.backup.MirrorFolder;
import custos.crypto.CryptoFault;
import custos.crypto.Keyring;
import custos.vault.core.VaultFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Looks at the mirror from outside: whether its folder is there, on another disk, and about as new
/// as the guard, which is written with every entry.
final class MirrorCheckUp {
    private static final String CODE = "mirror";
    private static final String LOOK =
            "plug its disk in; a running server goes on by itself (docs/backup.md)";
    private static final Duration SLACK = Duration.ofMinutes(2);

    private MirrorCheckUp() {}

    /// @param folder the mirror's, if anybody said where it is
    static List<Diagnosis> of(VaultFolder vault, Optional<Path> folder) {
        return folder.map(there -> List.of(look(vault, there))).orElseGet(List::of);
    }

    private static Diagnosis look(VaultFolder vault, Path folder) {
        try {
            var id = Keyring.load(vault.data().resolve("keyring.json")).vault();
            var mirror = new MirrorFolder(folder, id);
            var kept = mirror.all();
            if (kept.isEmpty() || !Files.exists(mirror.keyring())) {
                return Diagnosis.problem(CODE, folder + " holds no mirror of this vault", LOOK);
            }
            Duration behind =
                    Duration.between(
                            newest(kept.getLast()), changed(vault.keys().resolve("guard")));
            if (behind.compareTo(SLACK) > 0) {
                return Diagnosis.problem(
                        CODE, "the mirror is " + behind.toMinutes() + " minutes behind", LOOK);
            }
            return Files.getFileStore(folder).equals(Files.getFileStore(vault.data()))
                    ? Diagnosis.warning(
                            CODE,
                            "the mirror lies on the vault's own disk",
                            "give it a folder on another one")
                    : Diagnosis.ok(CODE, "the mirror is up to date");
        } catch (BackupFault | CryptoFault | IOException e) {
            return Diagnosis.problem(CODE, folder + " cannot be read", LOOK);
        }
    }

    private static Instant newest(MirrorFolder.Kept kept) throws IOException {
        return Files.exists(kept.changes()) ? changed(kept.changes()) : changed(kept.base());
    }

    private static Instant changed(Path file) throws IOException {
        return Files.getLastModifiedTime(file).toInstant();
    }
}
