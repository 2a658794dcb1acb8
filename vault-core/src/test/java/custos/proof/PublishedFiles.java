package custos.proof;

import static java.nio.charset.StandardCharsets.UTF_8;

import custos.event.Act;
import custos.event.ActType;
import custos.event.Leaf;
import custos.ledger.Checkpoint;
import custos.ledger.EntryBundle;
import custos.ledger.FullTile;
import custos.ledger.NoteSigner;
import custos.ledger.TilePath;
import custos.ledger.TileTree;
import custos.ledger.TreeView;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// A ledger of any size as it is published, in memory, to be damaged.
final class PublishedFiles implements LedgerSource {
    final NoteSigner signer = NoteSigner.of("shop.example.org/custos/1/0", SmallLedger.filled(7));
    final Map<String, byte[]> files = new HashMap<>();
    private final List<byte[]> entries = new ArrayList<>();

    PublishedFiles(int size) {
        for (int i = 0; i < size; i++) {
            byte[] commitment = new byte[32];
            ByteBuffer.wrap(commitment).putInt(i);
            var hour = SmallLedger.HOUR.plus(Duration.ofHours(i / 100));
            var act = Act.of(ActType.CUSTOMER_AMENDED);
            entries.add(new Leaf(hour, List.of(act), commitment).encode());
        }
        publish();
    }

    /// Puts an entry in another's place and publishes everything anew, signed.
    void rewrite(int index, byte[] entry) {
        entries.set(index, entry);
        publish();
    }

    /// A published file's own bytes, to be changed.
    byte[] file(String path) {
        return Objects.requireNonNull(files.get(path), path);
    }

    byte[] entry(int index) {
        return entries.get(index);
    }

    private void publish() {
        files.clear();
        TileTree tree = TileTree.empty();
        var full = new HashMap<String, FullTile>();
        for (byte[] entry : entries) {
            for (FullTile one : tree.append(entry)) {
                full.put(new TilePath.Hashes(one.level(), one.index(), 256).path(), one);
            }
        }
        full.forEach((path, one) -> files.put(path, one.tile().bytes()));
        TreeView view =
                tree.view((level, index) ->
                        Optional.ofNullable(full.get(new TilePath.Hashes(level, index, 256).path()))
                                .map(FullTile::tile));
        int size = entries.size();
        for (int level = 0; size >>> (8 * level) > 0; level++) {
            int index = (size >>> (8 * level)) / 256;
            int width = TreeView.width(size, level, index);
            if (width > 0) {
                files.put(
                        new TilePath.Hashes(level, index, width).path(),
                        view.tile(level, index, width).bytes());
            }
        }
        for (int first = 0; first < size; first += 256) {
            List<byte[]> some = entries.subList(first, Math.min(size, first + 256));
            files.put(
                    new TilePath.Entries(first / 256, some.size()).path(),
                    EntryBundle.encode(some));
        }
        files.put("checkpoint", checkpoint(view, size));
    }

    /// What this ledger signs at a size.
    byte[] checkpoint(int size) {
        TileTree tree = TileTree.empty();
        entries.subList(0, size).forEach(tree::append);
        return Checkpoint.of(signer.key().keyName().name(), tree.head())
                .sign(signer)
                .text()
                .getBytes(UTF_8);
    }

    private byte[] checkpoint(TreeView view, int size) {
        return Checkpoint.of(signer.key().keyName().name(), view.headAt(size))
                .sign(signer)
                .text()
                .getBytes(UTF_8);
    }

    @Override
    public Optional<byte[]> read(String path, int maxBytes) {
        return Optional.ofNullable(files.get(path));
    }
}
