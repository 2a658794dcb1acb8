package custos.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import custos.event.Act;
import custos.event.ActType;
import custos.event.Leaf;
import custos.ledger.Checkpoint;
import custos.ledger.EntryBundle;
import custos.ledger.Frontier;
import custos.ledger.FullTile;
import custos.ledger.HashTile;
import custos.ledger.NoteSigner;
import custos.ledger.TilePath;
import custos.ledger.TileTree;
import custos.ledger.TreeHead;
import custos.ledger.TreeView;
import custos.policy.ChannelId;
import custos.policy.PurposeId;
import custos.proof.LedgerCheck;
import custos.proof.LedgerFinding;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Verifies a published ledger of many leaves as an auditor does, with `custos verify --ledger`'s
/// own check: the signature, every entry parsed, hashed and held against its tile, every tile, the
/// root. The files lie in memory, so that neither disk nor network is measured. Beside it the bare
/// SHA-256 of the same entries.
final class LedgerRun {
    private static final Instant BEGAN = Instant.parse("2026-01-01T00:00:00Z");
    private static final int LEAVES_AN_HOUR = 1_000;
    private static final String ORIGIN = "shop.example.org/custos/bench/0";

    private final NoteSigner signer = NoteSigner.of(ORIGIN, new byte[32]);
    private final Map<String, byte[]> files = new HashMap<>();
    private final List<byte[]> entries = new ArrayList<>();
    private final TreeHead head;

    LedgerRun(int leaves) {
        TileTree tree = TileTree.empty();
        for (int i = 0; i < leaves; i++) {
            byte[] entry = entry(i);
            entries.add(entry);
            for (FullTile full : tree.append(entry)) {
                file(new TilePath.Hashes(full.level(), full.index(), 256), full.tile());
            }
            if (entries.size() % 256 == 0) {
                bundle(256);
            }
        }
        if (leaves % 256 > 0) {
            bundle(leaves % 256);
        }
        edge(tree, leaves);
        this.head = tree.head();
        String checkpoint = Checkpoint.of(ORIGIN, head).sign(signer).text();
        files.put("checkpoint", checkpoint.getBytes(UTF_8));
    }

    /// A consent, as long as one is.
    private static byte[] entry(int i) {
        byte[] commitment = new byte[32];
        ByteBuffer.wrap(commitment).putInt(i);
        var act =
                Act.of(
                        ActType.CONSENT_WITHDRAWN,
                        new PurposeId("newsletter"),
                        new ChannelId("email"));
        return new Leaf(BEGAN.plus(i / LEAVES_AN_HOUR, ChronoUnit.HOURS), List.of(act), commitment)
                .encode();
    }

    private void bundle(int width) {
        int end = entries.size();
        String path = new TilePath.Entries((end - 1) / 256, width).path();
        files.put(path, EntryBundle.encode(entries.subList(end - width, end)));
    }

    private void edge(TileTree tree, int leaves) {
        TreeView view = tree.view((_, _) -> Optional.empty());
        for (int level = 0; leaves >>> (8 * level) > 0; level++) {
            int index = (leaves >>> (8 * level)) / 256;
            int width = TreeView.width(leaves, level, index);
            if (width > 0) {
                file(new TilePath.Hashes(level, index, width), view.tile(level, index, width));
            }
        }
    }

    private void file(TilePath path, HashTile tile) {
        files.put(path.path(), tile.bytes());
    }

    /// @return seconds
    double verify() {
        long start = System.nanoTime();
        var report =
                LedgerCheck.run(
                        (path, _) -> Optional.ofNullable(files.get(path)),
                        signer.key(),
                        Optional.empty(),
                        LedgerRun::fail);
        require(report.leaves() == entries.size());
        return (System.nanoTime() - start) / 1e9;
    }

    private static void fail(LedgerFinding finding) {
        throw new IllegalStateException(finding.code().code() + " " + finding.place());
    }

    /// @return seconds for the root alone, on one thread, without parsing or comparing anything
    double root() {
        long start = System.nanoTime();
        Frontier frontier = Frontier.empty();
        entries.forEach(frontier::append);
        require(frontier.head().equals(head));
        return (System.nanoTime() - start) / 1e9;
    }

    /// @return seconds for SHA-256 of every entry, on one thread: what no verification can do
    ///   without
    double bare() {
        try {
            long start = System.nanoTime();
            var sha256 = MessageDigest.getInstance("SHA-256");
            int sum = 0;
            for (byte[] entry : entries) {
                sum += sha256.digest(entry)[0];
            }
            require(sum != Integer.MIN_VALUE);
            return (System.nanoTime() - start) / 1e9;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static void require(boolean holds) {
        if (!holds) {
            throw new IllegalStateException("the ledger does not verify");
        }
    }
}
