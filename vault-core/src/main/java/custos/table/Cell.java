package custos.table;

import java.math.BigDecimal;

/// One cell of a table. It may hold personal data and redacts itself.
public sealed interface Cell {
    /// Text as somebody typed it.
    record Text(String value) implements Cell {
        @Override
        public String toString() {
            return "Text[redacted]";
        }
    }

    /// Digits that are no number, such as a telephone number: leading zeros and the plus stay.
    record Digits(String value) implements Cell {
        @Override
        public String toString() {
            return "Digits[redacted]";
        }
    }

    /// A code, a day or an id of our own making: no spreadsheet takes it for a formula.
    record Code(String value) implements Cell {
        public Code {
            if (SpreadsheetText.isFormula(value)) {
                throw new IllegalArgumentException("a code begins with no sign of a formula");
            }
        }

        @Override
        public String toString() {
            return "Code[redacted]";
        }
    }

    /// A number; one below zero stays a number.
    record Quantity(BigDecimal value) implements Cell {
        public static Quantity of(long value) {
            return new Quantity(BigDecimal.valueOf(value));
        }

        @Override
        public String toString() {
            return "Number[redacted]";
        }
    }

    /// Nothing.
    static Cell none() {
        return new Code("");
    }
}
