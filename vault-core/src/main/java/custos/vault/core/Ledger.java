package custos.vault.core;

import custos.event.Leaf;
import custos.ledger.EntryBundle;
import custos.ledger.InclusionProof;
import custos.ledger.SignedCheckpoint;
import custos.ledger.TilePath;
import custos.ledger.TlogProof;
import custos.ledger.TreeHead;
import custos.ledger.TreeView;
import custos.ledger.VerifierKey;
import custos.store.LeafRow;
import custos.store.ReadSession;
import custos.vault.rows.Refusal;
import custos.vault.writer.LedgerHead;
import java.util.List;
import java.util.Optional;

/// The ledger as the world may see it: up to the last published checkpoint, never ahead of it.
public final class Ledger {
    private static final long INDEX_MASK = (1L << 40) - 1;

    private final Core core;
    private final LedgerHead head;

    public Ledger(Core core, LedgerHead head) {
        this.core = core;
        this.head = head;
    }

    /// The index within its epoch of a leaf's number; -1 stays -1.
    public static long index(long idx) {
        return idx < 0 ? -1 : idx & INDEX_MASK;
    }

    /// A leaf and the bytes that are hashed.
    public record Entry(long index, byte[] bytes, Leaf leaf) {}

    /// A leaf with its proof in a signed tree.
    ///
    /// @param key the newest that signed the tree
    public record ProvenEntry(Entry entry, InclusionProof proof, TlogProof file, VerifierKey key) {}

    /// The key that checkpoints are verified with.
    public VerifierKey key() {
        return head.key();
    }

    /// Every key that ever signed checkpoints, newest first, from the one that verifies what is
    /// published on.
    public List<VerifierKey> keys() {
        VerifierKey now = head.key();
        return head.keys().stream().dropWhile(key -> !key.equals(now)).toList();
    }

    /// Whether a tree that somebody signed is the one that this ledger had at that size. A key that
    /// was replaced may have been stolen: what it signed counts only where this is so.
    public boolean had(TreeHead tree) {
        TreeView now = head.published().view();
        return tree.size() <= now.size() && now.headAt(tree.size()).equals(tree);
    }

    /// The published checkpoint, as text.
    public String checkpoint() {
        return head.published().checkpoint().text();
    }

    /// The published checkpoint and the tree below it.
    public Signed signed() {
        LedgerHead.Published published = head.published();
        return new Signed(published.checkpoint(), published.view());
    }

    /// A checkpoint and exactly the tree that it signs.
    public record Signed(SignedCheckpoint checkpoint, TreeView view) {}

    /// The epoch that is written to.
    public int epoch() {
        return head.epoch();
    }

    /// How many leaves are published.
    public long size() {
        return head.published().view().size();
    }

    /// How many leaves there are.
    public long newestSize() {
        return head.newest().view().size();
    }

    /// A published tile or bundle of entries; empty when the published tree has none there.
    public Optional<byte[]> tile(TilePath path) {
        var published = head.published();
        return switch (path) {
            case TilePath.Hashes(int level, long index, int width) -> {
                if (TreeView.width(published.view().size(), level, index) < width) {
                    yield Optional.empty();
                }
                yield Optional.of(
                        published
                                .view()
                                .tile(
                                        level,
                                        index,
                                        TreeView.width(published.view().size(), level, index))
                                .first(width)
                                .bytes());
            }
            case TilePath.Entries(long index, int width) -> {
                long from = index * 256;
                if (from + width > published.view().size()) {
                    yield Optional.empty();
                }
                yield Optional.of(
                        EntryBundle.encode(
                                leaves(from, from + width).stream().map(LeafRow::entry).toList()));
            }
        };
    }

    /// Published leaves from an index on.
    ///
    /// @param limit 1 to 1,000
    public List<Entry> entries(long from, int limit) {
        if (from < 0 || limit < 1 || limit > 1000) {
            throw new Refusal.BadField("limit", "entries are read 1 to 1000 at a time, from 0 on");
        }
        long to = Math.min(size(), from + limit);
        return from >= to
                ? List.of()
                : leaves(from, to).stream()
                        .map(row ->
                                new Entry(index(row.idx()), row.entry(), Leaf.parse(row.entry())))
                        .toList();
    }

    /// A published leaf with its proof.
    ///
    /// @throws Refusal.NotFound when it is not published (yet)
    public ProvenEntry prove(long index) {
        return prove(index, head.published());
    }

    /// Waits until so many leaves may leave the process, for whoever is going to prove one of them:
    /// nobody waits for a mirror with a view of the store open.
    ///
    /// @throws VaultFault.Unmirrored when the mirror does not hold them in time
    public void awaitLeaving(long leaves) {
        if (leaves > 0 && leaves <= newestSize()) {
            head.leaving().covering(leaves);
        }
    }

    /// A leaf with its proof in the newest signed tree that may leave, for whoever is shown this
    /// leaf anyway.
    ///
    /// @throws VaultFault.Unmirrored when the mirror does not hold the leaf in time
    public ProvenEntry proveNewest(long index) {
        if (index >= newestSize()) {
            throw new Refusal.NotFound("entry in the ledger");
        }
        return prove(index, head.leaving().covering(index + 1));
    }

    /// A leaf with its proof in a signed tree.
    ProvenEntry prove(long index, LedgerHead.Published published) {
        if (index < 0 || index >= published.view().size()) {
            throw new Refusal.NotFound("entry in the published ledger");
        }
        LeafRow row = leaves(index, index + 1).getFirst();
        InclusionProof proof = published.view().inclusion(index, published.view().size());
        SignedCheckpoint checkpoint = published.checkpoint();
        return new ProvenEntry(
                new Entry(index, row.entry(), Leaf.parse(row.entry())),
                proof,
                TlogProof.of(proof, checkpoint),
                published.key());
    }

    private List<LeafRow> leaves(long from, long to) {
        try (ReadSession read = core.store().read()) {
            return read.leavesBetween(
                    LedgerHead.idx(head.epoch(), from), LedgerHead.idx(head.epoch(), to));
        }
    }
}
