package custos.crypto;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.SecretKey;

/// Secret bytes that show nothing in `toString`, compare in constant time and are wiped on `close`.
///
/// Safe for use by many threads until closed; a use after that throws `IllegalStateException`.
public final class SecretBytes implements AutoCloseable {
    /// The length of every key of this library, in bytes.
    public static final int KEY_LENGTH = 32;

    private final byte[] bytes;
    private final SecretKey key = new Raw();
    private volatile boolean closed;

    private SecretBytes(byte[] bytes) {
        this.bytes = bytes;
    }

    /// Copies `bytes`; wiping the original is up to the caller.
    public static SecretBytes copyOf(byte[] bytes) {
        return new SecretBytes(bytes.clone());
    }

    /// Takes `bytes` over: nobody else may hold on to them.
    static SecretBytes owning(byte[] bytes) {
        return new SecretBytes(bytes);
    }

    /// A new random key of 32 bytes.
    public static SecretBytes random(SecureRandom random) {
        byte[] bytes = new byte[KEY_LENGTH];
        random.nextBytes(bytes);
        return new SecretBytes(bytes);
    }

    /// A copy of the bytes, which the caller wipes.
    public byte[] copy() {
        return open().clone();
    }

    public int length() {
        return bytes.length;
    }

    /// The bytes themselves, not a copy: never to be changed or kept.
    byte[] open() {
        if (closed) {
            throw new IllegalStateException("a secret was used after it was closed");
        }
        return bytes;
    }

    /// This secret as the JDK's ciphers want it; wiped with it, which `SecretKeySpec` cannot do.
    SecretKey key() {
        return key;
    }

    @Override
    public void close() {
        closed = true;
        Arrays.fill(bytes, (byte) 0);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SecretBytes that && MessageDigest.isEqual(open(), that.open());
    }

    /// The same for all secrets of one length: a hash of the bytes would be a way to guess them.
    @Override
    public int hashCode() {
        return bytes.length;
    }

    @Override
    public String toString() {
        return "SecretBytes[" + bytes.length + " bytes]";
    }

    private final class Raw implements SecretKey {
        @Override
        public String getAlgorithm() {
            return "AES";
        }

        @Override
        public String getFormat() {
            return "RAW";
        }

        @Override
        public byte[] getEncoded() {
            return copy();
        }
    }
}
