package custos.crypto;

import java.nio.ByteBuffer;
import java.security.SecureRandom;

/// Seals and opens links: `0x01 | LINK version u16 | nonce 12 | AEAD(a 32 | purpose u16 | channel
/// u16 | customer u64)`, bound to the vault, as 100 characters of base64url. Nothing of it is
/// stored.
public final class Links {
    private static final int FORMAT = 1;
    private static final int PLAIN = 32 + 2 + 2 + 8;

    /// The length of a link's text in characters.
    public static final int TEXT_LENGTH = LinkText.characters(PLAIN);

    private final LinkText texts;

    public Links(Secrets secrets, SecureRandom random) {
        this.texts = new LinkText(secrets, random, FORMAT, PLAIN, "a link");
    }

    public String seal(Link link) {
        return texts.seal(
                ByteBuffer.allocate(PLAIN)
                        .put(link.address().digest().open())
                        .putShort((short) link.purpose())
                        .putShort((short) link.channel())
                        .putLong(link.customer())
                        .array());
    }

    /// Opens a link's text as it came in a request.
    ///
    /// @throws IllegalArgumentException when the text is not of a link's shape
    public Link open(String text) {
        ByteBuffer in = texts.open(text);
        byte[] digest = new byte[32];
        in.get(digest);
        return new Link(
                new RefusedAddress(SecretBytes.owning(digest)),
                in.getShort() & 0xFFFF,
                in.getShort() & 0xFFFF,
                in.getLong());
    }
}
