package custos.access;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/// The SHA-256 of a session's cookie, by which it is found again: whoever reads the memory of the
/// list does not get the cookies. One fast hash is enough for 256 random bits.
record SessionKey(String hex) {
    private static final Pattern COOKIE = Pattern.compile("[A-Za-z0-9_-]{43}");

    /// The key of a cookie; empty for what cannot be one of ours.
    static Optional<SessionKey> of(String cookie) {
        if (!COOKIE.matcher(cookie).matches()) {
            return Optional.empty();
        }
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(cookie.getBytes(US_ASCII));
            return Optional.of(new SessionKey(HexFormat.of().formatHex(hash)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
