package custos.customer;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import custos.json.JsonValue;
import java.util.Optional;
import java.util.regex.Pattern;

/// A telephone number: as it was typed, and in E.164 when it is a valid number somewhere.
///
/// A number that is not valid is kept as typed (a customer's note such as "ask for Eva" belongs
/// there) but never indexed. An extension stays in the typed form only. Both forms are stored, so a
/// newer edition of the numbering plans never changes what a token was made of.
public record PhoneNumber(String typed, Optional<String> e164) {
    /// The most characters of the typed form.
    public static final int MAX = 60;

    private static final String WHAT = "a telephone number";
    private static final Pattern E164 = Pattern.compile("\\+[1-9][0-9]{1,14}");
    private static final PhoneNumberUtil PLANS = PhoneNumberUtil.getInstance();

    public PhoneNumber {
        typed = PlainText.lineWithDigits(WHAT, typed, MAX);
        if (typed.codePoints().noneMatch(Character::isDigit)) {
            throw new IllegalArgumentException("a telephone number has at least one digit");
        }
        if (e164.isPresent() && !E164.matcher(e164.get()).matches()) {
            throw new IllegalArgumentException("an E.164 number is + and 2 to 15 digits");
        }
        if (e164.isEmpty()) {
            CardNumber.refuse(WHAT, typed);
        }
    }

    /// Reads what was typed; a number without country prefix belongs to the default country.
    public static PhoneNumber parse(String typed, CountryCode defaultCountry) {
        String line = PlainText.lineWithDigits(WHAT, typed, MAX);
        return new PhoneNumber(line, valid(line, defaultCountry.value()));
    }

    /// Reads the stored value again: the object of [#toValue], or plain text without an E.164 form.
    public static PhoneNumber of(FieldValue value) {
        if (value instanceof FieldValue.Json(JsonValue.Members parts)) {
            boolean valid = parts.find("e164").isPresent();
            return new PhoneNumber(
                    parts.text("typed"),
                    valid ? Optional.of(parts.text("e164")) : Optional.empty());
        }
        if (value instanceof FieldValue.Text(String typed)) {
            return new PhoneNumber(typed, Optional.empty());
        }
        throw new IllegalArgumentException("a telephone number is stored as an object or a text");
    }

    /// The form by which a number is found again and kept off a list; only of a valid number.
    public Optional<IndexForm> indexForm() {
        return e164.map(number -> new IndexForm(Normaliser.PHONE_1, number));
    }

    /// The value as it is stored: an object of `typed` and, when valid, `e164`.
    public FieldValue toValue() {
        return new FieldValue.Json(
                JsonValue.object().put("typed", typed).put("e164", e164).build());
    }

    @Override
    public String toString() {
        return "PhoneNumber[redacted]";
    }

    /// True for a valid number written with `+` and its country prefix.
    static boolean isInternational(String text) {
        return valid(text, "ZZ").isPresent();
    }

    private static Optional<String> valid(String text, String region) {
        try {
            var number = PLANS.parse(text, region);
            if (!PLANS.isValidNumber(number)) {
                return Optional.empty();
            }
            number.clearExtension();
            return Optional.of(PLANS.format(number, PhoneNumberFormat.E164));
        } catch (NumberParseException e) {
            return Optional.empty();
        }
    }
}
