package custos.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/// Makes the tokens by which customers are found, and packs those of one customer into its row:
/// `(field u16 | epoch u16 | token 8)...` ascending.
///
/// Tokens of 8 bytes may meet: after a hit the value is opened and compared.
public final class BlindIndex {
    private static final String WHAT = "a customer's index tokens";
    private static final int ENTRY = 2 + 2 + 8;

    private final Secrets secrets;

    public BlindIndex(Secrets secrets) {
        this.secrets = secrets;
    }

    /// The token of a normalised value under the newest INDEX secret.
    public IndexToken token(int field, int normaliser, String value) {
        return token(field, normaliser, secrets.newest(SecretName.INDEX), value);
    }

    /// The tokens of a normalised value under every INDEX secret at hand, to look it up while the
    /// secret is being rotated.
    public List<IndexToken> tokens(int field, int normaliser, String value) {
        return secrets.versions(SecretName.INDEX).stream()
                .map(epoch -> token(field, normaliser, epoch, value))
                .toList();
    }

    private IndexToken token(int field, int normaliser, int epoch, String value) {
        var purpose = KeyPurpose.framed("index", field, normaliser, epoch);
        byte[] mac =
                Hmac.of(
                        secrets.derived(SecretName.INDEX, epoch, purpose),
                        normalised(normaliser, value));
        return new IndexToken(field, epoch, ByteBuffer.wrap(mac).getLong());
    }

    private static byte[] normalised(int normaliser, String value) {
        byte[] bytes = Utf8.normalised(value).getBytes(UTF_8);
        return ByteBuffer.allocate(4 + bytes.length)
                .putShort((short) normaliser)
                .putShort((short) Check.u16(bytes.length, "the length of an indexed value"))
                .put(bytes)
                .array();
    }

    /// The newest version of the INDEX secret, which new tokens are under.
    public int epoch() {
        return secrets.newest(SecretName.INDEX);
    }

    /// Whether all of a customer's packed tokens are of this epoch or a later one.
    public static boolean isSince(byte[] packed, int epoch) {
        var in = ByteBuffer.wrap(packed);
        for (int at = 0; at + ENTRY <= packed.length; at += ENTRY) {
            if ((in.getShort(at + 2) & 0xFFFF) < epoch) {
                return false;
            }
        }
        return true;
    }

    /// Packs a customer's tokens; the same token twice stands once.
    public static byte[] pack(Collection<IndexToken> tokens) {
        var sorted = new TreeSet<>(tokens);
        var out = ByteBuffer.allocate(sorted.size() * ENTRY);
        for (IndexToken token : sorted) {
            out.putShort((short) token.field()).putShort((short) token.epoch());
            out.putLong(token.token());
        }
        return out.array();
    }

    /// Reads a customer's tokens, ascending.
    public static List<IndexToken> unpack(byte[] packed) {
        if (packed.length % ENTRY != 0) {
            throw new CryptoFault.Damaged(WHAT);
        }
        var in = ByteBuffer.wrap(packed);
        var tokens = new ArrayList<IndexToken>(packed.length / ENTRY);
        while (in.hasRemaining()) {
            int field = in.getShort() & 0xFFFF;
            var token = new IndexToken(field, in.getShort() & 0xFFFF, in.getLong());
            if (!tokens.isEmpty() && tokens.getLast().compareTo(token) >= 0) {
                throw new CryptoFault.Damaged(WHAT);
            }
            tokens.add(token);
        }
        return List.copyOf(tokens);
    }
}
