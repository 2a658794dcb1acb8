package custos.access;

import java.nio.CharBuffer;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;

/// What a password must be: long, and not the account's name. No other rule (NIST SP 800-63B-4,
/// 3.1.1.2: length is what counts, composition rules make people predictable).
public final class Passwords {
    static final int MIN_CHARACTERS = 12;

    /// In UTF-16 units as typed, and in characters after normalisation.
    static final int MAX_CHARACTERS = 1024;

    private Passwords() {}

    /// Why a password cannot be set.
    public enum Unfit {
        NOT_TEXT("a password is text of at most 1024 characters"),
        LENGTH("a password has 12 to 1024 characters"),
        IS_NAME("a password is not the account's name");

        private final String message;

        Unfit(String message) {
            this.message = message;
        }
    }

    /// @throws IllegalArgumentException when it is not fit to be set
    static void requireFit(char[] password, AccountName name) {
        Optional<Unfit> unfit = unfit(password, name);
        if (unfit.isPresent()) {
            throw new IllegalArgumentException(unfit.get().message);
        }
    }

    /// What stands against setting this password; empty when it is fit.
    public static Optional<Unfit> unfit(char[] password, AccountName name) {
        if (password.length > 0 && !canBeAsked(password)) {
            return Optional.of(password.length > MAX_CHARACTERS ? Unfit.LENGTH : Unfit.NOT_TEXT);
        }
        String typed = Normalizer.normalize(CharBuffer.wrap(password), Normalizer.Form.NFKC);
        int length = typed.codePointCount(0, typed.length());
        if (length < MIN_CHARACTERS || length > MAX_CHARACTERS) {
            return Optional.of(Unfit.LENGTH);
        }
        return typed.strip().toLowerCase(Locale.ROOT).equals(name.value())
                ? Optional.of(Unfit.IS_NAME)
                : Optional.empty();
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
