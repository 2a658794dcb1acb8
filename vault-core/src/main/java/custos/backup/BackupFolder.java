package custos.backup;

import custos.crypto.BundleHeader;
import custos.crypto.BundleHeader.Kind;
import custos.crypto.Secrets;
import custos.crypto.VaultId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A folder with the backups of one vault, and maybe of others: names of letters, digits and dashes
/// that any stick can hold, which sort by time.
///
/// A file gets its name only once it is whole and on the disk. Nothing is ever written over, except
/// the copy of the keyring by a newer one.
public final class BackupFolder {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final Pattern NAME =
            Pattern.compile("custos-([0-9a-f]{8})-([0-9]{8}-[0-9]{6})-(data|keys)\\.bundle");

    private final Path folder;
    private final String vault;

    /// @param folder that is there
    public BackupFolder(Path folder, VaultId vault) {
        this.folder = folder;
        this.vault = vault.toString().substring(0, 8);
    }

    /// A bundle by its name.
    ///
    /// @param time `yyyyMMdd-HHmmss` in UTC
    public record Named(Path file, Kind kind, String time) {
        /// When it was made, to the second.
        public Instant at() {
            return TIME.parse(time, Instant::from);
        }

        /// Whether it was made before an instant.
        public boolean before(Instant instant) {
            return time.compareTo(TIME.format(instant)) < 0;
        }
    }

    /// The copies of keyrings in a folder, by whichever vault.
    public static List<Path> keyrings(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> name(file).matches("custos-[0-9a-f]{8}-keyring\\.json"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new BackupFault.NotRead(folder + " cannot be read", e);
        }
    }

    /// The vault's copy of its keyring, there or not.
    public Path keyring() {
        return folder.resolve("custos-" + vault + "-keyring.json");
    }

    /// The bundles of a kind, oldest first.
    public List<Named> bundles(Kind kind) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.flatMap(file -> named(file).stream())
                    .filter(named -> named.kind() == kind)
                    .sorted((one, other) -> one.time().compareTo(other.time()))
                    .toList();
        } catch (IOException e) {
            throw new BackupFault.NotRead(folder + " cannot be read", e);
        }
    }

    private Optional<Named> named(Path file) {
        Matcher name = NAME.matcher(name(file));
        return name.matches() && name.group(1).equals(vault)
                ? Optional.of(
                        new Named(
                                file,
                                name.group(3).equals("data") ? Kind.DATA : Kind.KEYS,
                                name.group(2)))
                : Optional.empty();
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    /// Refuses a folder whose bundles are dated later than now: a clock that went back would put
    /// this one behind them, and the next pruning would take it for the oldest.
    public void requireNoneAfter(Instant now) {
        for (Kind kind : Kind.values()) {
            List<Named> there = bundles(kind);
            if (!there.isEmpty() && there.getLast().time().compareTo(TIME.format(now)) >= 0) {
                throw new BackupFault.Newer(
                        name(there.getLast().file())
                                + " is dated now or later; check this machine's clock, or give"
                                + " another folder");
            }
        }
    }

    /// Begins a bundle.
    ///
    /// @throws BackupFault.NotWritten when the folder cannot be written
    public BundleOutput begin(Kind kind, Secrets secrets, SecureRandom random) {
        Path part = folder.resolve("custos-" + vault + "-" + word(kind) + ".part");
        return BundleOutput.open(this, part, BundleHeader.create(kind, secrets, random), secrets);
    }

    /// The name of a bundle made at an instant.
    public Path file(Kind kind, Instant at) {
        return folder.resolve(
                "custos-" + vault + "-" + TIME.format(at) + "-" + word(kind) + ".bundle");
    }

    private static String word(Kind kind) {
        return switch (kind) {
            case DATA -> "data";
            case KEYS -> "keys";
        };
    }

    /// Puts a copy of the keyring beside the bundles, durable when this returns.
    public void putKeyring(byte[] json) {
        Path part = keyring().resolveSibling(name(keyring()) + ".part");
        try {
            try (var channel = FileChannel.open(part, BundleOutput.WRITE, ownerOnly())) {
                var bytes = ByteBuffer.wrap(json);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            rename(part, keyring());
        } catch (IOException e) {
            discard(part);
            throw notWritten(e);
        }
    }

    /// Deletes bundles, best-effort: what cannot be deleted now is met again next time.
    public int delete(List<Named> bundles) {
        int gone = 0;
        for (Named bundle : bundles) {
            gone += discard(bundle.file()) ? 1 : 0;
        }
        return gone;
    }

    /// A stick without owners takes no notice of it.
    static FileAttribute<?>[] ownerOnly() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    void rename(Path part, Path to) throws IOException {
        Files.move(part, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        sync();
    }

    boolean discard(Path file) {
        try {
            return Files.deleteIfExists(file);
        } catch (IOException e) {
            return false;
        }
    }

    BackupFault notWritten(IOException e) {
        return new BackupFault.NotWritten(
                "the backup folder cannot be written"
                        + why(e)
                        + "; the backups in it are as they were",
                e);
    }

    /// What the system says, in brackets; nothing when it says nothing.
    static String why(IOException e) {
        String why = e instanceof FileSystemException told ? told.getReason() : e.getMessage();
        return why == null ? "" : " (" + why.strip() + ")";
    }

    /// The mirror's files of the vault in this folder, by their number, oldest first.
    List<MirrorFolder.Kept> mirrors() {
        Pattern name = Pattern.compile("custos-" + vault + "-mirror-([0-9]{8})\\.bundle");
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> name.matcher(name(file)))
                    .filter(Matcher::matches)
                    .map(found -> mirror(Integer.parseInt(found.group(1))))
                    .sorted((one, other) -> Integer.compare(one.number(), other.number()))
                    .toList();
        } catch (IOException e) {
            throw new BackupFault.NotRead(folder + " cannot be read", e);
        }
    }

    MirrorFolder.Kept mirror(int number) {
        String name = "custos-%s-mirror-%08d".formatted(vault, number);
        return new MirrorFolder.Kept(
                folder.resolve(name + ".bundle"), folder.resolve(name + ".changes"), number);
    }

    BundleOutput beginMirror(Secrets secrets, SecureRandom random) {
        Path part = folder.resolve("custos-" + vault + "-mirror.part");
        return BundleOutput.open(
                this, part, BundleHeader.create(Kind.KEYS, secrets, random), secrets);
    }

    /// Makes the names in the folder durable, where the file system can.
    void sync() {
        try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // Some file systems have no way to sync a folder; the file itself is on the disk.
        }
    }
}
