package custos.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;

/// Makes the tokens of refused addresses. Each later version of the SUPPRESS secret is applied on
/// top of the token before it, so that stored tokens can be moved to it without knowing the
/// address.
public final class Suppressions {
    /// The scope of "no marketing at all"; every other scope is a purpose's number.
    public static final int ALL_MARKETING = 0;

    private final Secrets secrets;

    public Suppressions(Secrets secrets) {
        this.secrets = secrets;
    }

    /// The newest version of the SUPPRESS secret, which tokens are under.
    public int epoch() {
        return secrets.newest(SecretName.SUPPRESS);
    }

    /// The digest of a normalised address in a channel.
    public RefusedAddress address(int channel, int normaliser, String value) {
        byte[] bytes = Utf8.normalised(value).getBytes(UTF_8);
        byte[] in =
                ByteBuffer.allocate(6 + bytes.length)
                        .putShort((short) Check.u16(channel, "a channel number"))
                        .putShort((short) Check.u16(normaliser, "a normaliser number"))
                        .putShort((short) Check.u16(bytes.length, "the length of an address"))
                        .put(bytes)
                        .array();
        byte[] digest = Hmac.of(secrets.secret(SecretName.SUPPRESS, 1), in);
        return new RefusedAddress(SecretBytes.owning(digest));
    }

    /// The token of an address and a scope, under the newest SUPPRESS secret.
    public SuppressionToken token(RefusedAddress address, int scope) {
        byte[] in = ByteBuffer.allocate(2).putShort((short) Check.u16(scope, "a scope")).array();
        return advanced(SuppressionToken.first(Hmac.of(address.digest(), in)), 1);
    }

    /// A stored token moved from the epoch it is under to the newest.
    public SuppressionToken advanced(SuppressionToken token, int epoch) {
        SuppressionToken moved = token;
        for (int version = epoch + 1; version <= epoch(); version++) {
            SecretBytes secret = secrets.secret(SecretName.SUPPRESS, version);
            moved = SuppressionToken.first(Hmac.of(secret, moved.bytes()));
        }
        return moved;
    }
}
