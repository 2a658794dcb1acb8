package custos.crypto;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// One half of what a leaf commits to, with what it takes to recompute the commitment: this half's
/// key, its text, and the digest of the other half. For the subject these are k1, c2 and the
/// subject; for the internal half k2, c1 and the internal.
///
/// In bytes `length u32 | key 32 | other 32 | text | zeros to a multiple of 256`.
public final class LedgerHalf {
    /// The longest text, in bytes: 1 MiB.
    public static final int MAX_BYTES = 1 << 20;

    private static final int FIXED = 4 + 32 + 32;

    private final byte[] key;
    private final byte[] other;
    private final byte[] text;

    /// Keeps the arrays without a copy: they must not be changed.
    ///
    /// @param key k1 or k2, 32 bytes
    /// @param other c2 or c1, 32 bytes
    /// @param text the stored bytes of the subject or the internal
    public LedgerHalf(byte[] key, byte[] other, byte[] text) {
        this.key = Check.length(key, 32, "the key of a commitment");
        this.other = Check.length(other, 32, "the digest of the other half");
        if (text.length > MAX_BYTES) {
            throw new IllegalArgumentException("an opening's text is at most 1 MiB");
        }
        this.text = text;
    }

    static LedgerHalf decode(byte[] padded, String what) {
        if (padded.length < FIXED) {
            throw new CryptoFault.Damaged(what);
        }
        int length = ByteBuffer.wrap(padded).getInt();
        if (length < 0 || length > MAX_BYTES || padded.length != paddedLength(length)) {
            throw new CryptoFault.Damaged(what);
        }
        for (int i = FIXED + length; i < padded.length; i++) {
            if (padded[i] != 0) {
                throw new CryptoFault.Damaged(what);
            }
        }
        return new LedgerHalf(
                Arrays.copyOfRange(padded, 4, 36),
                Arrays.copyOfRange(padded, 36, FIXED),
                Arrays.copyOfRange(padded, FIXED, FIXED + length));
    }

    byte[] encode() {
        byte[] out = new byte[paddedLength(text.length)];
        ByteBuffer.wrap(out).putInt(text.length).put(key).put(other).put(text);
        return out;
    }

    private static int paddedLength(int textLength) {
        return (FIXED + textLength + 255) & ~255;
    }

    /// k1 of a subject, k2 of an internal.
    public byte[] key() {
        return key;
    }

    /// c2 beside a subject, c1 beside an internal.
    public byte[] other() {
        return other;
    }

    public byte[] text() {
        return text;
    }

    @Override
    public String toString() {
        return "LedgerHalf[" + text.length + " bytes]";
    }
}
