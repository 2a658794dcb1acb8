package custos.vault.inspection;

import custos.event.Internal;
import custos.ledger.Checkpoint;
import custos.ledger.FullTile;
import custos.ledger.Hash;
import custos.ledger.LedgerFault;
import custos.ledger.SignedCheckpoint;
import custos.ledger.TileTree;
import custos.ledger.TreeHead;
import custos.ledger.VerifierKey;
import custos.policy.NoticeDigest;
import custos.store.CommitState;
import custos.store.DocumentKind;
import custos.store.InternalRow;
import custos.store.LeafRow;
import custos.store.ReadSession;
import custos.store.VaultStore;
import custos.vault.core.Ledger;
import custos.vault.core.LedgerPlace;
import custos.vault.writer.LedgerHead;
import custos.vault.writer.SignedHeads;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/// Builds the tree of one epoch anew from its leaves, and holds tiles, root and checkpoints against
/// it. The leaves themselves are checked by other threads meanwhile. For one thread and one use.
public final class LedgerInspection {
    private static final int CHUNK = 4096;
    private static final int SAY_EVERY = 50 * CHUNK;

    private final VaultStore store;
    private final SignedHeads heads;
    private final int epoch;
    private final KeptCheckpoint since;
    private final Findings findings;
    private final Consumer<Inspection.Step> progress;
    private final TileTree tree = TileTree.empty();
    private final NavigableMap<Long, List<Hash>> signed = new TreeMap<>();
    private boolean whole = true;
    private long missingTiles;
    private Optional<Instant> lastHour = Optional.empty();

    /// What the leaves said, for the checks after them.
    final List<LeafVerdict.Unowned> unowned = new ArrayList<>();

    final List<LeafVerdict.Settled> settled = new ArrayList<>();
    final List<Internal.Erased> erased = new ArrayList<>();
    final Set<NoticeDigest> notices = new HashSet<>();

    public LedgerInspection(
            VaultStore store,
            SignedHeads heads,
            int epoch,
            KeptCheckpoint since,
            Findings findings,
            Consumer<Inspection.Step> progress) {
        this.store = store;
        this.heads = heads;
        this.epoch = epoch;
        this.since = since;
        this.findings = findings;
        this.progress = progress;
    }

    /// Where leaves go to be read.
    public interface Leaves {
        void check(List<LeafRow> leaves, Map<Long, byte[]> internals);
    }

    /// Walks the epoch.
    ///
    /// @return how many leaves it has
    public long check(Leaves leaves) {
        // The newest head is read first: what it covers was committed before.
        SignedCheckpoint newest = heads.newestSigned();
        CommitState state;
        List<byte[]> stored;
        List<VerifierKey> keys;
        try (ReadSession read = store.read()) {
            state = read.state();
            stored = read.checkpoints(epoch);
            keys = keys(read);
        }
        boolean open = epoch == state.epoch();
        if (!keys.isEmpty()) {
            since.seek(epoch, keys);
            stored.forEach(note -> checkpoint(() -> SignedCheckpoint.parse(note), keys));
            if (open) {
                checkpoint(() -> newest, keys);
            }
        }
        compareSigned();
        long size = walk(open ? state.size() : Long.MAX_VALUE, leaves);
        since.leave();
        signed.keySet()
                .forEach(unreached ->
                        findings.add(
                                FindingCode.CHECKPOINT_ROOT,
                                LedgerPlace.checkpoint(epoch, unreached)));
        if (open) {
            if (whole && !Arrays.equals(tree.head().root().bytes(), state.root())) {
                findings.add(FindingCode.TREE_ROOT, LedgerPlace.tree(epoch, state.size()));
            }
            beyond();
        }
        return size;
    }

    private List<VerifierKey> keys(ReadSession read) {
        byte[] id = ByteBuffer.allocate(4).putInt(epoch).array();
        Optional<byte[]> origin = read.document(DocumentKind.ORIGIN, id);
        try {
            if (origin.isPresent()) {
                return heads.keys(new String(origin.get(), StandardCharsets.UTF_8));
            }
        } catch (IllegalArgumentException e) {
            // No name that a key could have: as good as missing.
        }
        findings.add(FindingCode.ORIGIN_MISSING, "epoch " + epoch);
        return List.of();
    }

    /// Reads a note that may be no checkpoint at all.
    private interface Note {
        SignedCheckpoint read();
    }

    private void checkpoint(Note note, List<VerifierKey> keys) {
        try {
            Checkpoint checkpoint = note.read().verifyAny(keys);
            TreeHead claim = checkpoint.head();
            signed.computeIfAbsent(claim.size(), _ -> new ArrayList<>()).add(claim.root());
        } catch (LedgerFault | IllegalArgumentException e) {
            findings.add(FindingCode.CHECKPOINT_SIGNATURE, "epoch " + epoch);
        }
    }

    private void compareSigned() {
        since.compare(tree.size(), tree::head);
        List<Hash> roots = signed.remove(tree.size());
        if (roots != null) {
            Hash root = tree.head().root();
            if (!roots.stream().allMatch(root::equals)) {
                findings.add(
                        FindingCode.CHECKPOINT_ROOT, LedgerPlace.checkpoint(epoch, tree.size()));
            }
        }
    }

    private long walk(long size, Leaves leaves) {
        long seen = 0;
        for (long from = 0; from < size; from += CHUNK) {
            List<LeafRow> rows;
            Map<Long, byte[]> internals;
            try (ReadSession read = store.read()) {
                long first = LedgerHead.idx(epoch, from);
                long end = LedgerHead.idx(epoch, Math.min(from + CHUNK, size));
                rows = read.leavesBetween(first, end);
                if (rows.isEmpty() && size == Long.MAX_VALUE) {
                    return seen;
                }
                internals = internals(read, rows, first, end);
                grow(read, rows, from, Math.min(from + CHUNK, size));
            }
            seen += rows.size();
            leaves.check(rows, internals);
            if (from > 0 && from % SAY_EVERY == 0) {
                progress.accept(new Inspection.Step(Inspection.Stage.LEAVES, from));
            }
        }
        return seen;
    }

    private Map<Long, byte[]> internals(
            ReadSession read, List<LeafRow> rows, long first, long end) {
        var internals = new HashMap<Long, byte[]>(rows.size() * 2);
        for (InternalRow row : read.internalsBetween(first, end)) {
            internals.put(row.idx(), row.ct());
        }
        if (internals.size() > rows.size() || whole) {
            var known = new HashSet<Long>(rows.size() * 2);
            rows.forEach(row -> known.add(row.idx()));
            internals.keySet().stream()
                    .filter(idx -> !known.contains(idx))
                    .sorted()
                    .forEach(idx ->
                            findings.add(FindingCode.INTERNAL_ORPHAN, LedgerPlace.leaf(idx)));
        }
        return internals;
    }

    /// Appends leaves as long as none is missing; past a gap no hash can be right.
    private void grow(ReadSession read, List<LeafRow> rows, long from, long end) {
        long expected = from;
        for (LeafRow row : rows) {
            if (Ledger.index(row.idx()) != expected) {
                break;
            }
            if (whole) {
                for (FullTile tile : tree.append(row.entry())) {
                    compare(read, tile);
                }
                compareSigned();
            }
            expected++;
        }
        if (expected < end && (epochIsOpen(read) || expected < from + rows.size())) {
            whole = false;
            findings.add(
                    FindingCode.LEAF_MISSING, LedgerPlace.leaf(LedgerHead.idx(epoch, expected)));
        }
    }

    private boolean epochIsOpen(ReadSession read) {
        return read.state().epoch() == epoch;
    }

    private void compare(ReadSession read, FullTile computed) {
        String place = LedgerPlace.tile(epoch, computed.level(), computed.index());
        Optional<byte[]> stored = read.tile(epoch, computed.level(), computed.index());
        if (stored.isEmpty()) {
            missingTiles++;
            findings.add(FindingCode.TILE_MISSING, place);
        } else if (!Arrays.equals(stored.get(), computed.tile().bytes())) {
            findings.add(FindingCode.TILE_MISMATCH, place);
        }
    }

    /// What stands past the end of the tree.
    private void beyond() {
        try (ReadSession read = store.read()) {
            CommitState state = read.state();
            long end = LedgerHead.idx(epoch, state.size());
            for (LeafRow row : read.leavesBetween(end, Long.MAX_VALUE)) {
                findings.add(FindingCode.LEAF_EXTRA, LedgerPlace.leaf(row.idx()));
            }
            for (InternalRow row : read.internalsBetween(end, Long.MAX_VALUE)) {
                findings.add(FindingCode.INTERNAL_ORPHAN, LedgerPlace.leaf(row.idx()));
            }
            long full = 0;
            for (long left = state.size() >>> 8; left > 0; left >>>= 8) {
                full += left;
            }
            long extra = read.countTiles(epoch) - (full - missingTiles);
            if (whole && extra > 0) {
                findings.add(FindingCode.TILE_EXTRA, "epoch " + epoch);
            }
        }
    }

    /// Goes on from an earlier epoch.
    void follow(LedgerInspection earlier) {
        unowned.addAll(earlier.unowned);
        settled.addAll(earlier.settled);
        erased.addAll(earlier.erased);
        notices.addAll(earlier.notices);
        lastHour = earlier.lastHour;
    }

    void take(LeafVerdict verdict) {
        findings.addAll(verdict.findings);
        if (lastHour.isPresent()
                && verdict.first.isPresent()
                && verdict.first.get().isBefore(lastHour.get())) {
            findings.add(FindingCode.LEAF_ORDER, "between two chunks of epoch " + epoch);
        }
        lastHour = verdict.last.or(() -> lastHour);
        unowned.addAll(verdict.unowned);
        settled.addAll(verdict.settled);
        erased.addAll(verdict.erased);
        notices.addAll(verdict.notices);
    }
}
