package custos.access;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/// A bearer token as its holder sends it: `custos_` and 48 characters of base64url, which are 32
/// random bytes and their CRC-32. The prefix lets scanners find one that was published by mistake,
/// the sum tells a mistyped one without looking it up; neither is a secret.
///
/// @param text the secret; shown once, when it is made
public record BearerToken(String text) {
    private static final String PREFIX = "custos_";
    private static final int SECRET_LENGTH = 32;

    /// 36 bytes fill 48 characters to the last bit, so each token has one spelling.
    private static final Pattern SHAPE = Pattern.compile("custos_[A-Za-z0-9_-]{48}");

    public BearerToken {
        if (!SHAPE.matcher(text).matches() || !isSumRight(text)) {
            throw new IllegalArgumentException("this is no bearer token of ours");
        }
    }

    /// Reads what a client sent; empty when it cannot be one of ours.
    static Optional<BearerToken> parse(String text) {
        try {
            return Optional.of(new BearerToken(text));
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }

    static BearerToken random(SecureRandom random) {
        byte[] secret = new byte[SECRET_LENGTH];
        random.nextBytes(secret);
        var bytes = ByteBuffer.allocate(SECRET_LENGTH + Integer.BYTES).put(secret);
        bytes.putInt(sum(secret));
        return new BearerToken(
                PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array()));
    }

    @Override
    public String toString() {
        return "BearerToken[custos_...]";
    }

    private static boolean isSumRight(String text) {
        var bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text.substring(PREFIX.length())));
        byte[] secret = new byte[SECRET_LENGTH];
        bytes.get(secret);
        return bytes.getInt() == sum(secret);
    }

    private static int sum(byte[] secret) {
        var crc = new CRC32();
        crc.update(secret);
        return (int) crc.getValue();
    }
}
