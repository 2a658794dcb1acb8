package custos.crypto;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;

/// Seals and opens links: `0x01 | LINK version u16 | nonce 12 | AEAD(a 32 | purpose u16 | channel
/// u16 | customer u64)`, bound to the vault, as 100 characters of base64url. Nothing of it is
/// stored.
public final class Links {
    private static final String WHAT = "a link";
    private static final int FORMAT = 1;
    private static final int HEADER = 3;
    private static final int PLAIN = 32 + 2 + 2 + 8;
    private static final int LENGTH = HEADER + Aead.NONCE + PLAIN + Aead.TAG;

    /// The length of a link's text in characters.
    public static final int TEXT_LENGTH = LENGTH / 3 * 4;

    private final Secrets secrets;
    private final SecureRandom random;

    public Links(Secrets secrets, SecureRandom random) {
        this.secrets = secrets;
        this.random = random;
    }

    public String seal(Link link) {
        byte[] plain =
                ByteBuffer.allocate(PLAIN)
                        .put(link.address().digest().open())
                        .putShort((short) link.purpose())
                        .putShort((short) link.channel())
                        .putLong(link.customer())
                        .array();
        int version = secrets.newest(SecretName.LINK);
        byte[] nonce = new byte[Aead.NONCE];
        random.nextBytes(nonce);
        byte[] out = new byte[LENGTH];
        ByteBuffer.wrap(out).put((byte) FORMAT).putShort((short) version).put(nonce);
        Aead.seal(secrets.secret(SecretName.LINK, version), aad(out), plain, PLAIN, out, HEADER);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(out);
    }

    /// Opens a link's text as it came in a request.
    ///
    /// @throws IllegalArgumentException when the text is not of a link's shape
    public Link open(String text) {
        byte[] sealed = decode(text);
        if (sealed[0] != FORMAT) {
            throw new CryptoFault.UnknownFormat(WHAT, sealed[0] & 0xFF);
        }
        int version = ByteBuffer.wrap(sealed).getShort(1) & 0xFFFF;
        byte[] plain = new byte[LENGTH];
        SecretBytes key = secrets.secret(SecretName.LINK, version);
        Aead.open(key, aad(sealed), sealed, HEADER, LENGTH - HEADER, plain, WHAT);
        var in = ByteBuffer.wrap(plain);
        byte[] digest = new byte[32];
        in.get(digest);
        return new Link(
                new RefusedAddress(SecretBytes.owning(digest)),
                in.getShort() & 0xFFFF,
                in.getShort() & 0xFFFF,
                in.getLong());
    }

    private static byte[] decode(String text) {
        if (text.length() != TEXT_LENGTH || !text.matches("[A-Za-z0-9_-]*")) {
            throw new IllegalArgumentException("a link is 100 characters of base64url");
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
