package custos.ledger;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// The proof that a tree of `to` leaves begins with the tree of `from` leaves (RFC 9162, 2.1.4).
/// From the empty tree nothing can be proven, so only 0 to 0 stands there.
///
/// @param from leaves of the older tree
/// @param to leaves of the newer tree, at least `from`
/// @param path at most 64 hashes, none when the sizes are equal
public record ConsistencyProof(long from, long to, List<Hash> path) {
    private static final int MAX_PATH = 64;

    public ConsistencyProof {
        checkSizes(from, to);
        path = List.copyOf(path);
        if (path.size() > MAX_PATH || path.isEmpty() != (from == to)) {
            throw new IllegalArgumentException(
                    "a consistency proof has 1 to 64 hashes, and none between equal sizes");
        }
    }

    /// The proof that a source of hashes gives.
    public static ConsistencyProof of(HashSource hashes, long from, long to) {
        checkSizes(from, to);
        var path = new ArrayList<Hash>();
        long begin = 0;
        long end = to;
        while (end > from) {
            long middle = begin + Subtree.split(end - begin);
            if (from <= middle) {
                path.add(Subtree.hash(hashes, middle, end));
                end = middle;
            } else {
                path.add(Subtree.hash(hashes, begin, middle));
                begin = middle;
            }
        }
        // The older tree itself needs no hash while it is still the whole left side.
        if (begin > 0) {
            path.add(Subtree.hash(hashes, begin, end));
        }
        Collections.reverse(path);
        return new ConsistencyProof(from, to, path);
    }

    /// Refuses unless the newer tree contains the older one unchanged (RFC 9162, 2.1.4.2).
    public void verify(TreeHead older, TreeHead newer) {
        if (older.size() != from || newer.size() != to) {
            throw new LedgerFault.ProofRefused("the consistency proof is for other tree sizes");
        }
        boolean consistent = from == to ? older.equals(newer) : leadsTo(older, newer);
        if (!consistent) {
            throw new LedgerFault.ProofRefused("the newer tree does not contain the older one");
        }
    }

    private boolean leadsTo(TreeHead older, TreeHead newer) {
        var hasher = new TreeHasher();
        var rest = new ArrayList<>(path);
        // A power of two is a perfect subtree of the newer tree: the proof begins with its root.
        boolean perfect = Long.bitCount(from) == 1;
        var oldRoot = perfect ? older.root() : rest.removeFirst();
        var newRoot = oldRoot;
        int skip = Long.numberOfTrailingZeros(from);
        long node = (from - 1) >>> skip;
        long last = (to - 1) >>> skip;
        for (var sibling : rest) {
            if (last == 0) {
                return false;
            }
            if ((node & 1) == 1 || node == last) {
                oldRoot = hasher.node(sibling, oldRoot);
                newRoot = hasher.node(sibling, newRoot);
                while ((node & 1) == 0 && node != 0) {
                    node >>>= 1;
                    last >>>= 1;
                }
            } else {
                newRoot = hasher.node(newRoot, sibling);
            }
            node >>>= 1;
            last >>>= 1;
        }
        return last == 0 && oldRoot.equals(older.root()) && newRoot.equals(newer.root());
    }

    private static void checkSizes(long from, long to) {
        if (from < 0 || from > to || (from == 0 && to > 0)) {
            throw new IllegalArgumentException(
                    "a consistency proof has 1 <= from <= to, or 0 to 0");
        }
    }
}
