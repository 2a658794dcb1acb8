package custos.vault.writer;

import custos.crypto.Secrets;
import custos.ledger.Guard;
import custos.ledger.GuardSlot;
import custos.ledger.HashTile;
import custos.ledger.SignedCheckpoint;
import custos.ledger.TileTree;
import custos.ledger.TreeView;
import custos.ledger.VerifierKey;
import custos.store.ReadSession;
import custos.store.RowChange;
import custos.store.VaultStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The ledger's head as it grows: the tree, the key that signs it and the guard that remembers it.
///
/// The writer's thread alone advances it. Readers get [#published], which changes at most once in
/// the publishing interval, so that the moment of a single request does not show.
public final class LedgerHead implements SignedHeads, AutoCloseable {
    private static final Duration STORE_EVERY = Duration.ofMinutes(1);

    private final int epoch;
    private final LedgerSigner signer;
    private final Guard guard;
    private final VaultStore store;
    private final InstantSource clock;
    private final LongSupplier keyringCounter;
    private final IntSupplier kekId;
    private final Duration publishEvery;

    private TileTree tree;
    private GuardSlot slot;
    private Instant lastHour;
    private Instant storedAt = Instant.EPOCH;
    private volatile boolean mirrored;
    private final Leaving leaving = new Leaving();
    private volatile Published newest;
    private volatile @Nullable Published published;

    /// A signed head and the tree below it.
    ///
    /// @param key the newest that signed it
    /// @param view tiles and proofs of exactly that tree
    public record Published(
            SignedCheckpoint checkpoint, VerifierKey key, TreeView view, Instant at) {}

    /// @param secrets followed: heads are signed with the newest key
    /// @param mirrored whether nothing signed may leave before a mirror says so ([#leaving])
    public LedgerHead(
            Opened opened,
            Secrets secrets,
            VaultStore store,
            InstantSource clock,
            LongSupplier keyringCounter,
            IntSupplier kekId,
            Duration publishEvery,
            boolean mirrored) {
        this.epoch = opened.epoch();
        this.signer = new LedgerSigner(secrets, opened.origin());
        this.guard = opened.guard();
        this.tree = opened.tree();
        this.slot = opened.slot();
        this.lastHour = opened.lastHour();
        this.store = store;
        this.clock = clock;
        this.keyringCounter = keyringCounter;
        this.kekId = kekId;
        this.publishEvery = publishEvery;
        this.mirrored = mirrored;
        this.newest = sign();
        if (!mirrored) {
            leaving.allow(newest);
            published = newest;
        }
    }

    /// What opening the vault found, proven to agree with the guard.
    ///
    /// @param lastHour the hour of the last leaf
    public record Opened(
            int epoch,
            String origin,
            Guard guard,
            GuardSlot slot,
            TileTree tree,
            Instant lastHour) {}

    /// The number of a leaf across epochs.
    public static long idx(int epoch, long index) {
        return (long) epoch << 40 | index;
    }

    public int epoch() {
        return epoch;
    }

    /// The key to verify with what may leave.
    public VerifierKey key() {
        Published last = leaving.now();
        return last == null ? signer.key() : last.key();
    }

    /// Every key that ever signed, as a key of this epoch, newest first.
    public List<VerifierKey> keys() {
        return signer.keys();
    }

    @Override
    public List<VerifierKey> keys(String origin) {
        return signer.under(origin).keys();
    }

    @Override
    public SignedCheckpoint newestSigned() {
        return newest.checkpoint();
    }

    /// The tree as committed; for the writer's thread.
    TileTree tree() {
        return tree;
    }

    /// The hour that a leaf written now carries: never earlier than the last one's, also when the
    /// clock went back.
    Instant hourAt(Instant now) {
        return now.isBefore(lastHour) ? lastHour : now;
    }

    void lastHour(Instant hour) {
        lastHour = hour;
    }

    /// Takes the tree just committed, signs its head and writes the guard. Until this returns
    /// nobody may be told of the group.
    void advance(TileTree grown) {
        if (grown.size() == tree.size()) {
            return;
        }
        tree = grown;
        newest = sign();
        slot =
                slot.next(
                        epoch,
                        tree.head(),
                        keyringCounter.getAsLong(),
                        kekId.getAsInt(),
                        newest.checkpoint().text());
        guard.write(slot);
        if (!mirrored) {
            leaving.allow(newest);
        }
    }

    private Published sign() {
        LedgerSigner.Signed signed = signer.sign(tree.head());
        return new Published(
                signed.checkpoint(), signed.key(), tree.view(this::fullTile), clock.instant());
    }

    private Optional<HashTile> fullTile(int level, long index) {
        try (ReadSession read = store.read()) {
            return read.tile(epoch, level, index).map(HashTile::of);
        }
    }

    /// The row that stores the newest checkpoint, when the stored one is a minute old. The last one
    /// of each hour is kept.
    Optional<RowChange> checkpointDue() {
        Instant now = clock.instant();
        if (tree.size() == 0 || now.isBefore(storedAt.plus(STORE_EVERY))) {
            return Optional.empty();
        }
        boolean newHour =
                !now.truncatedTo(ChronoUnit.HOURS).equals(storedAt.truncatedTo(ChronoUnit.HOURS));
        storedAt = now;
        return Optional.of(
                new RowChange.PutCheckpoint(
                        epoch,
                        tree.size(),
                        newest.checkpoint()
                                .text()
                                .getBytes(java.nio.charset.StandardCharsets.UTF_8),
                        newHour));
    }

    /// The newest signed head, also when it may not leave yet.
    public Published newest() {
        return newest;
    }

    /// What may leave the process.
    public Leaving leaving() {
        return leaving;
    }

    /// From now on there is no mirror to wait for.
    public void leaveFreely() {
        mirrored = false;
        leaving.allow(newest);
    }

    /// The head that the world may see.
    ///
    /// @throws VaultFault.Unmirrored when the mirror was not whole yet
    public Published published() {
        Published now = published;
        if (now != null
                && now.key().equals(key())
                && clock.instant().isBefore(now.at().plus(publishEvery))) {
            return now;
        }
        Published fresh = leaving.covering(0);
        synchronized (this) {
            now = published;
            if (now == null || fresh.view().size() > now.view().size()) {
                now = new Published(fresh.checkpoint(), fresh.key(), fresh.view(), clock.instant());
                published = now;
            }
            return now;
        }
    }

    @Override
    public void close() {
        guard.close();
        signer.close();
    }
}
