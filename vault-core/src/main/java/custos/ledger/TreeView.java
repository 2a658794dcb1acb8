package custos.ledger;

/// A tree at one size, read through its tiles: heads, proofs and tiles for that and every smaller
/// size. Immutable; as safe for threads as its source. What it answers is as true as the tiles:
/// compare a head's root with a signed one.
public final class TreeView implements TileSource {
    private final TileSource tiles;
    private final long size;

    private TreeView(TileSource tiles, long size) {
        this.tiles = tiles;
        this.size = size;
    }

    /// The first `size` leaves of a tiled log.
    public static TreeView of(TileSource tiles, long size) {
        if (size < 0) {
            throw new IllegalArgumentException("a tree has 0 to 2^63-1 leaves");
        }
        return new TreeView(tiles, size);
    }

    /// Leaves in view.
    public long size() {
        return size;
    }

    /// Size and root of the whole view.
    public TreeHead head() {
        return headAt(size);
    }

    /// Size and root when the tree had only so many leaves.
    public TreeHead headAt(long smaller) {
        return TreeHead.of(hashesUpTo(smaller), smaller);
    }

    /// The hash of one leaf.
    public Hash leaf(long index) {
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException("a leaf's index lies below the size of its tree");
        }
        return hashesUpTo(size).node(0, index);
    }

    /// The proof that a leaf stands in the tree of `smaller` leaves.
    public InclusionProof inclusion(long index, long smaller) {
        return InclusionProof.of(hashesUpTo(smaller), index, smaller);
    }

    /// The proof that the tree of `to` leaves begins with the tree of `from` leaves.
    public ConsistencyProof consistency(long from, long to) {
        return ConsistencyProof.of(hashesUpTo(to), from, to);
    }

    /// A tile as served. Whoever asks past the edge of this view is refused, also when the store
    /// already holds more: nothing is shown ahead of its checkpoint.
    @Override
    public HashTile tile(int level, long index, int width) {
        if (width < 1 || width > width(size, level, index)) {
            throw new IllegalArgumentException("the tree of this size has no such tile");
        }
        return tiles.tile(level, index, width);
    }

    /// Hashes that a tree of `size` leaves has in a place, 0 to 256.
    public static int width(long size, int level, long index) {
        if (level < 0 || level >= TileTree.LEVELS || index < 0 || index >= TilePath.INDEX_LIMIT) {
            return 0;
        }
        long standing = size >>> (level * HashTile.HEIGHT);
        long before = index * HashTile.FULL_WIDTH;
        return Math.clamp(standing - before, 0, HashTile.FULL_WIDTH);
    }

    private HashSource hashesUpTo(long smaller) {
        if (smaller < 0 || smaller > size) {
            throw new IllegalArgumentException("the tree in view has " + size + " leaves");
        }
        // Tiles are asked for at the view's own width: that is how they are stored and cached.
        return new TileHashes(tiles, size);
    }
}
