package custos.web.staff;

import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The number on a printed form. It says by itself which notice was printed with it, so that a form
/// can be printed ahead and typed in later: the version of the policy, the language, eight signs by
/// chance and one that tells a slip of the hand.
///
/// @param version of the policy
/// @param language of the form, such as `cs`
/// @param code of eight signs that no eye mistakes for each other
record FormNumber(int version, String language, String code) {
    private static final String ALPHABET = "34679ACDEFGHJKMNPQRTUVWXY";
    private static final int LENGTH = 8;
    private static final Pattern TIGHT =
            Pattern.compile("F([1-9][0-9]{0,6})([A-Z]{2,3})([" + ALPHABET + "]{8})(.)");

    static FormNumber random(int version, String language, SecureRandom random) {
        var code = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            code.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return new FormNumber(version, language, code.toString());
    }

    /// Reads what was typed or scanned: any case, spaces and dashes anywhere, and what a code leads
    /// to before it.
    static Optional<FormNumber> read(String typed) {
        if (typed.length() > 400) {
            return Optional.empty();
        }
        String tight =
                typed.substring(typed.lastIndexOf('#') + 1)
                        .toUpperCase(Locale.ROOT)
                        .replaceAll("[\\s\\p{Zs}\\p{Pd}]+", "");
        Matcher parts = TIGHT.matcher(tight);
        if (!parts.matches()) {
            return Optional.empty();
        }
        var number =
                new FormNumber(
                        Integer.parseInt(parts.group(1)),
                        parts.group(2).toLowerCase(Locale.ROOT),
                        parts.group(3));
        return Optional.of(number).filter(one -> parts.group(4).equals(one.check()));
    }

    /// A sign that is wrong, or two neighbours that changed places, nearly always change it.
    private String check() {
        String signs = version + language.toUpperCase(Locale.ROOT) + code;
        int sum = 0;
        for (int i = 0; i < signs.length(); i++) {
            sum = (sum * 2 + Character.digit(signs.charAt(i), 36)) % 23;
        }
        return String.valueOf(ALPHABET.charAt(sum));
    }

    /// As it is printed, such as `F1-EN-3KF7-QXAD-9`.
    String text() {
        return "F"
                + version
                + "-"
                + language.toUpperCase(Locale.ROOT)
                + "-"
                + code.substring(0, LENGTH / 2)
                + "-"
                + code.substring(LENGTH / 2)
                + "-"
                + check();
    }
}
