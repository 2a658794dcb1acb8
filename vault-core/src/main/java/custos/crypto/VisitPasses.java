package custos.crypto;

import java.nio.ByteBuffer;
import java.security.SecureRandom;

/// Seals and opens visit passes: `0x02 | LINK version u16 | nonce 12 | AEAD(customer u64 | kind u16
/// | purpose u16 | until u64)`, bound to the vault, as 68 characters of base64url. Two passes of
/// one customer have nothing in common, so other scripts of a page do not know her again by them.
public final class VisitPasses {
    private static final int FORMAT = 2;
    private static final int PLAIN = 8 + 2 + 2 + 8;

    private final LinkText texts;

    public VisitPasses(Secrets secrets, SecureRandom random) {
        this.texts = new LinkText(secrets, random, FORMAT, PLAIN, "a visit pass");
    }

    public String seal(VisitPass pass) {
        return texts.seal(
                ByteBuffer.allocate(PLAIN)
                        .putLong(pass.customer())
                        .putShort((short) pass.kind())
                        .putShort((short) pass.purpose())
                        .putLong(pass.until())
                        .array());
    }

    /// Opens a pass as it came in a request; whether it has ended is the caller's to see.
    ///
    /// @throws IllegalArgumentException when the text is not of a pass's shape
    public VisitPass open(String text) {
        ByteBuffer in = texts.open(text);
        return new VisitPass(
                in.getLong(), in.getShort() & 0xFFFF, in.getShort() & 0xFFFF, in.getLong());
    }
}
