package custos.ledger;

/// A tree of `size` leaves named by its root. The empty tree has one root only.
///
/// @param size leaves, 0 to 2^63-1
/// @param root the Merkle tree hash of all leaves (RFC 9162, 2.1.1)
public record TreeHead(long size, Hash root) {
    /// The head of the tree without leaves.
    public static final TreeHead EMPTY = new TreeHead(0, Hash.EMPTY_ROOT);

    public TreeHead {
        if (size < 0) {
            throw new IllegalArgumentException("a tree has 0 to 2^63-1 leaves");
        }
        if (size == 0 && !root.equals(Hash.EMPTY_ROOT)) {
            throw new IllegalArgumentException("the empty tree has the empty root");
        }
    }

    /// The head of the tree over hashes that a source holds.
    public static TreeHead of(HashSource hashes, long size) {
        return size == 0 ? EMPTY : new TreeHead(size, Subtree.hash(hashes, 0, size));
    }
}
