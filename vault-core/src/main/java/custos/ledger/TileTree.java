package custos.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A growing tree that says which full tiles each append completes. It keeps the right edge and the
/// partial tile of every level, 8 KiB a level. For one writing thread; [#view] hands readers an
/// immutable picture. A group that may fail appends to a [#copy] and swaps it in after COMMIT.
public final class TileTree {
    /// 63 bits of size in steps of 8 heights.
    static final int LEVELS = 8;

    private static final int MASK = HashTile.FULL_WIDTH - 1;

    private final Frontier frontier;
    private final byte[] @Nullable [] partial = new byte[LEVELS][];
    private List<FullTile> completed = new ArrayList<>();

    private TileTree(Frontier frontier) {
        this.frontier = frontier;
    }

    /// The tree without leaves.
    public static TileTree empty() {
        return new TileTree(Frontier.empty());
    }

    /// The tree of `size` leaves from its full tiles and the `size` mod 256 entries after them. The
    /// caller compares [#head] with what it committed to: nothing here is believed before that.
    ///
    /// @throws LedgerFault.TileDamaged when a full tile is missing
    public static TileTree reopen(long size, FullTiles full, List<byte[]> lastEntries) {
        if (size < 0 || lastEntries.size() != (size & MASK)) {
            throw new IllegalArgumentException("a tree reopens with its last size mod 256 entries");
        }
        var edge = new ArrayList<Optional<HashTile>>();
        for (int level = 0; level < LEVELS; level++) {
            edge.add(edgeTile(size, level, full, lastEntries));
        }
        var tiles = new EdgeTiles(size, List.copyOf(edge), full);
        var tree = new TileTree(Frontier.of(new TileHashes(tiles, size), size));
        for (int level = 0; level < LEVELS; level++) {
            var buffer = tree.buffer(level);
            edge.get(level).ifPresent(tile -> tile.copyTo(buffer));
        }
        return tree;
    }

    private static Optional<HashTile> edgeTile(
            long size, int level, FullTiles full, List<byte[]> lastEntries) {
        int width = widthOfPartial(size, level);
        if (width == 0) {
            return Optional.empty();
        }
        return Optional.of(
                level == 0 ? leafTile(lastEntries) : upperTile(size, level, width, full));
    }

    private static HashTile leafTile(List<byte[]> entries) {
        var hasher = new TreeHasher();
        var bytes = new byte[entries.size() * Hash.BYTES];
        int at = 0;
        for (var entry : entries) {
            hasher.leaf(entry, bytes, at);
            at += Hash.BYTES;
        }
        return HashTile.of(bytes);
    }

    private static HashTile upperTile(long size, int level, int width, FullTiles full) {
        var bytes = new byte[width * Hash.BYTES];
        long first = (size >>> (level * HashTile.HEIGHT)) - width;
        for (int i = 0; i < width; i++) {
            stored(full, level - 1, first + i).root().copyTo(bytes, i * Hash.BYTES);
        }
        return HashTile.of(bytes);
    }

    static HashTile stored(FullTiles full, int level, long index) {
        Optional<HashTile> tile = full.find(level, index);
        if (tile.isEmpty() || !tile.get().isFull()) {
            var path = new TilePath.Hashes(level, index, HashTile.FULL_WIDTH).path();
            throw new LedgerFault.TileDamaged(path + " is missing or not full");
        }
        return tile.get();
    }

    static int widthOfPartial(long size, int level) {
        return (int) (size >>> (level * HashTile.HEIGHT)) & MASK;
    }

    /// Appends one entry; answers the full tiles it completes, lowest level first, mostly none.
    public List<FullTile> append(byte[] entry) {
        frontier.append(entry, this::take);
        return takeCompleted();
    }

    /// Appends one leaf by its hash.
    public List<FullTile> append(Hash leaf) {
        frontier.append(leaf, this::take);
        return takeCompleted();
    }

    private void take(int height, long index, byte[] hash) {
        if (height % HashTile.HEIGHT != 0) {
            return;
        }
        int level = height / HashTile.HEIGHT;
        int position = (int) index & MASK;
        var buffer = buffer(level);
        System.arraycopy(hash, 0, buffer, position * Hash.BYTES, Hash.BYTES);
        if (position == MASK) {
            completed.add(new FullTile(level, index >>> HashTile.HEIGHT, HashTile.of(buffer)));
        }
    }

    private List<FullTile> takeCompleted() {
        if (completed.isEmpty()) {
            return List.of();
        }
        var tiles = completed;
        completed = new ArrayList<>();
        return tiles;
    }

    private byte[] buffer(int level) {
        var buffer = partial[level];
        if (buffer == null) {
            buffer = new byte[HashTile.FULL_BYTES];
            partial[level] = buffer;
        }
        return buffer;
    }

    /// Leaves so far.
    public long size() {
        return frontier.size();
    }

    /// Size and root now.
    public TreeHead head() {
        return frontier.head();
    }

    /// A tree of its own, equal to this one now.
    public TileTree copy() {
        var copy = new TileTree(frontier.copy());
        for (int level = 0; level < LEVELS; level++) {
            var bytes = partial[level];
            copy.partial[level] = bytes == null ? null : bytes.clone();
        }
        return copy;
    }

    /// The tree as it is now, for readers of any thread; it stays so while this one grows.
    public TreeView view(FullTiles full) {
        var edge = new ArrayList<Optional<HashTile>>();
        for (int level = 0; level < LEVELS; level++) {
            int length = widthOfPartial(size(), level) * Hash.BYTES;
            edge.add(
                    length == 0
                            ? Optional.empty()
                            : Optional.of(HashTile.first(buffer(level), length)));
        }
        return TreeView.of(new EdgeTiles(size(), List.copyOf(edge), full), size());
    }
}
