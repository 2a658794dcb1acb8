package custos.crypto;

import java.security.GeneralSecurityException;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

/// AES-256-GCM with a 12-byte nonce and a 16-byte tag (NIST SP 800-38D).
///
/// A `Cipher` is kept for each thread: making one costs four times its use. It holds the key last
/// used until the thread uses another.
final class Aead {
    static final int NONCE = 12;
    static final int TAG = 16;

    /// Long texts go through the cipher in pieces of so many bytes. The JVM makes it fast once it
    /// was called some thousand times, by number and not by length: one call a chunk would seal the
    /// first 300 MiB at a twentieth of the speed.
    private static final int PIECE = 1024;

    private static final ThreadLocal<Cipher> CIPHERS = ThreadLocal.withInitial(Aead::newCipher);

    private Aead() {}

    /// Encrypts under the nonce that already stands in `out` at `at`; ciphertext and tag follow it.
    static void seal(SecretBytes key, byte[] aad, byte[] plain, int length, byte[] out, int at) {
        try {
            Cipher cipher = CIPHERS.get();
            var nonce = new GCMParameterSpec(TAG * 8, out, at, NONCE);
            cipher.init(Cipher.ENCRYPT_MODE, key.key(), nonce);
            cipher.updateAAD(aad);
            int done = 0;
            int written = at + NONCE;
            for (; length - done > PIECE; done += PIECE) {
                written += cipher.update(plain, done, PIECE, out, written);
            }
            cipher.doFinal(plain, done, length - done, out, written);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-256-GCM refuses to encrypt", e);
        }
    }

    /// Decrypts `nonce | ciphertext | tag`, which are `length` bytes of `in` from `at`, to the
    /// start of `out`. Returns the length of the plaintext.
    static int open(
            SecretBytes key, byte[] aad, byte[] in, int at, int length, byte[] out, String what) {
        try {
            Cipher cipher = CIPHERS.get();
            var nonce = new GCMParameterSpec(TAG * 8, in, at, NONCE);
            cipher.init(Cipher.DECRYPT_MODE, key.key(), nonce);
            cipher.updateAAD(aad);
            return cipher.doFinal(in, at + NONCE, length - NONCE, out, 0);
        } catch (AEADBadTagException e) {
            throw new CryptoFault.Damaged(what);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-256-GCM refuses to decrypt", e);
        }
    }

    private static Cipher newCipher() {
        try {
            return Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no AES-GCM", e);
        }
    }
}
