package custos.access;

import java.nio.CharBuffer;
import java.text.Normalizer;
import java.util.Locale;

/// What a password must be: long, and not the account's name. No other rule (NIST SP 800-63B-4,
/// 3.1.1.2: length is what counts, composition rules make people predictable).
final class Passwords {
    static final int MIN_CHARACTERS = 12;

    /// In UTF-16 units as typed, and in characters after normalisation.
    static final int MAX_CHARACTERS = 1024;

    private Passwords() {}

    /// @throws IllegalArgumentException when it is not fit to be set
    static void requireFit(char[] password, AccountName name) {
        if (!canBeAsked(password)) {
            throw new IllegalArgumentException("a password is text of at most 1024 characters");
        }
        String typed = Normalizer.normalize(CharBuffer.wrap(password), Normalizer.Form.NFKC);
        int length = typed.codePointCount(0, typed.length());
        if (length < MIN_CHARACTERS || length > MAX_CHARACTERS) {
            throw new IllegalArgumentException("a password has 12 to 1024 characters");
        }
        if (typed.strip().toLowerCase(Locale.ROOT).equals(name.value())) {
            throw new IllegalArgumentException("a password is not the account's name");
        }
    }

    /// Whether it is text that the hash takes at all. What is not cannot be anybody's password.
    static boolean canBeAsked(char[] password) {
        if (password.length == 0 || password.length > MAX_CHARACTERS) {
            return false;
        }
        // Of surrogates in pairs the code points are beyond this range.
        return CharBuffer.wrap(password)
                .codePoints()
                .noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }
}
