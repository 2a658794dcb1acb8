package custos.crypto;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;

/// What is handed out sealed under LINK and stored nowhere: `format u8 | LINK version u16 | nonce
/// 12 | AEAD(plain)`, bound to the vault, in base64url without padding. The format is authenticated
/// too, so that what was sealed as one thing opens as no other.
final class LinkText {
    private static final int HEADER = 3;

    private final Secrets secrets;
    private final SecureRandom random;
    private final int format;
    private final int plainBytes;
    private final String what;

    /// @param plainBytes such that the whole is a multiple of three bytes: then each text has one
    ///   spelling
    /// @param what it is, for messages
    LinkText(Secrets secrets, SecureRandom random, int format, int plainBytes, String what) {
        this.secrets = secrets;
        this.random = random;
        this.format = format;
        this.plainBytes = plainBytes;
        this.what = what;
    }

    /// The length of a text in characters.
    static int characters(int plainBytes) {
        return bytes(plainBytes) / 3 * 4;
    }

    private static int bytes(int plainBytes) {
        return HEADER + Aead.NONCE + plainBytes + Aead.TAG;
    }

    String seal(byte[] plain) {
        int version = secrets.newest(SecretName.LINK);
        byte[] nonce = new byte[Aead.NONCE];
        random.nextBytes(nonce);
        byte[] out = new byte[bytes(plainBytes)];
        ByteBuffer.wrap(out).put((byte) format).putShort((short) version).put(nonce);
        SecretBytes key = secrets.secret(SecretName.LINK, version);
        Aead.seal(key, aad(out), plain, plainBytes, out, HEADER);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(out);
    }

    /// @throws IllegalArgumentException when the text is not of the right shape
    ByteBuffer open(String text) {
        byte[] sealed = decode(text);
        if (sealed[0] != format) {
            throw new CryptoFault.UnknownFormat(what, sealed[0] & 0xFF);
        }
        int version = ByteBuffer.wrap(sealed).getShort(1) & 0xFFFF;
        byte[] plain = new byte[sealed.length];
        SecretBytes key = secrets.secret(SecretName.LINK, version);
        Aead.open(key, aad(sealed), sealed, HEADER, sealed.length - HEADER, plain, what);
        return ByteBuffer.wrap(plain);
    }

    private byte[] decode(String text) {
        int length = characters(plainBytes);
        if (text.length() != length || !text.matches("[A-Za-z0-9_-]*")) {
            throw new IllegalArgumentException(what + " is " + length + " characters of base64url");
        }
        return Base64.getUrlDecoder().decode(text);
    }

    private byte[] aad(byte[] sealed) {
        return ByteBuffer.allocate(HEADER + VaultId.LENGTH)
                .put(Arrays.copyOf(sealed, HEADER))
                .put(secrets.vault().bytes())
                .array();
    }
}
