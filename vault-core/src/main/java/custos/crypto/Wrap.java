package custos.crypto;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// A data key sealed under a key encryption key, 98 bytes: `0x11 | alg | kek u32 | nonce 12 | ct 32
/// | tag 16 | commit 32`. The commitment makes sure that it opens to one key only.
public final class Wrap {
    /// The length in bytes.
    public static final int LENGTH = Envelope.OVERHEAD + SecretBytes.KEY_LENGTH + Hmac.LENGTH;

    static final Envelope ENVELOPE = new Envelope(0x11, "CUSK", "a wrapped key");
    static final int SEALED = LENGTH - Hmac.LENGTH;

    /// Where the number of the key encryption key stands.
    static final int KEK_AT = 2;

    private final byte[] bytes;

    private Wrap(byte[] bytes) {
        this.bytes = bytes;
    }

    /// Takes 98 bytes; whether they open shows only when they are unwrapped.
    public static Wrap of(byte[] bytes) {
        if (bytes.length != LENGTH) {
            throw new CryptoFault.Damaged("a wrapped key");
        }
        ENVELOPE.number(bytes, 0, SEALED);
        return new Wrap(bytes.clone());
    }

    static Wrap of(byte[] sealed, byte[] commitment) {
        return new Wrap(ByteBuffer.allocate(LENGTH).put(sealed).put(commitment).array());
    }

    /// The number of the key encryption key that this wrap is under.
    public int kekId() {
        return ByteBuffer.wrap(bytes).getInt(KEK_AT);
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    byte[] sealed() {
        return Arrays.copyOf(bytes, SEALED);
    }

    byte[] commitment() {
        return Arrays.copyOfRange(bytes, SEALED, LENGTH);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Wrap that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "Wrap[kek " + kekId() + "]";
    }
}
