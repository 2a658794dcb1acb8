package custos.ledger;

import java.security.MessageDigest;
import java.util.Arrays;

/// A SHA-256 hash in the tree: exactly 32 bytes, immutable. Public, so compared without care for
/// time.
public final class Hash {
    /// Bytes of one hash.
    public static final int BYTES = 32;

    /// The root of the tree without leaves: SHA-256 of nothing (RFC 9162, 2.1.1).
    public static final Hash EMPTY_ROOT = new Hash(new TreeHasher().ofNothing());

    private final byte[] bytes;

    private Hash(byte[] bytes) {
        this.bytes = bytes;
    }

    /// A copy of 32 bytes as a hash.
    public static Hash of(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("a hash is exactly 32 bytes, not " + bytes.length);
        }
        return new Hash(bytes.clone());
    }

    /// The hash that a line of canonical base64 spells: 44 characters, with padding.
    public static Hash parse(String base64) {
        return of(StrictText.base64(base64, "a hash"));
    }

    /// SHA-256 of 0x00 and the entry (RFC 9162, 2.1.1).
    public static Hash ofLeaf(byte[] entry) {
        var hash = new byte[BYTES];
        new TreeHasher().leaf(entry, hash, 0);
        return new Hash(hash);
    }

    /// SHA-256 of 0x01 and both children (RFC 9162, 2.1.1).
    public static Hash ofNode(Hash left, Hash right) {
        return new TreeHasher().node(left, right);
    }

    static Hash at(byte[] from, int offset) {
        return new Hash(Arrays.copyOfRange(from, offset, offset + BYTES));
    }

    /// The 32 bytes, a copy.
    public byte[] bytes() {
        return bytes.clone();
    }

    /// Canonical base64, as checkpoints and proofs carry it.
    public String base64() {
        return StrictText.base64(bytes);
    }

    void copyTo(byte[] to, int offset) {
        System.arraycopy(bytes, 0, to, offset, BYTES);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Hash that && MessageDigest.isEqual(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return base64();
    }
}
