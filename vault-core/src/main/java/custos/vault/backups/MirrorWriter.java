package custos.vault.backups;

import custos.backup.BackupFault;
import custos.backup.BundleOutput;
import custos.backup.BundleRow;
import custos.backup.KeyTrail;
import custos.backup.Manifest;
import custos.backup.MirrorFolder;
import custos.crypto.CryptoFault;
import custos.crypto.Keyring;
import custos.ledger.TreeView;
import custos.store.CommitState;
import custos.store.DocumentKind;
import custos.store.DocumentRow;
import custos.store.ReadSession;
import custos.store.StoreFault;
import custos.vault.core.Core;
import custos.vault.core.KeyFolder;
import custos.vault.rows.VaultFault;
import custos.vault.writer.CustomerNumbers;
import custos.vault.writer.GroupWriter;
import custos.vault.writer.Landing;
import custos.vault.writer.LedgerHead;
import custos.vault.writer.MirrorQueue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The mirror's thread. It writes a whole key bundle, the base, when it begins, each day, when the
/// changes have become longer than it, and after a roll of the keys; then it appends what changes,
/// many groups at once. What fails is tried again.
final class MirrorWriter {
    private static final Logger LOG = LoggerFactory.getLogger(MirrorWriter.class);

    private static final String WAY_OUT = "; restore from it, or give an empty folder";
    private static final Duration BASE_EVERY = Duration.ofDays(1);
    private static final Duration BASE_AGAIN = Duration.ofMinutes(10);
    private static final long NOTED_EVERY = 4_096;
    private static final long SMALL_BYTES = 16L * 1024 * 1024;
    private static final long LOOK_MILLIS = 60_000;
    private static final long RETRY_MILLIS = 1_000;
    private static final long MAX_RETRY_MILLIS = 60_000;

    private final Core core;
    private final KeyFolder keyFolder;
    private final LedgerHead head;
    private final Backups backups;
    private final Path path;
    private final MirrorQueue queue;
    private final CustomerNumbers numbers;
    private final Thread thread;
    private volatile Mirror.Status status = new Mirror.Status.Beginning();
    private volatile boolean renew;
    private volatile Set<Integer> baseKeks = Set.of();
    private MirrorFolder.@Nullable Followed followed;
    private @Nullable Keyring mirrored;
    private long retryMillis = RETRY_MILLIS;
    private long leavesFrom;
    private long stored;
    private long baseBytes;
    private volatile Instant basedAt = Instant.MIN;
    private Instant notBefore = Instant.MIN;

    /// @param path the mirror's folder
    MirrorWriter(
            Core core,
            KeyFolder keyFolder,
            LedgerHead head,
            Backups backups,
            Path path,
            MirrorQueue queue,
            CustomerNumbers numbers) {
        this.core = core;
        this.keyFolder = keyFolder;
        this.head = head;
        this.backups = backups;
        this.path = path;
        this.queue = queue;
        this.numbers = numbers;
        this.thread = Thread.ofPlatform().name("custos-mirror").daemon().unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    Mirror.Status status() {
        return status;
    }

    /// The keys that wraps in the base may be under.
    Set<Integer> baseKeks() {
        return baseKeks;
    }

    /// When what it holds in full was begun.
    Instant basedAt() {
        return basedAt;
    }

    /// Begins anew as soon as it can.
    void renew() {
        renew = true;
        queue.want();
    }

    /// Waits for the end of the thread.
    void join(long millis) {
        try {
            thread.join(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            if (!queue.awaitWanted()) {
                return;
            }
            while (!queue.isClosed()) {
                step();
            }
            lastChanges();
        } catch (InterruptedException e) {
            LOG.warn("the mirror was interrupted");
        } catch (Error e) {
            behind(new VaultFault.Stopped("the mirror ended by itself; restart the server", e));
            throw e;
        }
    }

    private void step() throws InterruptedException {
        try {
            if (followed == null || !queue.isFollowing()) {
                base();
            } else if (isBaseDue()) {
                renewBase();
            }
            retryMillis = RETRY_MILLIS;
            changes(LOOK_MILLIS);
        } catch (RuntimeException e) {
            behind(e);
            queue.rest(retryMillis);
            retryMillis = Math.min(MAX_RETRY_MILLIS, 2 * retryMillis);
        }
    }

    /// What was written until the end, if the folder is there.
    private void lastChanges() throws InterruptedException {
        try {
            if (followed != null && queue.isFollowing()) {
                changes(0);
            }
        } catch (RuntimeException e) {
            behind(e);
        }
    }

    private void behind(RuntimeException e) {
        String why = words(e);
        if (!(status instanceof Mirror.Status.Behind)) {
            if (!(e instanceof VaultFault.Stopped)) {
                LOG.warn("the mirror is behind: {}", why);
            }
            status = new Mirror.Status.Behind(core.now(), why);
        }
        if (!(e instanceof BackupFault.NotWritten)) {
            followed = null;
            queue.stop();
        }
        head.leaving().hold(why);
        numbers.expectSoon(false);
        queue.fail();
    }

    /// Only messages of our own families: they hold no personal data.
    private static String words(RuntimeException e) {
        boolean ours =
                e instanceof BackupFault
                        || e instanceof VaultFault
                        || e instanceof CryptoFault
                        || e instanceof StoreFault;
        return ours ? String.valueOf(e.getMessage()) : e.getClass().getSimpleName();
    }

    private void current(LedgerHead.Published newest) {
        if (status instanceof Mirror.Status.Behind) {
            LOG.info("the mirror is up to date again");
        }
        status = new Mirror.Status.Current(core.now());
        head.leaving().allow(newest);
        numbers.expectSoon(true);
    }

    private boolean isBaseDue() {
        MirrorFolder.Followed so = followed;
        boolean old = core.now().isAfter(basedAt.plus(BASE_EVERY));
        boolean due =
                renew
                        || (so != null
                                && ((old && so.parts() > 0)
                                        || so.length() > Math.max(SMALL_BYTES, baseBytes)));
        return due && !core.now().isBefore(notBefore);
    }

    /// What cannot be begun anew goes on as it is.
    private void renewBase() {
        Instant begun = core.now();
        try {
            base();
        } catch (BackupFault.NotWritten | VaultFault.Busy e) {
            LOG.warn("the mirror could not begin anew: {}", e.getMessage());
            renew = true;
            notBefore = begun.plus(BASE_AGAIN);
        }
    }

    /// Writes everything, as of an instant between two groups.
    private void base() {
        boolean began = queue.isFollowing();
        Instant begun = core.now();
        var folder = new MirrorFolder(path, core.keys().vault());
        List<MirrorFolder.Kept> old = folder.all();
        requireElsewhere();
        requireNotAhead(old);
        Keyring keyring = keyFolder.keyring();
        boolean done = false;
        try (BundleOutput out = folder.begin(keyring.secrets(), core.keys().random())) {
            renew = false;
            folder.putKeyring(keyring.bytes());
            long from = backups.firstLeaf();
            var before = core.keys().keks().ids();
            var mark = new Mark[1];
            Manifest manifest =
                    new KeyBundle(core, keyring, out)
                            .write(from, core.now(), () -> core.writer().between(() -> mark(mark)));
            if (!before.equals(core.keys().keks().ids()) || keyring != keyFolder.keyring()) {
                throw new VaultFault.Busy(GroupWriter.ROLLING);
            }
            MirrorFolder.Kept kept = folder.next();
            out.finish(manifest, kept.base());
            done = true;
            mirrored = keyring;
            followed = new MirrorFolder.Followed(kept, out.salt(), 0, 0);
            leavesFrom = from;
            stored = manifest.endIdx();
            baseBytes = size(kept.base());
            baseKeks = Set.copyOf(before);
            basedAt = begun;
            folder.delete(old);
            queue.done(mark[0].taken());
            current(mark[0].newest());
            holds(manifest.end());
            if (backups.firstLeaf() < from) {
                // A backup ended meanwhile that was begun before: it needs older leaves.
                renew = true;
            }
        } finally {
            if (!done && !began) {
                queue.stop();
            }
        }
    }

    /// The instant of a base: what waited then is in it, what comes after is not.
    private record Mark(MirrorQueue.Taken taken, LedgerHead.Published newest) {}

    private ReadSession mark(Mark[] mark) {
        mark[0] = new Mark(queue.mark(), head.newest());
        return core.store().read();
    }

    private void changes(long millis) throws InterruptedException {
        MirrorQueue.Batch batch = queue.next(millis);
        MirrorFolder.Followed so = followed;
        if (batch == null || so == null || !queue.isFollowing()) {
            return;
        }
        var folder = new MirrorFolder(path, core.keys().vault());
        Keyring keyring = keyFolder.keyring();
        var rows = new ArrayList<BundleRow>(batch.rows().size() + 1);
        if (keyring != mirrored) {
            // What is sealed under its new secrets opens with it alone.
            folder.putKeyring(keyring.bytes());
            rows.add(new BundleRow.Keyring(keyring.bytes()));
        }
        rows.addAll(batch.rows());
        var manifest =
                new Manifest(
                        core.now(),
                        stored,
                        stored,
                        batch.end(),
                        keyring.counter(),
                        core.keys().keks().currentId(),
                        0,
                        MirrorFolder.rowsWith(rows));
        followed = folder.append(so, manifest, rows, keyring.secrets(), core.keys().random());
        boolean anew = keyring != mirrored || batch.rows().stream().anyMatch(this::reachesBack);
        mirrored = keyring;
        stored = manifest.endIdx();
        current(batch.head());
        queue.done(batch);
        holds(batch.end());
        if (anew) {
            renew = true;
        }
    }

    /// A data bundle that was begun before the base needs leaves that this one does not have.
    private boolean reachesBack(BundleRow row) {
        return row instanceof BundleRow.Document(DocumentRow one)
                && one.kind() == DocumentKind.BACKUP
                && Backups.start(one) < leavesFrom;
    }

    /// A vault that was rolled back must not put its mirror in the place of the true one's.
    private void requireNotAhead(List<MirrorFolder.Kept> old) {
        if (old.isEmpty() || followed != null) {
            return;
        }
        CommitState there;
        try {
            there = KeyTrail.of(old.getLast(), keyFolder.keyring().secrets()).manifest().end();
        } catch (CryptoFault.UnknownKey e) {
            throw new BackupFault.Newer(
                    "the mirror was written under keys that this vault does not have yet"
                            + WAY_OUT);
        } catch (CryptoFault | BackupFault.Unfit e) {
            // It can stand in nobody's way, and nobody can use it.
            return;
        }
        TreeView view = head.newest().view();
        if (LedgerHead.idx(there.epoch(), there.size())
                > LedgerHead.idx(head.epoch(), view.size())) {
            throw new BackupFault.Newer(
                    "the mirror holds "
                            + there.size()
                            + " entries of the ledger, this vault has "
                            + view.size()
                            + WAY_OUT);
        }
        if (there.epoch() == head.epoch()
                && !Arrays.equals(view.headAt(there.size()).root().bytes(), there.root())) {
            throw new BackupFault.Newer("the mirror holds another history of the ledger" + WAY_OUT);
        }
    }

    /// Notes that there is a mirror, and whether it is on a disk of its own: an empty folder where
    /// that disk should be would be filled without a word.
    private void requireElsewhere() {
        boolean elsewhere;
        try {
            elsewhere = !Files.getFileStore(path).equals(Files.getFileStore(keyFolder.data()));
        } catch (IOException e) {
            throw new BackupFault.NotRead(path + " cannot be read", e);
        }
        Optional<MirrorNote> known = MirrorNote.of(core.store());
        boolean was = known.map(MirrorNote::elsewhere).orElse(elsewhere);
        if (was && !elsewhere) {
            throw new BackupFault.NotRead(
                    "the mirror's disk is not there: " + path + " lies on the vault's own disk now",
                    null);
        }
        if (known.isEmpty() || was != elsewhere) {
            long customers = known.map(MirrorNote::customers).orElse(0L);
            core.writer().land(new MirrorNote(elsewhere, customers).put());
        }
    }

    /// Notes once in a while how many customers the mirror knows, so that no more are taken than a
    /// restore from it allows for, also after the next start.
    private void holds(CommitState end) {
        Optional<MirrorNote> known = MirrorNote.of(core.store());
        if (known.isEmpty()) {
            return;
        }
        if (end.nextCustomer() - known.get().customers() >= NOTED_EVERY) {
            var note = new MirrorNote(known.get().elsewhere(), end.nextCustomer());
            Landing.require(core.writer().land(note.put()));
            numbers.held(end.nextCustomer());
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            return 0;
        }
    }
}
