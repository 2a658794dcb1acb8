package custos.vault.core;

import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;

/// A code that people type: eight of 25 letters and digits that no eye mistakes for each other, 37
/// bits. Too few to be looked up alone, so that something else always comes with it.
public record ShortCode(String value) {
    private static final String ALPHABET = "34679ACDEFGHJKMNPQRTUVWXY";
    private static final int LENGTH = 8;

    public static ShortCode random(SecureRandom random) {
        var code = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            code.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return new ShortCode(code.toString());
    }

    /// Reads what somebody typed: any case, spaces and dashes anywhere.
    public static Optional<ShortCode> read(String typed) {
        if (typed.length() > 4 * LENGTH) {
            return Optional.empty();
        }
        String tight = typed.toUpperCase(Locale.ROOT).replaceAll("[\\s\\p{Zs}\\p{Pd}]+", "");
        boolean whole =
                tight.length() == LENGTH && tight.chars().allMatch(c -> ALPHABET.indexOf(c) >= 0);
        return whole ? Optional.of(new ShortCode(tight)) : Optional.empty();
    }

    /// As it is written for people, such as `3KF7-QXAD`.
    public String grouped() {
        return value.substring(0, LENGTH / 2) + "-" + value.substring(LENGTH / 2);
    }

    /// Redacted: who has it may be let in.
    @Override
    public String toString() {
        return "ShortCode[redacted]";
    }
}
