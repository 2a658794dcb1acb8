package custos.customer;

import com.ibm.icu.text.IDNA;
import java.util.Locale;
import java.util.regex.Pattern;

/// A mailbox (RFC 5321, 4.1.2) without quoted local parts and address literals: at most 254
/// characters, 64 before the `@`, a domain of two labels or more, which may be international.
///
/// Stored as typed (NFC, trimmed). Only form is checked: whether a domain exists is not our
/// business, and letters outside ASCII before the `@` are allowed (RFC 6531).
public record EmailAddress(String value) {
    /// The most characters of an address (RFC 3696, erratum 1690).
    public static final int MAX = 254;

    private static final String WHAT = "an e-mail address";
    private static final int MAX_LOCAL = 64;
    private static final Pattern ATOM =
            Pattern.compile("[\\p{L}\\p{M}\\p{Nd}!#$%&'*+/=?^_`{|}~-]+");
    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
    private static final Pattern DIGITS = Pattern.compile("[0-9]+");
    private static final IDNA DOMAINS =
            IDNA.getUTS46Instance(
                    IDNA.NONTRANSITIONAL_TO_ASCII
                            | IDNA.USE_STD3_RULES
                            | IDNA.CHECK_BIDI
                            | IDNA.CHECK_CONTEXTJ);

    public EmailAddress {
        value = PlainText.line(WHAT, value, 1, MAX);
        int at = value.indexOf('@');
        if (at < 1 || at != value.lastIndexOf('@') || at == value.length() - 1) {
            throw new IllegalArgumentException("an e-mail address is name@domain with one @");
        }
        requireLocalPart(value.substring(0, at));
        requireDomain(asciiDomain(value.substring(at + 1)));
    }

    /// The form by which an address is found again and kept off a list.
    public IndexForm indexForm() {
        return new IndexForm(
                Normaliser.EMAIL_1, localPart().toLowerCase(Locale.ROOT) + "@" + domain());
    }

    /// The domain in its ASCII form, lower case.
    public String domain() {
        return asciiDomain(value.substring(value.indexOf('@') + 1));
    }

    /// What stands before the `@`, as typed.
    public String localPart() {
        return value.substring(0, value.indexOf('@'));
    }

    /// The value as it is stored.
    public FieldValue toValue() {
        return new FieldValue.Text(value);
    }

    @Override
    public String toString() {
        return "EmailAddress[redacted]";
    }

    private static void requireLocalPart(String local) {
        if (local.codePointCount(0, local.length()) > MAX_LOCAL) {
            throw new IllegalArgumentException(
                    "an e-mail address has at most 64 characters before the @");
        }
        for (String atom : local.split("\\.", -1)) {
            if (!ATOM.matcher(atom).matches()) {
                throw new IllegalArgumentException(
                        "an e-mail address has only letters, digits, single dots and"
                                + " !#$%&'*+/=?^_`{|}~- before the @");
            }
        }
    }

    private static String asciiDomain(String domain) {
        var out = new StringBuilder();
        var report = new IDNA.Info();
        DOMAINS.nameToASCII(domain, out, report);
        if (report.hasErrors()) {
            throw badDomain();
        }
        return out.toString();
    }

    private static void requireDomain(String ascii) {
        String[] labels = ascii.split("\\.", -1);
        boolean wellFormed = labels.length >= 2 && ascii.length() <= 253;
        for (String label : labels) {
            wellFormed &= LABEL.matcher(label).matches();
        }
        // A last label of digits alone would be an IPv4 address, never a domain.
        if (!wellFormed || DIGITS.matcher(labels[labels.length - 1]).matches()) {
            throw badDomain();
        }
    }

    private static IllegalArgumentException badDomain() {
        return new IllegalArgumentException(
                "an e-mail address ends in a domain such as example.org, of labels up to 63"
                        + " characters");
    }
}
