package custos.proof;

import custos.ledger.FullTile;
import custos.ledger.Hash;
import custos.ledger.HashTile;
import custos.ledger.LedgerFault;
import custos.ledger.SignedCheckpoint;
import custos.ledger.TilePath;
import custos.ledger.TileTree;
import custos.ledger.TreeHead;
import custos.ledger.VerifierKey;
import custos.proof.LedgerFinding.Code;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Checks a whole ledger from outside, with nothing but a key: the checkpoint's signature, every
/// entry's form, every tile recomputed from the entries, the root, and whether a checkpoint that
/// somebody kept is the beginning of it.
///
/// Bundles are read ahead by a few threads and looked at in order; memory does not grow with the
/// ledger.
public final class LedgerCheck {
    /// Past so many, more findings help nobody.
    static final int MAX_FINDINGS = 1_000;

    private static final int READ_AHEAD = 16;

    private final PublishedLedger ledger;
    private final Listener listener;
    private final TileTree tree = TileTree.empty();
    private final LeafForm form = new LeafForm();
    private int found;
    private Instant lastHour = Instant.MIN;

    private LedgerCheck(PublishedLedger ledger, Listener listener) {
        this.ledger = ledger;
        this.listener = listener;
    }

    /// Is told as the check goes on, by the thread that runs it.
    public interface Listener {
        void found(LedgerFinding finding);

        /// @param leaves looked at so far
        /// @param size how many there are
        default void progress(long leaves, long size) {}
    }

    /// What was checked.
    ///
    /// @param head what the checkpoint signs; the empty tree when there was none to begin with
    /// @param leaves how many were looked at
    /// @param findings how many
    public record Report(String origin, TreeHead head, long leaves, int findings) {}

    /// Runs the check.
    ///
    /// @param since the text of a checkpoint that somebody kept
    public static Report run(
            LedgerSource source, VerifierKey key, Optional<byte[]> since, Listener listener) {
        PublishedLedger ledger;
        try {
            ledger = PublishedLedger.open(source, key);
        } catch (PublishedLedger.Unusable e) {
            listener.found(e.finding());
            return new Report(key.keyName().name(), TreeHead.EMPTY, 0, 1);
        }
        var check = new LedgerCheck(ledger, listener);
        check.run(since.flatMap(text -> check.kept(text, key)));
        return new Report(
                ledger.checkpoint().origin(),
                ledger.checkpoint().head(),
                check.tree.size(),
                check.found);
    }

    private void report(Code code, String place) {
        if (found < MAX_FINDINGS) {
            listener.found(new LedgerFinding(code, place));
        } else if (found == MAX_FINDINGS) {
            listener.found(new LedgerFinding(Code.MORE_FINDINGS, "ledger"));
        }
        found++;
    }

    private Optional<TreeHead> kept(byte[] text, VerifierKey key) {
        try {
            TreeHead head = SignedCheckpoint.parse(text).verify(key).head();
            if (head.size() <= ledger.size()) {
                return Optional.of(head);
            }
            report(Code.SINCE_LOST, "entries %d to %d".formatted(ledger.size(), head.size() - 1));
        } catch (IllegalArgumentException e) {
            report(Code.SINCE_MALFORMED, "the kept checkpoint");
        } catch (LedgerFault.NoteRefused | LedgerFault.OriginRefused e) {
            report(Code.SINCE_SIGNATURE, "the kept checkpoint");
        }
        return Optional.empty();
    }

    private void run(Optional<TreeHead> since) {
        try (ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
            Deque<Future<Bundle>> ahead = new ArrayDeque<>();
            long bundles = Math.ceilDiv(ledger.size(), HashTile.FULL_WIDTH);
            long next = 0;
            for (long index = 0; index < bundles; index++) {
                while (next < bundles && ahead.size() < READ_AHEAD) {
                    long wanted = next++;
                    ahead.add(readers.submit(() -> Bundle.read(ledger, wanted, form)));
                }
                if (!take(index, await(ahead.removeFirst()), since)) {
                    readers.shutdownNow();
                    return;
                }
                listener.progress(tree.size(), ledger.size());
            }
        }
        since.filter(head -> head.size() == tree.size()).ifPresent(this::compare);
        edge();
        if (!tree.head().equals(ledger.checkpoint().head())) {
            report(Code.TREE_ROOT, "checkpoint of " + ledger.size());
        }
    }

    private static Bundle await(Future<Bundle> bundle) {
        try {
            return bundle.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the check was interrupted", e);
        }
    }

    /// @return whether the tree can go on after it
    private boolean take(long index, Bundle bundle, Optional<TreeHead> since) {
        bundle.findings().forEach(one -> report(one.code(), one.place()));
        if (bundle.leaves().isEmpty()) {
            return false;
        }
        if (bundle.firstHour().isBefore(lastHour)) {
            report(Code.LEAF_ORDER, "entry " + index * HashTile.FULL_WIDTH);
        }
        lastHour = bundle.lastHour().isAfter(lastHour) ? bundle.lastHour() : lastHour;
        for (Hash leaf : bundle.leaves()) {
            since.filter(head -> head.size() == tree.size()).ifPresent(this::compare);
            for (FullTile full : tree.append(leaf)) {
                // The lowest level was held against the entries already.
                if (full.level() > 0) {
                    hold(full.level(), full.index(), full.tile());
                }
            }
        }
        return true;
    }

    private void compare(TreeHead kept) {
        if (!tree.head().equals(kept)) {
            report(Code.SINCE_REWRITTEN, "the first %d entries".formatted(kept.size()));
        }
    }

    /// The partial tiles above the entries.
    private void edge() {
        var view = tree.view((level, index) -> ledger.find(level, index, HashTile.FULL_WIDTH));
        for (int level = 1; ledger.size() >>> (8 * level) > 0; level++) {
            long index = (ledger.size() >>> (8 * level)) / HashTile.FULL_WIDTH;
            int width = ledger.width(level, index);
            if (width > 0) {
                hold(level, index, view.tile(level, index, width));
            }
        }
    }

    private void hold(int level, long index, HashTile own) {
        String path = new TilePath.Hashes(level, index, own.width()).path();
        Optional<HashTile> published = ledger.find(level, index, own.width());
        if (published.isEmpty()) {
            report(Code.TILE_MISSING, path);
        } else if (!published.get().equals(own)) {
            report(Code.TILE_MISMATCH, path);
        }
    }

    /// Up to 256 entries, looked at.
    ///
    /// @param leaves their hashes: from the entries, or from the tile where there are no entries;
    ///   empty where there is neither
    record Bundle(
            List<Hash> leaves, List<LedgerFinding> findings, Instant firstHour, Instant lastHour) {

        static Bundle read(PublishedLedger ledger, long index, LeafForm form) {
            var findings = new ArrayList<LedgerFinding>();
            int width = ledger.width(0, index);
            Optional<HashTile> tile = ledger.find(0, index, width);
            if (tile.isEmpty()) {
                String path = new TilePath.Hashes(0, index, width).path();
                findings.add(new LedgerFinding(Code.TILE_MISSING, path));
            }
            Optional<List<byte[]>> entries = entries(ledger, index, width, findings);
            if (entries.isEmpty()) {
                List<Hash> leaves = tile.map(Bundle::hashes).orElse(List.of());
                return new Bundle(leaves, findings, Instant.MAX, Instant.MIN);
            }
            return looked(index * HashTile.FULL_WIDTH, entries.get(), tile, form, findings);
        }

        private static Optional<List<byte[]>> entries(
                PublishedLedger ledger, long index, int width, List<LedgerFinding> findings) {
            String path = new TilePath.Entries(index, width).path();
            try {
                Optional<List<byte[]>> entries = ledger.entries(index);
                if (entries.isEmpty()) {
                    findings.add(new LedgerFinding(Code.ENTRIES_MISSING, path));
                }
                return entries;
            } catch (IllegalArgumentException e) {
                findings.add(new LedgerFinding(Code.ENTRIES_MALFORMED, path));
                return Optional.empty();
            }
        }

        private static List<Hash> hashes(HashTile tile) {
            var hashes = new ArrayList<Hash>(tile.width());
            for (int i = 0; i < tile.width(); i++) {
                hashes.add(tile.hash(i));
            }
            return hashes;
        }

        private static Bundle looked(
                long first,
                List<byte[]> entries,
                Optional<HashTile> tile,
                LeafForm form,
                List<LedgerFinding> findings) {
            var leaves = new ArrayList<Hash>(entries.size());
            Instant firstHour = Instant.MAX;
            Instant lastHour = Instant.MIN;
            for (int i = 0; i < entries.size(); i++) {
                String place = "entry " + (first + i);
                Hash leaf = Hash.ofLeaf(entries.get(i));
                leaves.add(leaf);
                if (tile.isPresent() && !tile.get().hash(i).equals(leaf)) {
                    findings.add(new LedgerFinding(Code.ENTRY_MISMATCH, place));
                }
                Optional<Instant> hour = form.hour(entries.get(i));
                if (hour.isEmpty()) {
                    findings.add(new LedgerFinding(Code.LEAF_MALFORMED, place));
                } else {
                    firstHour = firstHour.equals(Instant.MAX) ? hour.get() : firstHour;
                    if (hour.get().isBefore(lastHour)) {
                        findings.add(new LedgerFinding(Code.LEAF_ORDER, place));
                    }
                    lastHour = hour.get().isAfter(lastHour) ? hour.get() : lastHour;
                }
            }
            return new Bundle(leaves, findings, firstHour, lastHour);
        }
    }
}
