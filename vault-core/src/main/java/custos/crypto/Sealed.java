package custos.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Base64;

/// A 32-byte key sealed in a key file: base64 of `nonce 12 | ct 32 | tag 16`.
final class Sealed {
    private static final int LENGTH = Aead.NONCE + SecretBytes.KEY_LENGTH + Aead.TAG;

    private Sealed() {}

    static byte[] seal(SecretBytes under, byte[] aad, SecretBytes key, SecureRandom random) {
        byte[] nonce = new byte[Aead.NONCE];
        random.nextBytes(nonce);
        byte[] out = new byte[LENGTH];
        ByteBuffer.wrap(out).put(nonce);
        Aead.seal(under, aad, key.open(), SecretBytes.KEY_LENGTH, out, 0);
        return out;
    }

    static SecretBytes open(SecretBytes under, byte[] aad, byte[] sealed, String what) {
        byte[] key = new byte[SecretBytes.KEY_LENGTH];
        Aead.open(under, aad, sealed, 0, LENGTH, key, what);
        return SecretBytes.owning(key);
    }

    /// `magic 4 | vault 16 | rest`.
    static byte[] aad(String magic, VaultId vault, byte[] rest) {
        return ByteBuffer.allocate(4 + VaultId.LENGTH + rest.length)
                .put(magic.getBytes(US_ASCII))
                .put(vault.bytes())
                .put(rest)
                .array();
    }

    static String text(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    static byte[] parse(String base64) {
        return parse(base64, LENGTH);
    }

    /// Canonical base64 of so many bytes, and no other spelling of it.
    static byte[] parse(String base64, int length) {
        byte[] bytes = Base64.getDecoder().decode(base64);
        if (bytes.length != length || !text(bytes).equals(base64)) {
            throw new IllegalArgumentException("base64 of another length is expected");
        }
        return bytes;
    }
}
