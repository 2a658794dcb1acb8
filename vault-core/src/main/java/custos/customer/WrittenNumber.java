package custos.customer;

import java.math.BigDecimal;

/// A number as people write it: `1250`, `-3.50`, `1 250,50`.
///
/// Spaces may part groups of three; one comma or one point is the decimal mark. Two different marks
/// are refused, because 1,250.50 and 1.250,50 cannot be told apart from typing errors; so is an
/// exponent.
public final class WrittenNumber {
    private static final int MAX_TYPED = 64;

    private WrittenNumber() {}

    /// Reads a decimal number of at most 38 digits, 18 of them after the mark; the scale is kept.
    public static FieldValue.Decimal decimal(String text) {
        String plain = plain(text).replace(',', '.');
        if (!plain.matches("-?[0-9]+(\\.[0-9]+)?")) {
            throw new IllegalArgumentException(
                    "a number has digits and at most one decimal point or comma");
        }
        return new FieldValue.Decimal(new BigDecimal(plain));
    }

    /// Reads a whole number of 64 bits.
    public static FieldValue.Whole whole(String text) {
        String plain = plain(text);
        if (!plain.matches("-?[0-9]{1,19}")) {
            throw new IllegalArgumentException("a whole number has 1 to 19 digits");
        }
        try {
            return new FieldValue.Whole(Long.parseLong(plain));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("a whole number is at most 2^63-1");
        }
    }

    /// Reads a yes or no: `true`, `false`. Other words are the import's to map, so that nothing
    /// unknown ever turns into a yes.
    public static FieldValue.Flag flag(String text) {
        return switch (PlainText.line("a yes or no", text, 1, MAX_TYPED)) {
            case "true" -> new FieldValue.Flag(true);
            case "false" -> new FieldValue.Flag(false);
            default -> throw new IllegalArgumentException("a yes or no is true or false");
        };
    }

    private static String plain(String text) {
        String line =
                PlainText.line("a number", text, 1, MAX_TYPED)
                        .replace('\u2212', '-')
                        .replaceAll("\\p{Zs}", " ");
        return line.matches("-?[0-9]{1,3}( [0-9]{3})+([.,][0-9]+)?") ? line.replace(" ", "") : line;
    }
}
