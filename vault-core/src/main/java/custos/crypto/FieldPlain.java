package custos.crypto;

import java.math.BigDecimal;
import java.time.LocalDate;

/// A field's value before it is sealed and after it is opened. None shows itself in `toString`.
public sealed interface FieldPlain {
    /// The longest value, in bytes: 1 MiB.
    int MAX_BYTES = 1 << 20;

    /// Text, kept in normalisation form C.
    record Text(String value) implements FieldPlain {
        public Text {
            value = Utf8.normalised(value);
        }

        @Override
        public String toString() {
            return "Text[hidden]";
        }
    }

    /// A day of the calendar, in the years 0000 to 9999.
    record Date(LocalDate value) implements FieldPlain {
        public Date {
            if (value.getYear() < 0 || value.getYear() > 9999) {
                throw new IllegalArgumentException("a date is in the years 0000 to 9999");
            }
        }

        @Override
        public String toString() {
            return "Date[hidden]";
        }
    }

    /// A whole number of 64 bits.
    record Whole(long value) implements FieldPlain {
        @Override
        public String toString() {
            return "Whole[hidden]";
        }
    }

    /// Yes or no.
    record Flag(boolean value) implements FieldPlain {
        @Override
        public String toString() {
            return "Flag[hidden]";
        }
    }

    /// A decimal number; its scale is kept, so 1.50 stays 1.50.
    record Decimal(BigDecimal value) implements FieldPlain {
        private static final int MAX_DIGITS = 100;

        public Decimal {
            if (value.scale() < 0) {
                value = shortEnough(value).setScale(0);
            }
            shortEnough(value);
        }

        private static BigDecimal shortEnough(BigDecimal value) {
            if (value.precision() > MAX_DIGITS || Math.abs((long) value.scale()) > MAX_DIGITS) {
                throw new IllegalArgumentException("a decimal has at most 100 digits");
            }
            return value;
        }

        @Override
        public String toString() {
            return "Decimal[hidden]";
        }
    }

    /// Canonical JSON, for addresses and lists; that it is canonical is the caller's word.
    record Json(String canonical) implements FieldPlain {
        public Json {
            canonical = Utf8.normalised(canonical);
        }

        @Override
        public String toString() {
            return "Json[hidden]";
        }
    }
}
