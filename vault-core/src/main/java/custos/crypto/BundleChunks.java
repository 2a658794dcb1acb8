package custos.crypto;

import java.nio.ByteBuffer;

/// The chunks of a bundle: 64 KiB each but the last, AES-256-GCM, the nonce `7 zeros | chunk u32 |
/// last u8` in no file. A chunk's place is in its nonce, so none can be moved, dropped or repeated,
/// and only the last one says so. For one thread.
final class BundleChunks implements AutoCloseable {
    /// Bytes of plaintext in a chunk that is not the last.
    static final int PLAIN = 64 * 1024;

    /// Bytes of a full chunk in the file.
    static final int SEALED = PLAIN + Aead.TAG;

    private static final byte[] NO_AAD = {};
    private static final int COUNTER_AT = 7;
    private static final int LAST_AT = 11;

    private final SecretBytes key;
    private final byte[] buffer = new byte[Aead.NONCE + SEALED];

    BundleChunks(SecretBytes key) {
        this.key = key;
    }

    /// Where an opened chunk is read from, or a sealed one is to be written from.
    ByteBuffer sealed(int length) {
        return ByteBuffer.wrap(buffer, Aead.NONCE, length);
    }

    /// Seals the first `length` bytes; the result is in [#sealed].
    ByteBuffer seal(long chunk, boolean last, byte[] plain, int length) {
        nonce(chunk, last);
        Aead.seal(key, NO_AAD, plain, length, buffer, 0);
        return sealed(length + Aead.TAG);
    }

    /// Opens the `length` bytes in [#sealed] to the start of `plain`.
    ///
    /// @return the bytes of plaintext
    int open(long chunk, boolean last, int length, byte[] plain) {
        if (length <= Aead.TAG) {
            throw new CryptoFault.Damaged(BundleHeader.WHAT);
        }
        nonce(chunk, last);
        return Aead.open(key, NO_AAD, buffer, 0, Aead.NONCE + length, plain, BundleHeader.WHAT);
    }

    /// Whether the bytes in [#sealed] are this chunk, but not the last one.
    boolean continues(long chunk, int length, byte[] plain) {
        try {
            open(chunk, false, length, plain);
            return true;
        } catch (CryptoFault.Damaged e) {
            return false;
        }
    }

    private void nonce(long chunk, boolean last) {
        if (chunk > 0xFFFF_FFFFL) {
            throw new IllegalArgumentException("a bundle has at most 2^32 chunks");
        }
        ByteBuffer.wrap(buffer).putInt(COUNTER_AT, (int) chunk);
        buffer[LAST_AT] = (byte) (last ? 1 : 0);
    }

    @Override
    public void close() {
        key.close();
    }
}
