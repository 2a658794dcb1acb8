package custos.cli;

import custos.vault.core.VaultFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Looks at the two folders of a vault from outside: nothing is opened, so a server may be at work.
final class FolderCheckUp {
    private static final Set<PosixFilePermission> OTHERS =
            Set.of(
                    PosixFilePermission.GROUP_READ,
                    PosixFilePermission.GROUP_WRITE,
                    PosixFilePermission.GROUP_EXECUTE,
                    PosixFilePermission.OTHERS_READ,
                    PosixFilePermission.OTHERS_WRITE,
                    PosixFilePermission.OTHERS_EXECUTE);
    private static final Duration CLOCK_SLACK = Duration.ofMinutes(2);
    private static final long MIN_SPACE = 100L << 20;
    private static final long GOOD_SPACE = 1L << 30;

    private final VaultFolder folder;
    private final Instant now;
    private final List<Diagnosis> found = new ArrayList<>();

    private FolderCheckUp(VaultFolder folder, Instant now) {
        this.folder = folder;
        this.now = now;
    }

    static List<Diagnosis> of(VaultFolder folder, Instant now) {
        var checkUp = new FolderCheckUp(folder, now);
        if (checkUp.isThere()) {
            checkUp.look();
        }
        return checkUp.found;
    }

    private boolean isThere() {
        for (Path file : files()) {
            if (!Files.exists(file)) {
                found.add(
                        Diagnosis.problem(
                                "files",
                                file + " is missing",
                                "put it back, or restore a backup (docs/backup.md)"));
                return false;
            }
        }
        found.add(Diagnosis.ok("files", "database, keyring, kek.json and guard are there"));
        return true;
    }

    private List<Path> files() {
        return List.of(
                folder.data().resolve("vault.db"),
                folder.data().resolve("keyring.json"),
                folder.keys().resolve("kek.json"),
                folder.keys().resolve("guard"));
    }

    private void look() {
        try {
            permissions();
            apart();
            space();
            clock();
        } catch (IOException e) {
            found.add(
                    Diagnosis.problem(
                            "folders",
                            "the folders cannot be looked at",
                            "run this as the account that runs the server"));
        }
    }

    private void permissions() throws IOException {
        if (!Files.getFileStore(folder.data()).supportsFileAttributeView("posix")) {
            found.add(
                    Diagnosis.unknown(
                            "permissions",
                            "this file system has no permissions that can be read",
                            "see that no other account of this machine can read the folders"));
            return;
        }
        boolean closed = true;
        for (Path one : List.of(folder.data(), folder.keys())) {
            if (Files.getPosixFilePermissions(one).stream().anyMatch(OTHERS::contains)) {
                closed = false;
                found.add(
                        Diagnosis.problem(
                                "permissions",
                                one + " is open to other accounts",
                                "chmod 700 " + one));
            }
            try (Stream<Path> inside = Files.list(one)) {
                for (Path file : inside.toList()) {
                    if (Files.isRegularFile(file)
                            && Files.getPosixFilePermissions(file).stream()
                                    .anyMatch(OTHERS::contains)) {
                        closed = false;
                        found.add(
                                Diagnosis.warning(
                                        "permissions",
                                        file + " is open to other accounts",
                                        "chmod 600 " + file));
                    }
                }
            }
        }
        if (closed) {
            found.add(Diagnosis.ok("permissions", "both folders are their owner's alone"));
        }
    }

    private void apart() throws IOException {
        boolean together =
                Files.getFileStore(folder.data()).equals(Files.getFileStore(folder.keys()));
        found.add(
                together
                        ? Diagnosis.warning(
                                "apart",
                                "data and keys lie on one file system: a snapshot or an image of it"
                                        + " holds both, and with both the erased can be read again",
                                "put the key folder on another disk (--keys), or see that no"
                                        + " snapshot covers it")
                        : Diagnosis.ok("apart", "data and keys lie on two file systems"));
    }

    private void space() throws IOException {
        long free = Files.getFileStore(folder.data()).getUsableSpace();
        long wanted = Math.max(GOOD_SPACE, Files.size(folder.data().resolve("vault.db")));
        String what = (free >> 20) + " MiB are free on the data's disk";
        if (free < MIN_SPACE) {
            found.add(Diagnosis.problem("space", what, "make room now: writes will fail"));
        } else if (free < wanted) {
            found.add(
                    Diagnosis.warning(
                            "space", what, "make room: " + (wanted >> 20) + " MiB would be good"));
        } else {
            found.add(Diagnosis.ok("space", what));
        }
    }

    private void clock() throws IOException {
        for (Path file : files()) {
            if (Files.getLastModifiedTime(file).toInstant().isAfter(now.plus(CLOCK_SLACK))) {
                found.add(
                        Diagnosis.problem(
                                "clock",
                                "the clock went back: "
                                        + file.getFileName()
                                        + " was written later than now",
                                "set the clock by the network (systemd-timesyncd, chrony)"));
                return;
            }
        }
        found.add(Diagnosis.ok("clock", "no file is dated later than now"));
    }
}
