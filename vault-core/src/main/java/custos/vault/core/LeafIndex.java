package custos.vault.core;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.LongConsumer;

/// Finds leaves by what they commit to, or by a row of a batch, while there is no row yet that says
/// whose a leaf is. It keeps 8 bytes of each digest, so a find is a guess to be proven. For one
/// thread.
public final class LeafIndex {
    private long[] keys = new long[1 << 12];
    private long[] leaves = new long[1 << 12];
    private int size;

    public LeafIndex() {
        Arrays.fill(leaves, -1);
    }

    public void add(byte[] digest, long idx) {
        if (size * 2 > keys.length) {
            grow();
        }
        put(key(digest), idx);
    }

    /// Tells every leaf that may be meant.
    public void each(byte[] digest, LongConsumer found) {
        long key = key(digest);
        for (int at = slot(key); leaves[at] >= 0; at = at + 1 & keys.length - 1) {
            if (keys[at] == key) {
                found.accept(leaves[at]);
            }
        }
    }

    private void put(long key, long idx) {
        int at = slot(key);
        while (leaves[at] >= 0) {
            at = at + 1 & keys.length - 1;
        }
        keys[at] = key;
        leaves[at] = idx;
        size++;
    }

    private void grow() {
        long[] oldKeys = keys;
        long[] oldLeaves = leaves;
        keys = new long[oldKeys.length * 2];
        leaves = new long[oldKeys.length * 2];
        Arrays.fill(leaves, -1);
        size = 0;
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldLeaves[i] >= 0) {
                put(oldKeys[i], oldLeaves[i]);
            }
        }
    }

    private int slot(long key) {
        return (int) key & keys.length - 1;
    }

    private static long key(byte[] digest) {
        return ByteBuffer.wrap(digest).getLong();
    }
}
