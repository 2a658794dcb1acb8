package custos.ledger;

import java.util.ArrayList;
import java.util.List;

/// A perfect subtree: 2^height leaves, the first of them `index << height`.
record Subtree(int height, long index) {
    private static final int MAX_HEIGHT = 62;

    long first() {
        return index << height;
    }

    long end() {
        return (index + 1) << height;
    }

    /// The fewest perfect subtrees that cover [begin, end), from left to right. They grow, then
    /// shrink; from an aligned begin they only shrink, and folded from the right they give the
    /// Merkle tree hash of RFC 9162, 2.1.1.
    static List<Subtree> covering(long begin, long end) {
        if (begin < 0 || begin > end) {
            throw new IllegalArgumentException("a range has 0 <= begin <= end");
        }
        var subtrees = new ArrayList<Subtree>();
        for (long at = begin; at < end; at = subtrees.getLast().end()) {
            int aligned = at == 0 ? MAX_HEIGHT : Long.numberOfTrailingZeros(at);
            int fits = Long.SIZE - 1 - Long.numberOfLeadingZeros(end - at);
            int height = Math.min(aligned, fits);
            subtrees.add(new Subtree(height, at >>> height));
        }
        return subtrees;
    }

    /// The Merkle tree hash of the leaves [begin, end), at least one.
    static Hash hash(HashSource hashes, long begin, long end) {
        var hasher = new TreeHasher();
        var subtrees = covering(begin, end);
        var last = subtrees.removeLast();
        var root = hashes.node(last.height(), last.index());
        for (var left : subtrees.reversed()) {
            root = hasher.node(hashes.node(left.height(), left.index()), root);
        }
        return root;
    }

    /// Where RFC 9162 splits a tree of `size` leaves: the largest power of two below it.
    static long split(long size) {
        return Long.highestOneBit(size - 1);
    }
}
