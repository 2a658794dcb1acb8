package custos.ledger;

import java.util.Arrays;

/// A hash tile: 1 to 256 neighbouring hashes of one tile level, 32 bytes each, 8,192 bytes when
/// full (c2sp.org/tlog-tiles). Immutable.
public final class HashTile {
    /// Hashes of a full tile.
    public static final int FULL_WIDTH = 256;

    /// Bytes of a full tile.
    public static final int FULL_BYTES = FULL_WIDTH * Hash.BYTES;

    /// Heights of the tree that one tile level spans.
    static final int HEIGHT = 8;

    private final byte[] bytes;

    private HashTile(byte[] bytes) {
        this.bytes = bytes;
    }

    /// A copy of the bytes of a tile: 1 to 256 whole hashes.
    public static HashTile of(byte[] bytes) {
        return first(bytes, bytes.length);
    }

    static HashTile first(byte[] bytes, int length) {
        if (length == 0 || length > FULL_BYTES || length % Hash.BYTES != 0) {
            throw new IllegalArgumentException("a hash tile is 1 to 256 hashes of 32 bytes");
        }
        return new HashTile(Arrays.copyOf(bytes, length));
    }

    /// Number of hashes, 1 to 256.
    public int width() {
        return bytes.length / Hash.BYTES;
    }

    /// Whether all 256 hashes stand.
    public boolean isFull() {
        return bytes.length == FULL_BYTES;
    }

    /// The bytes as served and stored, a copy.
    public byte[] bytes() {
        return bytes.clone();
    }

    /// The hash at a position below the width.
    public Hash hash(int position) {
        return node(0, position);
    }

    /// The root over a full tile: what stands for it one level up.
    public Hash root() {
        return node(HEIGHT, 0);
    }

    /// The narrower tile that an earlier, smaller tree had in this place.
    public HashTile first(int width) {
        if (width < 1 || width > width()) {
            throw new IllegalArgumentException("this tile has 1 to " + width() + " hashes");
        }
        return width == width() ? this : first(bytes, width * Hash.BYTES);
    }

    void copyTo(byte[] to) {
        System.arraycopy(bytes, 0, to, 0, bytes.length);
    }

    /// The perfect subtree of 2^height of this tile's hashes.
    Hash node(int height, int index) {
        int count = 1 << height;
        if (index < 0 || (index + 1) * count > width()) {
            throw new IllegalArgumentException("a subtree lies inside its tile");
        }
        return height == 0
                ? Hash.at(bytes, index * Hash.BYTES)
                : new TreeHasher().perfect(bytes, index * count * Hash.BYTES, count);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HashTile that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "hash tile of " + width();
    }
}
