package custos.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.codec.binary.Base32;

/// What a member of staff's telephone and the vault both know, to agree on a code of six digits
/// every 30 seconds: RFC 6238 with SHA-1, which is what every authenticator app can do.
public final class TotpSecret {
    /// The code's length.
    public static final int DIGITS = 6;

    /// How long one code is shown.
    public static final Duration STEP = Duration.ofSeconds(30);

    /// As long as HMAC-SHA-1's output (RFC 4226, 4).
    static final int LENGTH = 20;

    /// A telephone's clock may be so many steps ahead or behind.
    private static final int WINDOW = 1;

    private static final Pattern CODE = Pattern.compile("[0-9]{6}");

    private final byte[] bytes;

    TotpSecret(byte[] bytes) {
        if (bytes.length != LENGTH) {
            throw new IllegalArgumentException("a second factor's secret has 20 bytes");
        }
        this.bytes = bytes.clone();
    }

    static TotpSecret random(SecureRandom random) {
        byte[] bytes = new byte[LENGTH];
        random.nextBytes(bytes);
        return new TotpSecret(bytes);
    }

    /// @throws IllegalArgumentException when it is not what [#kept] gives
    static TotpSecret ofKept(String text) {
        var secret = new TotpSecret(Base64.getDecoder().decode(text));
        if (!secret.kept().equals(text)) {
            throw new IllegalArgumentException("a second factor's secret has one spelling");
        }
        return secret;
    }

    /// As it rests, sealed, in the account's row.
    String kept() {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /// To be typed into an app, where no picture can be taken.
    public String base32() {
        return new Base32().encodeToString(bytes);
    }

    /// What the picture says to an app.
    ///
    /// @param issuer whose account it is, as the app lists it
    public String uri(String issuer, AccountName account) {
        String from = URLEncoder.encode(issuer, UTF_8).replace("+", "%20");
        return "otpauth://totp/%s:%s?secret=%s&issuer=%s&algorithm=SHA1&digits=%d&period=%d"
                .formatted(from, account.value(), base32(), from, DIGITS, STEP.toSeconds());
    }

    /// The number of a time step, counted from 1970.
    static long stepAt(Instant now) {
        return Math.floorDiv(now.getEpochSecond(), STEP.toSeconds());
    }

    /// The code of a time step.
    String code(long step) {
        byte[] mac = mac(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
        int at = mac[mac.length - 1] & 0xF;
        int number = ByteBuffer.wrap(mac).getInt(at) & 0x7FFF_FFFF;
        return "%06d".formatted(number % 1_000_000);
    }

    /// The time step that a code is of, when it is of this one or the one before or after. All are
    /// compared, in constant time. Spaces do not count: apps show the code in two groups.
    OptionalLong stepOf(String typed, Instant now) {
        String code = typed.replaceAll("\\s", "");
        if (!CODE.matcher(code).matches()) {
            return OptionalLong.empty();
        }
        OptionalLong found = OptionalLong.empty();
        for (long step = stepAt(now) - WINDOW; step <= stepAt(now) + WINDOW; step++) {
            if (MessageDigest.isEqual(code(step).getBytes(UTF_8), code.getBytes(UTF_8))) {
                found = OptionalLong.of(step);
            }
        }
        return found;
    }

    private byte[] mac(byte[] message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(bytes, "HmacSHA1"));
            return mac.doFinal(message);
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every JDK has HMAC-SHA-1", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TotpSecret that && MessageDigest.isEqual(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "TotpSecret[redacted]";
    }
}
