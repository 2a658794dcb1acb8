package custos.customer;

import java.util.regex.Pattern;

/// A person's whole name as she writes it: 1 to 200 characters, case kept, NFC.
///
/// No family name is demanded and one letter is a name (it need not even be a letter of a known
/// script); a text without any letter is not. Spaces inside are made single.
public record FullName(String value) {
    /// The most characters of a name.
    public static final int MAX = 200;

    private static final String WHAT = "a full name";
    private static final Pattern SPACES = Pattern.compile("[\\s\\p{Zs}]+");

    public FullName {
        value = SPACES.matcher(PlainText.line(WHAT, value, 1, MAX)).replaceAll(" ");
        if (value.codePoints().noneMatch(Character::isLetter)) {
            throw new IllegalArgumentException("a full name has at least one letter");
        }
    }

    /// The value as it is stored.
    public FieldValue toValue() {
        return new FieldValue.Text(value);
    }

    @Override
    public String toString() {
        return "FullName[redacted]";
    }
}
