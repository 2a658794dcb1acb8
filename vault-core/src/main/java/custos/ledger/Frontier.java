package custos.ledger;

import java.util.List;

/// The right edge of a growing tree: one hash for each one bit of its size, all that appending
/// needs. For one thread at a time; appending allocates nothing.
public final class Frontier {
    private static final int HEIGHTS = 63;

    private final TreeHasher hasher = new TreeHasher();
    private final byte[] carry = new byte[Hash.BYTES];
    private final byte[] peaks = new byte[HEIGHTS * Hash.BYTES];
    private long size;

    private Frontier() {}

    /// The edge of the tree without leaves.
    public static Frontier empty() {
        return new Frontier();
    }

    /// The edge of a tree of `size` leaves whose hashes a source holds.
    public static Frontier of(HashSource hashes, long size) {
        var frontier = new Frontier();
        for (var peak : Subtree.covering(0, size)) {
            var hash = hashes.node(peak.height(), peak.index());
            hash.copyTo(frontier.peaks, peak.height() * Hash.BYTES);
        }
        frontier.size = size;
        return frontier;
    }

    /// Appends one entry, hashed as RFC 9162, 2.1.1 says.
    public void append(byte[] entry) {
        append(entry, (_, _, _) -> {});
    }

    /// Appends one leaf by its hash.
    public void append(Hash leaf) {
        append(leaf, (_, _, _) -> {});
    }

    void append(byte[] entry, Completed completed) {
        hasher.leaf(entry, carry, 0);
        push(completed);
    }

    void append(Hash leaf, Completed completed) {
        leaf.copyTo(carry, 0);
        push(completed);
    }

    private void push(Completed completed) {
        int height = 0;
        completed.subtree(height, size, carry);
        while ((size >>> height & 1) == 1) {
            hasher.node(peaks, height * Hash.BYTES, carry, 0, carry, 0);
            height++;
            completed.subtree(height, size >>> height, carry);
        }
        System.arraycopy(carry, 0, peaks, height * Hash.BYTES, Hash.BYTES);
        size++;
    }

    /// Leaves so far.
    public long size() {
        return size;
    }

    /// Size and root now; about log2(size) hashes, or one copy when the size is a power of two.
    public TreeHead head() {
        return TreeHead.of((height, _) -> Hash.at(peaks, height * Hash.BYTES), size);
    }

    /// The hashes of the edge from left to right, largest subtree first.
    public List<Hash> peaks() {
        return Subtree.covering(0, size).stream()
                .map(peak -> Hash.at(peaks, peak.height() * Hash.BYTES))
                .toList();
    }

    /// An edge of its own, equal to this one now.
    public Frontier copy() {
        var copy = new Frontier();
        System.arraycopy(peaks, 0, copy.peaks, 0, peaks.length);
        copy.size = size;
        return copy;
    }

    /// Told of every perfect subtree that an append completes, from the leaf up.
    interface Completed {
        void subtree(int height, long index, byte[] hash);
    }
}
