package custos.vault;

import custos.crypto.KekFile;
import custos.crypto.KeyEncryptionKeys;
import custos.crypto.Keyring;
import custos.crypto.VaultId;
import custos.event.Leaf;
import custos.ledger.FullTiles;
import custos.ledger.Guard;
import custos.ledger.GuardSlot;
import custos.ledger.HashTile;
import custos.ledger.LedgerFault;
import custos.ledger.TileTree;
import custos.ledger.TreeHead;
import custos.store.CommitState;
import custos.store.DocumentKind;
import custos.store.DocumentRow;
import custos.store.LeafRow;
import custos.store.ReadSession;
import custos.store.RowChange;
import custos.store.VaultStore;
import custos.store.WriteSession;
import custos.vault.core.VaultFolder;
import custos.vault.rows.VaultFault;
import custos.vault.writer.LedgerHead;
import custos.vault.writer.LedgerSigner;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The files and keys that an open vault stands on, proven to agree with one another: lock,
/// keyring, key-encryption keys, store, tree and guard.
///
/// @param folder where the files lie
/// @param keks as they were when the vault was opened
/// @param store closed with this
/// @param opened the ledger as the guard allows it to go on
public record Foundation(
        VaultFolder folder,
        FolderLock lock,
        Keyring keyring,
        KeyEncryptionKeys keks,
        VaultStore store,
        LedgerHead.Opened opened,
        CommitState state)
        implements AutoCloseable {

    /// Makes the files of a new vault, the keyring last: a folder without it is no vault.
    ///
    /// @param keyring with at least one way to open it, not saved yet
    /// @param host the name that the ledger's origin begins with
    static Foundation create(
            VaultFolder folder,
            Keyring keyring,
            String host,
            StoreOpener opener,
            SecureRandom random) {
        prepare(folder);
        FolderLock lock = FolderLock.take(folder.lock());
        KeyEncryptionKeys keks = KeyEncryptionKeys.create(keyring.vault(), random);
        KekFile.save(folder.kek(), keks, keyring, random);
        VaultStore store = opener.create(folder.database());
        String origin = origin(host, keyring.vault(), 0);
        putOrigin(store, origin);
        Guard guard = Guard.create(folder.guard());
        String note = signed(keyring, origin, TreeHead.EMPTY);
        GuardSlot slot =
                GuardSlot.first(0, TreeHead.EMPTY, keyring.counter(), keks.currentId(), note);
        guard.write(slot);
        keyring.save(folder.keyring());
        var opened = new LedgerHead.Opened(0, origin, guard, slot, TileTree.empty(), Instant.EPOCH);
        return new Foundation(folder, lock, keyring, keks, store, opened, state(store));
    }

    /// Makes the folders of a new vault, for their owner alone.
    ///
    /// @throws VaultFault.WrongFolder when they hold something already
    public static void prepare(VaultFolder folder) {
        try {
            for (Path path : List.of(folder.data(), folder.keys())) {
                Files.createDirectories(path);
                Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
                try (Stream<Path> inside = Files.list(path)) {
                    if (inside.findAny().isPresent()) {
                        throw new VaultFault.WrongFolder(
                                "a new vault needs empty folders; "
                                        + path.getFileName()
                                        + " is not empty");
                    }
                }
            }
        } catch (IOException e) {
            throw new VaultFault.WrongFolder("the folders of the vault cannot be made");
        }
    }

    private static void putOrigin(VaultStore store, String origin) {
        try (WriteSession session = store.write()) {
            byte[] id = ByteBuffer.allocate(4).putInt(0).array();
            byte[] body = origin.getBytes(StandardCharsets.UTF_8);
            session.stage(
                    Optional.empty(),
                    List.of(
                            new RowChange.InsertDocument(
                                    new DocumentRow(DocumentKind.ORIGIN, id, body))));
            byte[] root = TreeHead.EMPTY.root().bytes();
            session.commit(
                    new CommitState(0, 0, root, custos.customer.CustomerNumber.FIRST), List.of());
        }
    }

    /// The ledger's name: `<host>/custos/<vault>/<epoch>`.
    public static String origin(String host, VaultId vault, int epoch) {
        if (!host.matches("[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?")) {
            throw new IllegalArgumentException(
                    "a host is 1 to 253 of a-z, 0-9, dot and -, such as shop.example.org");
        }
        return host + "/custos/" + vault + "/" + epoch;
    }

    /// A head as a checkpoint of this origin, for the guard.
    public static String signed(Keyring keyring, String origin, TreeHead head) {
        try (var signer = new LedgerSigner(keyring.secrets(), origin)) {
            return signer.sign(head).text();
        }
    }

    /// Opens a vault, and refuses it when its parts disagree.
    static Foundation open(
            VaultFolder folder, Unlock unlock, StoreOpener opener, SecureRandom random) {
        if (!Files.exists(folder.keyring())) {
            throw new VaultFault.WrongFolder(
                    "there is no vault in this data folder; `init` makes one");
        }
        FolderLock lock = FolderLock.take(folder.lock());
        try {
            Keyring keyring = unlock.open(Keyring.load(folder.keyring()));
            if (!Files.exists(folder.kek())) {
                throw new VaultFault.WrongFolder(
                        "kek.json is missing from the key folder; without it nothing opens");
            }
            KeyEncryptionKeys keks = KekFile.load(folder.kek(), keyring, random);
            VaultStore store = opener.open(folder.database());
            try {
                CommitState state = state(store);
                var opened = openLedger(folder, keyring, keks, store, state);
                return new Foundation(folder, lock, keyring, keks, store, opened, state);
            } catch (RuntimeException e) {
                store.close();
                throw e;
            }
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static CommitState state(VaultStore store) {
        try (ReadSession read = store.read()) {
            return read.state();
        }
    }

    private static LedgerHead.Opened openLedger(
            VaultFolder folder,
            Keyring keyring,
            KeyEncryptionKeys keks,
            VaultStore store,
            CommitState state) {
        TileTree tree = reopenTree(store, state);
        String origin;
        try (ReadSession read = store.read()) {
            byte[] id = ByteBuffer.allocate(4).putInt(state.epoch()).array();
            origin =
                    read.document(DocumentKind.ORIGIN, id)
                            .map(body -> new String(body, StandardCharsets.UTF_8))
                            .orElseThrow(() -> new VaultFault.Damaged("the ledger has no origin"));
        }
        if (!origin.endsWith("/custos/" + keyring.vault() + "/" + state.epoch())) {
            throw new VaultFault.Damaged("the database and the keyring belong to two vaults");
        }
        Guard guard = Guard.open(folder.guard());
        try {
            GuardSlot slot =
                    guard.latest()
                            .orElseThrow(
                                    () -> new VaultFault.Damaged("the guard has no valid slot"));
            compare(slot, state, tree, store, keyring, keks);
            if (state.size() > slot.head().size()) {
                slot = signTail(guard, slot, state, tree, origin, keyring, keks);
            }
            return new LedgerHead.Opened(
                    state.epoch(), origin, guard, slot, tree, lastHour(store, state));
        } catch (RuntimeException e) {
            guard.close();
            throw e;
        }
    }

    /// The last group was committed, but the process died before its head was signed.
    private static GuardSlot signTail(
            Guard guard,
            GuardSlot slot,
            CommitState state,
            TileTree tree,
            String origin,
            Keyring keyring,
            KeyEncryptionKeys keks) {
        String note = signed(keyring, origin, tree.head());
        GuardSlot next =
                slot.next(state.epoch(), tree.head(), keyring.counter(), keks.currentId(), note);
        guard.write(next);
        return next;
    }

    private static TileTree reopenTree(VaultStore store, CommitState state) {
        try (ReadSession read = store.read()) {
            FullTiles tiles =
                    (level, index) -> read.tile(state.epoch(), level, index).map(HashTile::of);
            long from = state.size() - state.size() % 256;
            List<byte[]> last =
                    read
                            .leavesBetween(
                                    LedgerHead.idx(state.epoch(), from),
                                    LedgerHead.idx(state.epoch(), state.size()))
                            .stream()
                            .map(LeafRow::entry)
                            .toList();
            TileTree tree;
            try {
                tree = TileTree.reopen(state.size(), tiles, last);
            } catch (IllegalArgumentException | LedgerFault e) {
                throw new VaultFault.Damaged("the ledger's last leaves or tiles are missing");
            }
            if (!java.util.Arrays.equals(tree.head().root().bytes(), state.root())) {
                throw new VaultFault.Damaged(
                        "the ledger's leaves do not give the root that the database claims");
            }
            return tree;
        }
    }

    /// FORMATS "Opening a vault": a database behind the guard, or beside it, is never signed.
    private static void compare(
            GuardSlot slot,
            CommitState state,
            TileTree tree,
            VaultStore store,
            Keyring keyring,
            KeyEncryptionKeys keks) {
        if (keyring.counter() < slot.keyringCounter()) {
            throw new VaultFault.Damaged("the keyring is older than the guard remembers");
        }
        if (keks.currentId() < slot.kekId()) {
            throw new VaultFault.Damaged("kek.json is older than the guard remembers");
        }
        if (state.epoch() < slot.epoch()
                || (state.epoch() == slot.epoch() && state.size() < slot.head().size())) {
            throw new VaultFault.Damaged(
                    "the database is older than the guard remembers: it holds "
                            + state.size()
                            + " leaves, "
                            + slot.head().size()
                            + " were signed");
        }
        if (state.epoch() > slot.epoch()) {
            throw new VaultFault.Damaged("the guard belongs to an earlier epoch of the ledger");
        }
        FullTiles tiles =
                (level, index) -> {
                    try (ReadSession read = store.read()) {
                        return read.tile(state.epoch(), level, index).map(HashTile::of);
                    }
                };
        if (!tree.view(tiles).headAt(slot.head().size()).equals(slot.head())) {
            throw new VaultFault.Damaged(
                    "the database holds another history than the one that was signed");
        }
    }

    private static Instant lastHour(VaultStore store, CommitState state) {
        if (state.size() == 0) {
            return Instant.EPOCH;
        }
        try (ReadSession read = store.read()) {
            return read.leaf(LedgerHead.idx(state.epoch(), state.size() - 1))
                    .map(entry -> Leaf.parse(entry).hour())
                    .orElseThrow(() -> new VaultFault.Damaged("the ledger's last leaf is missing"));
        }
    }

    /// Closes everything, where no ledger's head does its part.
    void abandon() {
        opened.guard().close();
        close();
    }

    /// Everything but the guard, which the ledger's head closes.
    @Override
    public void close() {
        store.close();
        keks.close();
        keyring.close();
        lock.close();
    }
}
