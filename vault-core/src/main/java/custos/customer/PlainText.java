package custos.customer;

import java.text.Normalizer;

/// Text as people type it, checked at the edge and brought to NFC: one line, or several.
///
/// Refused are NUL, unpaired surrogates, control characters (in several lines, newline and tab are
/// kept and CR LF becomes a newline), and the bidirectional embeddings, overrides and isolates,
/// with which a value can be made to read as another one (Unicode UTS 55). Direction marks and
/// joiners stay: Arabic, Hebrew and Persian names need them. A payment card's number is refused as
/// well, see [CardNumber]. Lengths are in Unicode characters (code points). Messages never hold the
/// value.
public final class PlainText {
    private PlainText() {}

    /// One line, trimmed.
    ///
    /// @param what names the value in a message, such as "a full name"
    public static String line(String what, String text, int min, int max) {
        String clean = shape(what, text, min, max, false);
        CardNumber.refuse(what, clean);
        return clean;
    }

    /// Several lines, trimmed.
    public static String lines(String what, String text, int min, int max) {
        String clean = shape(what, text, min, max, true);
        CardNumber.refuse(what, clean);
        return clean;
    }

    /// One line whose owner decides for itself what a card number is.
    static String lineWithDigits(String what, String text, int max) {
        return shape(what, text, 1, max, false);
    }

    private static String shape(String what, String text, int min, int max, boolean manyLines) {
        // NFC shrinks or grows a text at most threefold: refuse before work on a giant.
        if (text.length() > 8L * max + 64) {
            throw tooLong(what, max);
        }
        requireWellFormed(what, text);
        String clean = manyLines ? text.replace("\r\n", "\n") : text;
        clean = Normalizer.normalize(clean.strip(), Normalizer.Form.NFC);
        clean.codePoints().forEach(c -> requireAllowed(what, c, manyLines));
        int length = clean.codePointCount(0, clean.length());
        if (length > max) {
            throw tooLong(what, max);
        }
        if (length < min) {
            throw new IllegalArgumentException(
                    min == 1
                            ? what + " is missing"
                            : what + " has at least " + min + " characters");
        }
        return clean;
    }

    /// Refuses NUL and unpaired surrogates, which have no place in any text.
    static void requireWellFormed(String what, String text) {
        for (int i = 0; i < text.length(); i++) {
            int c = text.codePointAt(i);
            if (c == 0) {
                throw new IllegalArgumentException(what + " has a NUL character");
            }
            if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
                throw new IllegalArgumentException(what + " has an unpaired surrogate");
            }
            i += Character.charCount(c) - 1;
        }
    }

    private static void requireAllowed(String what, int c, boolean manyLines) {
        if (manyLines && (c == '\n' || c == '\t')) {
            return;
        }
        if (Character.isISOControl(c) || c == 0x2028 || c == 0x2029) {
            throw new IllegalArgumentException(
                    what
                            + (manyLines
                                    ? " has control characters"
                                    : " is one line without control characters"));
        }
        if ((c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069)) {
            throw new IllegalArgumentException(
                    what + " has characters that turn the reading order");
        }
    }

    private static IllegalArgumentException tooLong(String what, int max) {
        return new IllegalArgumentException(what + " has at most " + max + " characters");
    }
}
