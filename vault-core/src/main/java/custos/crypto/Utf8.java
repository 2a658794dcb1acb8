package custos.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.text.Normalizer;

/// Text as it stands in our formats: UTF-8 in normalisation form C, and nothing that is not text.
final class Utf8 {
    /// Every code point below this is its own form C.
    private static final char FIRST_COMBINING = '\u0300';

    private Utf8() {}

    /// The text in form C; half a surrogate pair is refused, since `getBytes` would turn it to `?`.
    static String normalised(String text) {
        return isPlain(text) ? text : composed(text);
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= FIRST_COMBINING) {
                return false;
            }
        }
        return true;
    }

    private static String composed(String text) {
        if (text.codePoints().anyMatch(c -> c >= 0xD800 && c <= 0xDFFF)) {
            throw new IllegalArgumentException("text holds half of a surrogate pair");
        }
        return Normalizer.normalize(text, Normalizer.Form.NFC);
    }

    static String decode(byte[] bytes, int at, int length, String what) {
        String text = new String(bytes, at, length, UTF_8);
        // The decoder writes U+FFFD for what is not UTF-8: only then is a strict look needed.
        if (text.indexOf('\uFFFD') >= 0) {
            requireUtf8(bytes, at, length, what);
        }
        return text;
    }

    private static void requireUtf8(byte[] bytes, int at, int length, String what) {
        try {
            UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, at, length));
        } catch (CharacterCodingException e) {
            throw new CryptoFault.Damaged(what);
        }
    }
}
