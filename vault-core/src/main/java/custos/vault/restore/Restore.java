package custos.vault.restore;

import custos.backup.BackupFault;
import custos.backup.BackupFolder;
import custos.backup.BundleInput;
import custos.backup.BundleOutput;
import custos.backup.KeyTrail;
import custos.backup.Manifest;
import custos.backup.MirrorFolder;
import custos.crypto.BundleHeader.Kind;
import custos.crypto.CryptoFault;
import custos.crypto.KekFile;
import custos.crypto.KeyEncryptionKeys;
import custos.crypto.Keyring;
import custos.crypto.Secrets;
import custos.store.DocumentKind;
import custos.store.ReadSession;
import custos.store.VaultStore;
import custos.vault.StoreOpener;
import custos.vault.Unlock;
import custos.vault.backups.DataBundle;
import custos.vault.backups.KeyRows;
import custos.vault.core.VaultFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Makes a vault of the newest key bundle and a data bundle, in folders that are empty (FORMATS
/// "Restore").
///
/// Whoever was erased since stays erased, whoever refused stays refused, no number is used twice,
/// and the ledger goes on where its signed entries end, or under a new name. For one use.
public final class Restore {
    private final Wanted wanted;
    private final Unlock unlock;
    private final StoreOpener opener;
    private final InstantSource clock;
    private final SecureRandom random;

    /// What is to be restored.
    ///
    /// @param from the folder with the bundles
    /// @param data the data bundle; the newest that fits if left out
    /// @param to where the vault is to lie: empty folders, or none
    /// @param database a copy of `vault.db` to take in the place of a data bundle; its keys are not
    ///   used
    /// @param mirror the folder of the vault's mirror, if it is another one than `from`
    /// @param guard the guard of the vault that was, when its key folder is still there
    /// @param newLedger go on under a new name, because signed entries may be lost
    public record Wanted(
            Path from,
            Optional<Path> data,
            Optional<Path> database,
            VaultFolder to,
            Optional<Path> mirror,
            Optional<Path> guard,
            boolean newLedger) {
        /// Without a folder of its own for the mirror.
        public Wanted(
                Path from,
                Optional<Path> data,
                Optional<Path> database,
                VaultFolder to,
                Optional<Path> guard,
                boolean newLedger) {
            this(from, data, database, to, Optional.empty(), guard, newLedger);
        }

        private Path mirrorFolder() {
            return mirror.orElse(from);
        }
    }

    /// What came of it.
    ///
    /// @param data the data bundle that was used
    /// @param dataAt when that was made
    /// @param keysAt when the key bundle was made
    /// @param erased how many in the data bundle were erased since, and stay so
    /// @param lost numbers of customers who were registered since and are in no data bundle
    /// @param closed numbers of customers of whom not every entry opened: their consents are
    ///   unknown
    /// @param damaged numbers of customers whose seals did not hold in the backup
    /// @param leaves entries of the ledger before the restore
    /// @param mirrored whether keys, erasures and refusals are those of a mirror
    /// @param newOrigin the ledger's new name, when it goes on under one
    public record Report(
            Path data,
            Instant dataAt,
            Instant keysAt,
            long customers,
            long erased,
            List<Long> lost,
            List<Long> closed,
            List<Long> damaged,
            long leaves,
            boolean mirrored,
            Optional<String> newOrigin) {
        public Report {
            lost = List.copyOf(lost);
            closed = List.copyOf(closed);
            damaged = List.copyOf(damaged);
        }
    }

    /// What a restore works with.
    record Means(
            Wanted wanted,
            Unlock unlock,
            StoreOpener opener,
            InstantSource clock,
            SecureRandom random) {}

    private Means means() {
        return new Means(wanted, unlock, opener, clock, random);
    }

    private Restore(
            Wanted wanted,
            Unlock unlock,
            StoreOpener opener,
            InstantSource clock,
            SecureRandom random) {
        this.wanted = wanted;
        this.unlock = unlock;
        this.opener = opener;
        this.clock = clock;
        this.random = random;
    }

    /// Restores a vault and closes it again.
    ///
    /// @throws BackupFault.Unfit when the bundles do not make a vault
    /// @throws BackupFault.Loss when signed entries may be lost and nobody said that this is meant
    /// @throws CryptoFault when a bundle does not open
    public static Report run(
            Wanted wanted,
            Unlock unlock,
            StoreOpener opener,
            InstantSource clock,
            SecureRandom random) {
        return new Restore(wanted, unlock, opener, clock, random).run();
    }

    private Report run() {
        if (!Files.isDirectory(wanted.from())) {
            throw new BackupFault.NotRead("there is no folder " + wanted.from(), null);
        }
        try (Keyring outer = keyring()) {
            var folder = new BackupFolder(wanted.from(), outer.vault());
            KeyTrail trail = newestKeys(folder, outer);
            KeyRows keys = KeyRows.read(trail);
            try (Keyring keyring = inner(keys, outer);
                    KeyEncryptionKeys keks = KekFile.parse(keys.kek(), keyring, random)) {
                requireClock(keys.manifest());
                if (wanted.database().isPresent()) {
                    return ofDatabase(wanted.database().get(), keys, trail, keyring, keks);
                }
                Path data = data(folder, keys.manifest(), keyring.secrets());
                return new RestoreBuild(means(), keys, trail, data, keyring, keks).run();
            }
        }
    }

    /// A copied database is worth as much as a data bundle: everything in it but the keys. It is
    /// made into one, of a copy of its own, for opening it writes to it.
    private Report ofDatabase(
            Path database, KeyRows keys, KeyTrail trail, Keyring keyring, KeyEncryptionKeys keks) {
        Path scratch = scratch();
        try {
            Path copy = scratch.resolve("vault.db");
            Files.copy(database, copy);
            Path log = database.resolveSibling(database.getFileName() + "-wal");
            if (Files.exists(log)) {
                Files.copy(log, scratch.resolve("vault.db-wal"));
            }
            var folder = new BackupFolder(scratch, keyring.vault());
            Path bundle = folder.file(Kind.DATA, clock.instant());
            try (VaultStore store = opener.open(copy);
                    BundleOutput out = folder.begin(Kind.DATA, keyring.secrets(), random)) {
                requireOfVault(store, keyring);
                Instant at = Files.getLastModifiedTime(database).toInstant();
                out.finish(DataBundle.write(store, out, at), bundle);
            }
            unfit(manifest(bundle, keyring.secrets()), keys.manifest())
                    .ifPresent(why -> {
                        throw new BackupFault.Unfit(database.getFileName() + " " + why);
                    });
            return new RestoreBuild(means(), keys, trail, bundle, keyring, keks).run();
        } catch (IOException e) {
            throw new BackupFault.NotRead(database + " cannot be copied", e);
        } finally {
            empty(scratch);
        }
    }

    private Path scratch() {
        try {
            Path near = wanted.to().data().resolveSibling("");
            Files.createDirectories(near);
            return Files.createTempDirectory(near, "custos-restore-");
        } catch (IOException e) {
            throw new BackupFault.NotRead("there is no room beside the new data folder", e);
        }
    }

    private static void empty(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(folder);
        } catch (IOException e) {
            // Ciphertext alone, in a folder that is its owner's.
        }
    }

    private static void requireOfVault(VaultStore store, Keyring keyring) {
        try (ReadSession read = store.read()) {
            boolean ours =
                    read.documents(DocumentKind.ORIGIN).stream()
                            .map(row -> new String(row.body(), StandardCharsets.UTF_8))
                            .anyMatch(name -> name.contains("/custos/" + keyring.vault() + "/"));
            if (!ours) {
                throw new BackupFault.Unfit("the database belongs to another vault");
            }
        }
    }

    /// The newest copy of the keyring beside the bundles that opens.
    private Keyring keyring() {
        var copies = new ArrayList<Path>(BackupFolder.keyrings(wanted.from()));
        wanted.mirror().map(BackupFolder::keyrings).ifPresent(copies::addAll);
        if (copies.isEmpty()) {
            throw new BackupFault.Unfit(
                    "the folder has no copy of a keyring, custos-...-keyring.json");
        }
        Optional<Keyring> newest = Optional.empty();
        CryptoFault wrong = new CryptoFault.WrongUnlock();
        for (Path copy : copies) {
            try {
                newest = newest(newest, unlock.open(Keyring.load(copy)));
            } catch (CryptoFault.WrongUnlock | CryptoFault.TokenFailed e) {
                // Another vault's, or one of before this way to open it was added.
                wrong = e;
            }
        }
        if (newest.isEmpty()) {
            throw wrong;
        }
        return newest.get();
    }

    private static Optional<Keyring> newest(Optional<Keyring> one, Keyring other) {
        if (one.isPresent() && one.get().counter() >= other.counter()) {
            other.close();
            return one;
        }
        one.ifPresent(Keyring::close);
        return Optional.of(other);
    }

    /// The newest key bundle, or the mirror when that one is not behind it.
    private KeyTrail newestKeys(BackupFolder folder, Keyring outer) {
        Secrets secrets = outer.secrets();
        var bundles = folder.bundles(Kind.KEYS);
        var mirrors = new MirrorFolder(wanted.mirrorFolder(), outer.vault()).all();
        if (wanted.mirror().isPresent() && mirrors.isEmpty()) {
            throw new BackupFault.Unfit("the mirror's folder has no mirror of this vault");
        }
        Optional<KeyTrail> bundle =
                bundles.isEmpty()
                        ? Optional.empty()
                        : Optional.of(KeyTrail.of(bundles.getLast().file(), secrets));
        Optional<KeyTrail> mirror =
                mirrors.isEmpty()
                        ? Optional.empty()
                        : Optional.of(KeyTrail.of(mirrors.getLast(), secrets));
        long end = bundle.map(one -> one.manifest().endIdx()).orElse(-1L);
        return mirror.filter(one -> one.manifest().endIdx() >= end)
                .or(() -> bundle)
                .orElseThrow(() ->
                        new BackupFault.Unfit(
                                "the folder has no key bundle; without one the data bundles stay"
                                        + " closed"));
    }

    /// The keyring in the key bundle, or the copy beside it: whichever is newer. A mirror puts the
    /// copy there first.
    private Keyring inner(KeyRows keys, Keyring outer) {
        boolean newer = outer.counter() > keys.manifest().keyringCounter();
        return unlock.open(Keyring.parse(newer ? outer.bytes() : keys.keyring()));
    }

    private void requireClock(Manifest keys) {
        if (clock.instant().isBefore(keys.at())) {
            throw new BackupFault.Unfit(
                    "this machine's clock is behind the backup, which was made at " + keys.at());
        }
    }

    /// The data bundle that was named, or the newest that the key bundle goes with.
    private Path data(BackupFolder folder, Manifest keys, Secrets secrets) {
        if (wanted.data().isPresent()) {
            Path file = wanted.data().get();
            unfit(manifest(file, secrets), keys)
                    .ifPresent(why -> {
                        throw new BackupFault.Unfit(file.getFileName() + " " + why);
                    });
            return file;
        }
        for (BackupFolder.Named named : folder.bundles(Kind.DATA).reversed()) {
            if (unfit(manifest(named.file(), secrets), keys).isEmpty()) {
                return named.file();
            }
        }
        throw new BackupFault.Unfit("the folder has no data bundle that fits the key bundle");
    }

    static Manifest manifest(Path file, Secrets secrets) {
        try (BundleInput in = BundleInput.open(file, Kind.DATA, secrets)) {
            return in.manifest();
        }
    }

    private static Optional<String> unfit(Manifest data, Manifest keys) {
        if (data.endIdx() > keys.endIdx()) {
            return Optional.of(
                    "is newer than the key bundle, which holds nobody's keys of later than "
                            + keys.at());
        }
        return data.start() < keys.leavesFrom()
                ? Optional.of(
                        "is older than the key bundle reaches back: it was to be kept no longer")
                : Optional.empty();
    }
}
