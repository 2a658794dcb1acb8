package custos.crypto;

import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import javax.crypto.Mac;

/// HMAC-SHA-256 (RFC 2104) and the expanding half of HKDF (RFC 5869, 2.3), 32 bytes each.
///
/// A `Mac` is kept for each thread: making one costs more than using it.
final class Hmac {
    static final int LENGTH = 32;

    private static final ThreadLocal<Mac> MACS = ThreadLocal.withInitial(Hmac::newMac);

    private Hmac() {}

    static byte[] of(SecretBytes key, byte[] message) {
        return of(key, message, message.length);
    }

    /// The HMAC of the first `length` bytes of `message`.
    static byte[] of(SecretBytes key, byte[] message, int length) {
        Mac mac = MACS.get();
        try {
            mac.init(key.key());
        } catch (InvalidKeyException e) {
            throw new IllegalStateException("HMAC-SHA-256 refuses a key", e);
        }
        mac.update(message, 0, length);
        return mac.doFinal();
    }

    /// The key that `parent` gives for one purpose. The parent is uniformly random already, so the
    /// extracting half of HKDF has nothing to do (RFC 5869, 3.3).
    static SecretBytes expand(SecretBytes parent, KeyPurpose purpose) {
        return expand(parent, purpose.bytes());
    }

    static SecretBytes expand(SecretBytes parent, byte[] info) {
        byte[] block = new byte[info.length + 1];
        System.arraycopy(info, 0, block, 0, info.length);
        block[info.length] = 1;
        return SecretBytes.owning(of(parent, block));
    }

    private static Mac newMac() {
        try {
            return Mac.getInstance("HmacSHA256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JDK has no HMAC-SHA-256", e);
        }
    }
}
