package custos.vault.backups;

import custos.backup.BackupFault;
import custos.backup.BackupFolder;
import custos.backup.BundleInput;
import custos.backup.BundleOutput;
import custos.backup.Manifest;
import custos.crypto.BundleHeader.Kind;
import custos.crypto.CryptoFault;
import custos.crypto.Keyring;
import custos.crypto.Secrets;
import custos.json.CanonicalJson;
import custos.json.JsonValue;
import custos.store.CommitState;
import custos.store.DocumentKind;
import custos.store.DocumentRow;
import custos.store.ReadSession;
import custos.store.RowChange;
import custos.vault.core.Core;
import custos.vault.core.KeyFolder;
import custos.vault.core.Ledger;
import custos.vault.rows.Refusal;
import custos.vault.rows.VaultFault;
import custos.vault.rows.Write;
import custos.vault.writer.LedgerHead;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongConsumer;

/// Backups into a folder, of a vault at work or at rest: a data bundle, and with it a key bundle
/// that makes it, and every older one that is kept, into a vault again (DESIGN 8).
public final class Backups {
    /// The most days that data bundles may be kept.
    public static final int MAX_KEEP_DAYS = 3650;

    /// How long data bundles are kept unless something else is said.
    public static final int KEEP_DAYS = 30;

    private static final int MAX_TRIES = 3;

    private final Core core;
    private final KeyFolder keyFolder;
    private final ReentrantLock underWay = new ReentrantLock();
    private final BackupRuns runs;

    public Backups(Core core, KeyFolder keyFolder) {
        this.core = core;
        this.keyFolder = keyFolder;
        this.runs = new BackupRuns(core, this);
    }

    /// The same in the background.
    public BackupRuns runs() {
        return runs;
    }

    /// A backup that was made.
    ///
    /// @param leaves how many entries the ledger had
    /// @param bytes of both bundles
    /// @param deleted how many older bundles went
    public record Made(
            Path data, Path keys, long customers, long leaves, long bytes, int deleted) {}

    /// When the last backup was made, and how long its ledger was.
    public record Last(Instant at, long leaves) {}

    /// The last backup that came to its end; none when there never was one.
    public Optional<Last> last() {
        return known().stream()
                .filter(Known::whole)
                .reduce((_, later) -> later)
                .map(known -> new Last(known.at(), Ledger.index(known.leaves())));
    }

    /// Makes a backup. The folder holds the old ones, whole, until the new one is.
    ///
    /// @param keepDays data bundles of more days ago are deleted, and key bundles but the new one
    /// @throws BackupFault.NotWritten when the folder is full or cannot be written
    /// @throws BackupFault.Newer when it holds a backup of a later state than this vault's
    /// @throws Refusal.Conflict when another backup is under way
    public Made make(Path into, int keepDays) {
        return make(into, keepDays, _ -> {});
    }

    /// As [#make(Path, int)].
    ///
    /// @param written is told now and then how many customers the data bundle holds so far
    Made make(Path into, int keepDays, LongConsumer written) {
        if (keepDays < 1 || keepDays > MAX_KEEP_DAYS) {
            throw new IllegalArgumentException("backups are kept for 1 to 3650 days");
        }
        if (!Files.isDirectory(into)) {
            throw new BackupFault.NotRead("there is no folder " + into, null);
        }
        if (!underWay.tryLock()) {
            throw new Refusal.Conflict("backup", "a backup is under way already");
        }
        try {
            return make(new BackupFolder(into, core.keys().vault()), keepDays, written);
        } finally {
            underWay.unlock();
        }
    }

    private Made make(BackupFolder folder, int keepDays, LongConsumer written) {
        Instant now = core.now().truncatedTo(ChronoUnit.SECONDS);
        folder.requireNoneAfter(now);
        requireNotAhead(folder);
        Instant oldest = now.minus(Duration.ofDays(keepDays));
        var old = new ArrayList<>(folder.bundles(Kind.DATA));
        var oldKeys = folder.bundles(Kind.KEYS);
        var expired = old.stream().filter(named -> named.before(oldest)).toList();
        old.removeAll(expired);
        Keyring keyring = keyFolder.keyring();
        folder.putKeyring(keyring.bytes());

        Path data = folder.file(Kind.DATA, now);
        Path keys = folder.file(Kind.KEYS, now);
        Manifest manifest;
        // A data bundle without the key bundle that was written after it would be worth nothing, or
        // less: an older key bundle may fit it and lack the newest keys. So it gets its name last.
        try (BundleOutput out = folder.begin(Kind.DATA, keyring.secrets(), core.keys().random())) {
            manifest = DataBundle.write(core.store(), out, now, written);
            out.end(manifest);
            remember(List.of(manifest), keepDays, false);
            writeKeys(folder, keys, Math.min(manifest.start(), firstLeafOf(old)), now);
            out.publish(data);
        }
        var kept = new ArrayList<Manifest>();
        old.forEach(named -> manifest(named).ifPresent(kept::add));
        kept.add(manifest);
        remember(kept, keepDays, true);
        int deleted = folder.delete(expired) + folder.delete(oldKeys);
        return new Made(
                data,
                keys,
                manifest.customers(),
                manifest.end().size(),
                size(data) + size(keys),
                deleted);
    }

    private Secrets secrets() {
        return keyFolder.keyring().secrets();
    }

    private CommitState state() {
        try (ReadSession read = core.store().read()) {
            return read.state();
        }
    }

    private static long idx(CommitState state) {
        return LedgerHead.idx(state.epoch(), state.size());
    }

    /// A vault that was rolled back must not put its backup in the place of the true one's.
    private void requireNotAhead(BackupFolder folder) {
        long now = idx(state());
        for (BackupFolder.Named named : folder.bundles(Kind.KEYS)) {
            long there = manifest(named).map(Manifest::endIdx).orElse(0L);
            if (there > now) {
                throw new BackupFault.Newer(
                        named.file().getFileName()
                                + " holds "
                                + Ledger.index(there)
                                + " entries of the ledger, this vault has "
                                + Ledger.index(now)
                                + "; it is the newer one");
            }
        }
    }

    /// Empty when it does not open: it can stand in nobody's way, and nobody can use it.
    private Optional<Manifest> manifest(BackupFolder.Named named) {
        try (BundleInput in = BundleInput.open(named.file(), named.kind(), secrets())) {
            return Optional.of(in.manifest());
        } catch (CryptoFault | BackupFault e) {
            return Optional.empty();
        }
    }

    /// From which leaf on a key bundle helps every data bundle that is kept anywhere.
    long firstLeaf() {
        return Math.min(idx(state()), firstLeafOf(List.of()));
    }

    /// Whether there is a whole backup, and every data bundle that is kept was begun when the
    /// ledger ended here or later.
    public boolean areAllSince(long idx) {
        List<Known> known = known();
        return known.stream().anyMatch(Known::whole)
                && known.stream().allMatch(one -> one.start() >= idx);
    }

    /// The first leaf that the data bundle of a note needs a key bundle's help from.
    static long start(DocumentRow note) {
        return known(note).start();
    }

    /// From which leaf on the oldest data bundle that is kept needs the key bundle's help, in this
    /// folder or another.
    private long firstLeafOf(List<BackupFolder.Named> kept) {
        long first = known().stream().mapToLong(Known::start).min().orElse(Long.MAX_VALUE);
        for (BackupFolder.Named named : kept) {
            first = Math.min(first, manifest(named).map(Manifest::start).orElse(Long.MAX_VALUE));
        }
        return first;
    }

    /// Writes the key bundle again when a key was rolled or rotated meanwhile: what is under a key
    /// that is not in it would be lost. Likewise when keys were destroyed, which it may still hold.
    private void writeKeys(BackupFolder folder, Path file, long from, Instant now) {
        for (int i = 1; ; i++) {
            var before = core.keys().keks().ids();
            Keyring keyring = keyFolder.keyring();
            folder.putKeyring(keyring.bytes());
            try (BundleOutput out =
                    folder.begin(Kind.KEYS, keyring.secrets(), core.keys().random())) {
                var bundle = new KeyBundle(core, keyring, out);
                Manifest manifest = bundle.write(from, now);
                if (before.equals(core.keys().keks().ids())
                        && keyring == keyFolder.keyring()
                        && !bundle.isOvertaken()) {
                    out.finish(manifest, file);
                    return;
                }
            }
            if (i == MAX_TRIES) {
                throw new VaultFault.Busy("keys are being rolled or destroyed; try again later");
            }
        }
    }

    /// A backup as the vault remembers it.
    ///
    /// @param until how long it is kept; of those that were noted without, as long as the shortest
    ///   period
    /// @param whole whether the key bundle that goes with it was written too
    private record Known(
            Instant at,
            long start,
            long leaves,
            boolean whole,
            Optional<Instant> until,
            byte[] id) {
        boolean isOver(Instant now, int keepDays) {
            return until.orElseGet(() -> at.plus(Duration.ofDays(keepDays))).isBefore(now);
        }
    }

    private List<Known> known() {
        try (ReadSession read = core.store().read()) {
            return read.documents(DocumentKind.BACKUP).stream().map(Backups::known).toList();
        }
    }

    private static Known known(DocumentRow row) {
        JsonValue.Members json = CanonicalJson.parseObject(row.body());
        return new Known(
                Instant.ofEpochMilli(ByteBuffer.wrap(row.id()).getLong()),
                json.whole("start"),
                json.whole("leaves"),
                json.whole("whole") == 1,
                json.find("until").map(_ -> Instant.ofEpochSecond(json.whole("until"))),
                row.id());
    }

    /// Notes bundles of a folder, each as kept for these days, or for longer where that was said
    /// before: another folder may have a copy. Forgets those whose days are over.
    private void remember(List<Manifest> bundles, int keepDays, boolean whole) {
        var rows = new ArrayList<RowChange>();
        var promised = new HashMap<Instant, Instant>();
        for (Known known : known()) {
            known.until().ifPresent(until -> promised.put(known.at(), until));
            if (known.isOver(core.now(), keepDays)) {
                rows.add(new RowChange.DeleteDocument(DocumentKind.BACKUP, known.id()));
            }
        }
        for (Manifest one : bundles) {
            Instant until = one.at().plus(Duration.ofDays(keepDays));
            Instant before = promised.getOrDefault(one.at(), until);
            rows.add(note(one, before.isAfter(until) ? before : until, whole));
        }
        core.writer().land(Write.upkeep(rows));
    }

    private static RowChange note(Manifest made, Instant until, boolean whole) {
        byte[] id = ByteBuffer.allocate(8).putLong(made.at().toEpochMilli()).array();
        byte[] body =
                CanonicalJson.encode(
                        JsonValue.object()
                                .put("start", made.start())
                                .put("leaves", made.endIdx())
                                .put("whole", whole ? 1 : 0)
                                .put("until", until.getEpochSecond())
                                .build());
        return new RowChange.PutDocument(new DocumentRow(DocumentKind.BACKUP, id, body));
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new BackupFault.NotRead(file.getFileName() + " cannot be read", e);
        }
    }
}
