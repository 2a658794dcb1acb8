package custos.vault.restore;

import custos.backup.BackupFault;
import custos.backup.BundleInput;
import custos.backup.BundleRow;
import custos.backup.KeyTrail;
import custos.backup.Manifest;
import custos.crypto.CryptoFault;
import custos.crypto.Internals;
import custos.crypto.LedgerHalf;
import custos.event.Internal;
import custos.event.Internal.Erased;
import custos.event.Leaf;
import custos.ledger.FullTile;
import custos.ledger.TileTree;
import custos.ledger.TreeHead;
import custos.store.CommitState;
import custos.store.InternalRow;
import custos.store.LeafRow;
import custos.store.RowChange;
import custos.store.Staged;
import custos.store.TileRow;
import custos.store.VaultStore;
import custos.store.WriteSession;
import custos.vault.core.Core;
import custos.vault.core.LeafIndex;
import custos.vault.core.LedgerPlace;
import custos.vault.writer.LedgerHead;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Puts the leaves of two bundles into an empty store, in order and under the very roots that the
/// bundles name: those of the data bundle first, then those of the key bundle, of all epochs. For
/// one use.
final class RestoredLedger {
    private static final int GROUP = 1000;

    private final VaultStore store;
    private final Internals internals;
    private final Manifest data;
    private final Manifest keys;
    private final Map<Integer, List<RowChange>> checkpoints;
    private final List<LeafRow> leaves = new ArrayList<>();
    private final Map<Long, byte[]> halves = new HashMap<>();
    private TileTree tree = TileTree.empty();
    private int epoch;
    private boolean compared;

    /// Which leaf commits to what.
    final LeafIndex index = new LeafIndex();

    /// What the ledger says was destroyed, and on which day.
    final List<Told> told = new ArrayList<>();

    record Told(Erased what, int day) {}

    /// @param checkpoints the rows of stored checkpoints, by epoch
    RestoredLedger(
            VaultStore store,
            Internals internals,
            Manifest data,
            Manifest keys,
            Map<Integer, List<RowChange>> checkpoints) {
        this.store = store;
        this.internals = internals;
        this.data = data;
        this.keys = keys;
        this.checkpoints = checkpoints;
    }

    /// Reads both bundles from their beginning.
    ///
    /// @return the tree of the newest epoch
    /// @throws BackupFault.Unfit when a leaf is missing, or the two tell different histories
    TileTree restore(BundleInput dataRows, KeyTrail trail) {
        take(dataRows, 0, keys.leavesFrom());
        trail.each((keyRows, _) -> take(keyRows, keys.leavesFrom(), Long.MAX_VALUE));
        flush();
        while (epoch < keys.end().epoch()) {
            nextEpoch();
        }
        boolean whole =
                tree.size() == keys.end().size()
                        && Arrays.equals(tree.head().root().bytes(), keys.end().root());
        if (!whole || (!compared && data.end().size() > 0)) {
            throw anotherHistory();
        }
        stage(List.of(), checkpoints.getOrDefault(epoch, List.of()));
        return tree;
    }

    private static BackupFault anotherHistory() {
        return new BackupFault.Unfit(
                "the data bundle and the key bundle tell two different histories");
    }

    private void take(BundleInput rows, long from, long end) {
        for (var row = rows.next(); row.isPresent(); row = rows.next()) {
            switch (row.get()) {
                case BundleRow.Leaf(LeafRow leaf) when leaf.idx() >= from && leaf.idx() < end -> {
                    if (!halves.isEmpty() && leaves.size() >= GROUP) {
                        flush();
                    }
                    leaves.add(leaf);
                }
                case BundleRow.Internal(InternalRow half)
                        when half.idx() >= from && half.idx() < end ->
                        halves.put(half.idx(), half.ct());
                default -> {
                    // Not of the ledger, or a leaf that the other bundle gives.
                }
            }
        }
    }

    /// Leaves are only written with their halves, so a group ends where both are there.
    private void flush() {
        var group = new ArrayList<LeafRow>(GROUP);
        for (LeafRow leaf : leaves) {
            while (LedgerPlace.epoch(leaf.idx()) > epoch) {
                write(group);
                group.clear();
                nextEpoch();
            }
            group.add(leaf);
            if (group.size() == GROUP) {
                write(group);
                group.clear();
            }
        }
        write(group);
        leaves.clear();
        halves.clear();
    }

    private void nextEpoch() {
        compare();
        stage(List.of(), checkpoints.getOrDefault(epoch, List.of()));
        epoch++;
        tree = TileTree.empty();
        stage(List.of(), List.of());
    }

    private void write(List<LeafRow> group) {
        if (!group.isEmpty()) {
            stage(group, List.of());
        }
    }

    private void stage(List<LeafRow> group, List<RowChange> rows) {
        var tiles = new ArrayList<TileRow>();
        try (WriteSession session = store.write()) {
            require(session.stage(Optional.empty(), rows));
            for (LeafRow leaf : group) {
                if (leaf.idx() != LedgerHead.idx(epoch, tree.size())) {
                    throw new BackupFault.Unfit(
                            LedgerPlace.leaf(LedgerHead.idx(epoch, tree.size()))
                                    + " is in neither bundle");
                }
                byte[] half = halves.getOrDefault(leaf.idx(), new byte[0]);
                require(
                        session.stage(
                                Optional.of(leaf),
                                half.length == 0
                                        ? List.of()
                                        : List.of(new RowChange.InsertInternal(half))));
                for (FullTile full : tree.append(leaf.entry())) {
                    tiles.add(new TileRow(epoch, full.level(), full.index(), full.tile().bytes()));
                }
                note(leaf, half);
                compare();
            }
            TreeHead head = tree.head();
            session.commit(
                    new CommitState(
                            epoch, head.size(), head.root().bytes(), keys.end().nextCustomer()),
                    tiles);
        }
    }

    /// A bundle that says one thing twice was not written by us.
    static void require(Staged staged) {
        if (!(staged instanceof Staged.Done)) {
            throw new BackupFault.Unfit("a row of the bundles stands twice");
        }
    }

    private void compare() {
        if (epoch == data.end().epoch() && tree.size() == data.end().size()) {
            compared = Arrays.equals(tree.head().root().bytes(), data.end().root());
            if (!compared) {
                throw anotherHistory();
            }
        }
    }

    /// What does not open is left to `verify`; it claims nothing here.
    private void note(LeafRow row, byte[] ct) {
        try {
            Leaf leaf = Leaf.parse(row.entry());
            index.add(leaf.commitment(), row.idx());
            if (ct.length > 0) {
                LedgerHalf half = internals.open(ct);
                Internal internal = Internal.parse(half.text());
                internal.rows().forEach(c1 -> index.add(c1, row.idx()));
                int day = Core.day(leaf.hour());
                internal.erased().forEach(what -> told.add(new Told(what, day)));
            }
        } catch (CryptoFault | IllegalArgumentException | DateTimeException e) {
            // Nothing of it is believed.
        }
    }
}
