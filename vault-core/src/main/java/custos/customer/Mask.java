package custos.customer;

import java.util.Optional;

/// How much of a value is shown to somebody who has not opened it.
///
/// What cannot be read as the kind expects is hidden whole: a mask never fails open.
public enum Mask {
    /// The whole value.
    CLEAR,
    /// `j•••@example.org`: the first letter and the domain.
    EMAIL,
    /// `••• ••• 979`: the last three digits of a telephone number.
    LAST_THREE,
    /// An address's town and nothing else.
    TOWN_ONLY,
    /// `•••`.
    HIDDEN;

    /// What stands for a value of which nothing is shown.
    public static final String DOTS = "•••";

    /// The least digits of a number whose last three are shown: of a shorter one they would be
    /// half.
    private static final int MIN_DIGITS = 6;

    /// The text to show in place of the value.
    public String of(FieldValue value) {
        return switch (this) {
            case CLEAR -> clear(value);
            case EMAIL -> email(value);
            case LAST_THREE -> lastThree(value);
            case TOWN_ONLY -> town(value);
            case HIDDEN -> DOTS;
        };
    }

    private static String clear(FieldValue value) {
        return value.plain();
    }

    private static String email(FieldValue value) {
        String text = value instanceof FieldValue.Text(String typed) ? typed : "";
        int at = text.indexOf('@');
        if (at < 1 || at != text.lastIndexOf('@') || at == text.length() - 1) {
            return DOTS;
        }
        return text.substring(0, text.offsetByCodePoints(0, 1)) + DOTS + text.substring(at);
    }

    private static String lastThree(FieldValue value) {
        String digits = phone(value).replaceAll("[^0-9]", "");
        return digits.length() < MIN_DIGITS
                ? DOTS
                : DOTS + " " + DOTS + " " + digits.substring(digits.length() - 3);
    }

    private static String phone(FieldValue value) {
        try {
            PhoneNumber number = PhoneNumber.of(value);
            return number.e164().orElse(number.typed());
        } catch (IllegalArgumentException unreadable) {
            return "";
        }
    }

    private static String town(FieldValue value) {
        try {
            return Optional.of(PostalAddress.of(value).city())
                    .filter(city -> !city.isEmpty())
                    .orElse(DOTS);
        } catch (IllegalArgumentException unreadable) {
            return DOTS;
        }
    }
}
