package custos.ledger;

import java.util.List;

/// A small tree held whole in memory: the rows of one batch leaf, each provable on its own. Entries
/// are hashed as leaves of RFC 9162, 2.1.1. Immutable.
public final class Batch implements HashSource {
    private static final int MAX_ENTRIES = 65_536;

    private final byte[][] heights;
    private final int size;

    private Batch(byte[][] heights, int size) {
        this.heights = heights;
        this.size = size;
    }

    /// The tree over these entries in this order, at most 65,536.
    public static Batch of(List<byte[]> entries) {
        if (entries.size() > MAX_ENTRIES) {
            throw new IllegalArgumentException("a batch has at most 65,536 entries");
        }
        var hasher = new TreeHasher();
        var leaves = new byte[entries.size() * Hash.BYTES];
        int at = 0;
        for (var entry : entries) {
            hasher.leaf(entry, leaves, at);
            at += Hash.BYTES;
        }
        return over(leaves, hasher);
    }

    private static Batch over(byte[] leaves, TreeHasher hasher) {
        int size = leaves.length / Hash.BYTES;
        var heights = new byte[Integer.SIZE - Integer.numberOfLeadingZeros(size)][];
        for (int height = 0; height < heights.length; height++) {
            heights[height] = height == 0 ? leaves : parents(heights[height - 1], hasher);
        }
        return new Batch(heights, size);
    }

    private static byte[] parents(byte[] children, TreeHasher hasher) {
        int count = children.length / Hash.BYTES / 2;
        var parents = new byte[count * Hash.BYTES];
        for (int at = 0; at < parents.length; at += Hash.BYTES) {
            hasher.node(children, 2 * at, children, 2 * at + Hash.BYTES, parents, at);
        }
        return parents;
    }

    /// Number of entries and their root.
    public TreeHead head() {
        return TreeHead.of(this, size);
    }

    /// The path from entry `index` to the root.
    public InclusionProof inclusion(int index) {
        return InclusionProof.of(this, index, size);
    }

    @Override
    public Hash node(int height, long index) {
        return Hash.at(heights[height], Math.toIntExact(index * Hash.BYTES));
    }
}
