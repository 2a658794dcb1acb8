package custos.customer;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The rule that no payment card number is kept: 13 to 19 digits that pass the Luhn check (ISO/IEC
/// 7812-1, annex B), found anywhere in a text, also when grouped by spaces or dashes.
///
/// Groups count whole: the rule looks at every run of neighbouring groups. Not taken for a card are
/// digits that begin with 0 (no payment network issues such numbers, and `00420...` is a
/// telephone), a valid telephone number in its international form with `+`, a UUID, and in a
/// telephone field whatever is a valid telephone number. One in ten other long numbers is refused
/// by chance: better that than one card in the vault.
public final class CardNumber {
    private static final int MIN_DIGITS = 13;
    private static final int MAX_DIGITS = 19;
    private static final Pattern UUID =
            Pattern.compile(
                    "(?<![0-9A-Fa-f])[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}(?![0-9A-Fa-f])");
    private static final Pattern INTERNATIONAL = Pattern.compile("\\+[0-9][0-9 ()\\-]{5,24}");
    private static final Pattern DIGITS = Pattern.compile("\\p{Nd}+");

    /// Groups as cards print them, whatever stands between: 4-4-4-4 with more, or 4-6-5.
    private static final Pattern PRINTED =
            Pattern.compile(
                    "(?<!\\p{Nd})\\p{Nd}{4}([^\\p{L}\\p{Nd}]{1,3})"
                            + "(\\p{Nd}{4}\\1\\p{Nd}{4}\\1\\p{Nd}{1,7}|\\p{Nd}{6}\\1\\p{Nd}{5})"
                            + "(?!\\p{Nd})");

    private static final Pattern INVISIBLE = Pattern.compile("\\p{Cf}+");
    private static final Pattern GAP = Pattern.compile("[\\p{Zs}\\t\\p{Pd}\u2212]{1,3}");

    private CardNumber() {}

    /// True when a card number stands somewhere in the text.
    public static boolean appearsIn(String text) {
        if (text.length() < MIN_DIGITS || !DIGITS.matcher(text).find()) {
            return false;
        }
        String visible = INVISIBLE.matcher(text).replaceAll("");
        String rest = UUID.matcher(visible).replaceAll("|");
        rest =
                INTERNATIONAL
                        .matcher(rest)
                        .replaceAll(m ->
                                PhoneNumber.isInternational(m.group())
                                        ? "|"
                                        : "|" + tail(m.group()));
        return runs(rest).stream().anyMatch(CardNumber::holdsCard)
                || PRINTED.matcher(rest)
                        .results()
                        .anyMatch(found -> holdsCard(List.of(digitsOf(found.group()))));
    }

    /// Refuses a text with a card number in it; the message never holds the number.
    static void refuse(String what, String text) {
        if (appearsIn(text)) {
            throw new IllegalArgumentException(
                    what
                            + " holds what looks like a payment card number (13 to 19 digits that"
                            + " pass the Luhn check); card numbers are never kept");
        }
    }

    private static String tail(String international) {
        return Matcher.quoteReplacement(international.substring(1));
    }

    /// The runs of digit groups that only spaces or dashes part.
    private static List<List<String>> runs(String text) {
        var runs = new ArrayList<List<String>>();
        var digits = DIGITS.matcher(text);
        int end = -1;
        while (digits.find()) {
            boolean joined = end >= 0 && GAP.matcher(text.substring(end, digits.start())).matches();
            if (!joined) {
                runs.add(new ArrayList<>());
            }
            runs.getLast().add(ascii(digits.group()));
            end = digits.end();
        }
        return runs;
    }

    private static String digitsOf(String text) {
        return ascii(text.replaceAll("\\P{Nd}+", ""));
    }

    private static String ascii(String digits) {
        var out = new StringBuilder(digits.length());
        digits.codePoints().forEach(c -> out.append(Character.digit(c, 10)));
        return out.toString();
    }

    private static boolean holdsCard(List<String> groups) {
        for (int from = 0; from < groups.size(); from++) {
            if (groups.get(from).charAt(0) == '0') {
                continue;
            }
            var span = new StringBuilder();
            for (int to = from; to < groups.size() && span.length() < MAX_DIGITS; to++) {
                span.append(groups.get(to));
                if (isCard(span)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isCard(CharSequence digits) {
        int length = digits.length();
        if (length < MIN_DIGITS || length > MAX_DIGITS) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < length; i++) {
            int digit = digits.charAt(length - 1 - i) - '0';
            int weighed = i % 2 == 0 ? digit : digit * 2;
            sum += weighed > 9 ? weighed - 9 : weighed;
        }
        return sum % 10 == 0;
    }
}
