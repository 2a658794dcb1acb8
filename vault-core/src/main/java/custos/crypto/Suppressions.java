package custos.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

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
        return advanced(first(address, scope), 1, epoch());
    }

    /// The token under the first version: all later ones follow from it, so it is the one name of a
    /// refusal that no rotation changes.
    public SuppressionToken first(RefusedAddress address, int scope) {
        byte[] in = ByteBuffer.allocate(2).putShort((short) Check.u16(scope, "a scope")).array();
        return SuppressionToken.first(Hmac.of(address.digest(), in));
    }

    /// The tokens of a refusal under every version, the newest first: while one is rotated, and in
    /// a restored vault, its row may be under any.
    ///
    /// @param first as [#first] makes it
    public List<SuppressionToken> all(SuppressionToken first) {
        int newest = epoch();
        var all = new ArrayList<SuppressionToken>(newest);
        SuppressionToken token = first;
        all.add(token);
        for (int version = 2; version <= newest; version++) {
            token = next(token, version);
            all.add(token);
        }
        return List.copyOf(all.reversed());
    }

    /// A token moved from the epoch it is under to a later one.
    public SuppressionToken advanced(SuppressionToken token, int from, int to) {
        SuppressionToken moved = token;
        for (int version = from + 1; version <= to; version++) {
            moved = next(moved, version);
        }
        return moved;
    }

    private SuppressionToken next(SuppressionToken token, int version) {
        SecretBytes secret = secrets.secret(SecretName.SUPPRESS, version);
        return SuppressionToken.first(Hmac.of(secret, token.bytes()));
    }
}
