package custos.customer;

import com.ibm.icu.lang.UCharacter;
import java.text.Normalizer;
import java.util.regex.Pattern;

/// A number or code under which another system, a card or a form knows the customer: 1 to 64
/// characters on one line, case kept as written and ignored when compared.
public record ExternalReference(String value) {
    /// The most characters of a reference.
    public static final int MAX = 64;

    private static final Pattern SPACES = Pattern.compile("[\\s\\p{Zs}]+");

    public ExternalReference {
        value = PlainText.line("a customer number or reference", value, 1, MAX);
    }

    /// The form by which it is found again.
    public IndexForm indexForm() {
        String folded = SPACES.matcher(UCharacter.foldCase(value, true)).replaceAll(" ");
        return new IndexForm(
                Normaliser.REFERENCE_1, Normalizer.normalize(folded, Normalizer.Form.NFC));
    }

    /// The value as it is stored.
    public FieldValue toValue() {
        return new FieldValue.Text(value);
    }

    @Override
    public String toString() {
        return "ExternalReference[redacted]";
    }
}
