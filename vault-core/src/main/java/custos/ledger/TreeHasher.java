package custos.ledger;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// The two hash functions of the tree with one reused digest: no allocation a leaf. For one thread
/// at a time.
final class TreeHasher {
    private static final byte LEAF = 0;
    private static final byte NODE = 1;

    private final MessageDigest digest = sha256();
    private final byte[] scratch = new byte[HashTile.FULL_BYTES];

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    byte[] ofNothing() {
        return digest.digest();
    }

    void leaf(byte[] entry, byte[] to, int offset) {
        digest.update(LEAF);
        digest.update(entry);
        finish(to, offset);
    }

    /// Reads both children before it writes, so that `to` may be one of them.
    void node(byte[] left, int leftAt, byte[] right, int rightAt, byte[] to, int offset) {
        digest.update(NODE);
        digest.update(left, leftAt, Hash.BYTES);
        digest.update(right, rightAt, Hash.BYTES);
        finish(to, offset);
    }

    Hash node(Hash left, Hash right) {
        var pair = new byte[2 * Hash.BYTES];
        left.copyTo(pair, 0);
        right.copyTo(pair, Hash.BYTES);
        node(pair, 0, pair, Hash.BYTES, pair, 0);
        return Hash.at(pair, 0);
    }

    /// The root of the perfect tree over `count` hashes, a power of two up to 256, read from
    /// `offset`.
    Hash perfect(byte[] hashes, int offset, int count) {
        System.arraycopy(hashes, offset, scratch, 0, count * Hash.BYTES);
        for (int width = count; width > 1; width /= 2) {
            for (int i = 0; i < width; i += 2) {
                int left = i * Hash.BYTES;
                node(scratch, left, scratch, left + Hash.BYTES, scratch, left / 2);
            }
        }
        return Hash.at(scratch, 0);
    }

    private void finish(byte[] to, int offset) {
        try {
            digest.digest(to, offset, Hash.BYTES);
        } catch (DigestException e) {
            throw new IllegalStateException("a hash has 32 bytes of room", e);
        }
    }
}
