package custos.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/// The SHA-256 of a bearer token's text, by which it is found again.
///
/// One fast hash is enough: the token holds 256 random bits, so nobody finds it by trying, and a
/// slow hash would cost each request what it is meant to cost an attacker.
record TokenHash(String hex) {
    private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");

    TokenHash {
        if (!HEX.matcher(hex).matches()) {
            throw new IllegalArgumentException("a token's hash is 64 hex digits");
        }
    }

    static TokenHash of(BearerToken token) {
        try {
            byte[] text = token.text().getBytes(StandardCharsets.US_ASCII);
            return new TokenHash(
                    HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
