package custos.ledger;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// The path from one leaf to the root of a tree of `size` leaves (RFC 9162, 2.1.3): sibling of the
/// leaf first. Its length follows from index and size; any other is refused.
///
/// @param index the leaf, below `size`
/// @param size leaves of the tree
/// @param path at most 63 hashes
public record InclusionProof(long index, long size, List<Hash> path) {
    public InclusionProof {
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException("a leaf's index lies below the size of its tree");
        }
        path = List.copyOf(path);
        if (path.size() != length(index, size)) {
            throw new IllegalArgumentException(
                    "this inclusion proof has exactly " + length(index, size) + " hashes");
        }
    }

    /// The proof that a source of hashes gives.
    public static InclusionProof of(HashSource hashes, long index, long size) {
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException("a leaf's index lies below the size of its tree");
        }
        var path = new ArrayList<Hash>();
        long begin = 0;
        long end = size;
        while (end - begin > 1) {
            long middle = begin + Subtree.split(end - begin);
            if (index < middle) {
                path.add(Subtree.hash(hashes, middle, end));
                end = middle;
            } else {
                path.add(Subtree.hash(hashes, begin, middle));
                begin = middle;
            }
        }
        Collections.reverse(path);
        return new InclusionProof(index, size, path);
    }

    /// The root that this path leads to from a leaf hash (RFC 9162, 2.1.3.2).
    public Hash root(Hash leaf) {
        var hasher = new TreeHasher();
        var root = leaf;
        long node = index;
        long last = size - 1;
        for (var sibling : path) {
            if ((node & 1) == 1 || node == last) {
                root = hasher.node(sibling, root);
                // A last node without a right sibling rises until it has a left one.
                while ((node & 1) == 0 && node != 0) {
                    node >>>= 1;
                    last >>>= 1;
                }
            } else {
                root = hasher.node(root, sibling);
            }
            node >>>= 1;
            last >>>= 1;
        }
        return root;
    }

    /// Refuses unless the leaf stands in the tree of this head.
    public void verify(Hash leaf, TreeHead head) {
        if (head.size() != size) {
            throw new LedgerFault.ProofRefused("the inclusion proof is for another tree size");
        }
        if (!root(leaf).equals(head.root())) {
            throw new LedgerFault.ProofRefused("the inclusion proof leads to another root");
        }
    }

    /// Levels below the common path with the last leaf, then one hash for each one bit above.
    private static int length(long index, long size) {
        int inner = Long.SIZE - Long.numberOfLeadingZeros(index ^ (size - 1));
        return inner + Long.bitCount(inner == Long.SIZE ? 0 : index >>> inner);
    }
}
