package custos.ledger;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// Text that has one spelling only. The JDK reads `+5`, `007`, Arabic digits, base64 without
/// padding or with spare bits; two spellings of one proof would be two proofs.
final class StrictText {
    private static final int MAX_DECIMAL_DIGITS = 19;

    private StrictText() {}

    static byte[] base64(String text, String what) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(what + " is not base64", e);
        }
        if (!base64(bytes).equals(text)) {
            throw new IllegalArgumentException(what + " is not canonical base64 with padding");
        }
        return bytes;
    }

    static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /// A number from 0 to 2^63-1 in ASCII digits without sign or leading zeros.
    static long decimal(String text, String what) {
        boolean canonical =
                !text.isEmpty()
                        && text.length() <= MAX_DECIMAL_DIGITS
                        && text.chars().allMatch(c -> c >= '0' && c <= '9')
                        && (text.length() == 1 || text.charAt(0) != '0');
        if (!canonical) {
            throw new IllegalArgumentException(what + " is not a canonical decimal number");
        }
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(what + " is above 2^63-1", e);
        }
    }

    /// Strict UTF-8: what does not decode is refused, never replaced.
    static String utf8(byte[] bytes, String what) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(what + " is not UTF-8", e);
        }
    }

    static byte[] utf8(String text, String what) {
        try {
            var encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            var bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
            return bytes;
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(what + " is not valid Unicode", e);
        }
    }
}
