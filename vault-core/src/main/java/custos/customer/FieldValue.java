package custos.customer;

import static java.nio.charset.StandardCharsets.UTF_8;

import custos.json.CanonicalJson;
import custos.json.JsonValue;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;

/// One value of one field of a customer: personal data, so every kind redacts itself in `toString`.
///
/// [#toBytes] and [#parse] are the value bytes of a field's plaintext: exactly one spelling a
/// value, at most 1 MiB, any other spelling is refused. Numbers of the types are stored and never
/// change.
public sealed interface FieldValue {
    /// The most bytes that a value can have.
    int MAX_BYTES = 1 << 20;

    /// The number of the type, as stored in front of the value.
    default int type() {
        return switch (this) {
            case Text _ -> 1;
            case Day _ -> 2;
            case Whole _ -> 3;
            case Flag _ -> 4;
            case Decimal _ -> 5;
            case Json _ -> 6;
        };
    }

    /// The bytes of the value, without type, length and padding.
    default byte[] toBytes() {
        return switch (this) {
            case Text(String value) -> value.getBytes(UTF_8);
            case Day(LocalDate value) -> value.toString().getBytes(UTF_8);
            case Whole(long value) -> ByteBuffer.allocate(8).putLong(value).array();
            case Flag(boolean value) -> new byte[] {(byte) (value ? 1 : 0)};
            case Decimal(BigDecimal value) -> value.toPlainString().getBytes(UTF_8);
            case Json(JsonValue value) -> CanonicalJson.encode(value);
        };
    }

    /// The value as one line of text for a page, a list or a file. Not redacted.
    default String plain() {
        return switch (this) {
            case Whole(long value) -> Long.toString(value);
            case Flag(boolean value) -> value ? "true" : "false";
            case Text _, Day _, Decimal _, Json _ -> new String(toBytes(), UTF_8);
        };
    }

    /// Reads the bytes of a value.
    ///
    /// @throws IllegalArgumentException when the type is unknown or the bytes are not the one
    ///   spelling of a value of it
    static FieldValue parse(int type, byte[] bytes) {
        requireSize(bytes.length);
        return switch (type) {
            case 1 -> new Text(utf8(bytes));
            case 2 -> day(utf8(bytes));
            case 3 -> whole(bytes);
            case 4 -> flag(bytes);
            case 5 -> Decimal.canonical(utf8(bytes));
            case 6 -> new Json(CanonicalJson.parse(bytes));
            default -> throw new IllegalArgumentException("there is no field type " + type);
        };
    }

    /// Text in NFC: brought to NFC when made; no NUL, no unpaired surrogate.
    record Text(String value) implements FieldValue {
        public Text {
            PlainText.requireWellFormed("a text", value);
            value = Normalizer.normalize(value, Normalizer.Form.NFC);
            requireSize(value.getBytes(UTF_8).length);
        }

        @Override
        public String toString() {
            return "Text[redacted]";
        }
    }

    /// A day of the calendar, in the years 1 to 9999.
    record Day(LocalDate value) implements FieldValue {
        public Day {
            if (value.getYear() < 1 || value.getYear() > 9999) {
                throw new IllegalArgumentException("a date is in the years 1 to 9999");
            }
        }

        @Override
        public String toString() {
            return "Day[redacted]";
        }
    }

    /// A whole number of 64 bits.
    record Whole(long value) implements FieldValue {
        @Override
        public String toString() {
            return "Whole[redacted]";
        }
    }

    /// Yes or no.
    record Flag(boolean value) implements FieldValue {
        @Override
        public String toString() {
            return "Flag[redacted]";
        }
    }

    /// A decimal number of at most 38 digits, 18 of them after the point. The scale is kept: 1.50
    /// is not 1.5.
    record Decimal(BigDecimal value) implements FieldValue {
        /// The most digits in all.
        public static final int MAX_DIGITS = 38;

        /// The most digits after the point.
        public static final int MAX_SCALE = 18;

        public Decimal {
            if (value.scale() < 0 && value.scale() > -MAX_DIGITS) {
                value = value.setScale(0);
            }
            if (value.scale() < 0 || value.scale() > MAX_SCALE || value.precision() > MAX_DIGITS) {
                throw new IllegalArgumentException(
                        "a decimal has at most 38 digits, 18 of them after the point");
            }
        }

        static Decimal canonical(String text) {
            // The length bounds the work before BigDecimal sees digits that an attacker chose.
            if (text.length() > MAX_DIGITS + 3
                    || !text.matches("-?(0|[1-9][0-9]*)(\\.[0-9]+)?")
                    || text.matches("-[0.]+")) {
                throw new IllegalArgumentException("a decimal is not in its canonical form");
            }
            return new Decimal(new BigDecimal(text));
        }

        @Override
        public String toString() {
            return "Decimal[redacted]";
        }
    }

    /// Canonical JSON: an address, a list.
    record Json(JsonValue value) implements FieldValue {
        public Json {
            requireSize(CanonicalJson.encode(value).length);
        }

        @Override
        public String toString() {
            return "Json[redacted]";
        }
    }

    private static Day day(String text) {
        try {
            if (text.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}")) {
                return new Day(LocalDate.parse(text));
            }
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("a date is not a day of the calendar");
        }
        throw new IllegalArgumentException("a date is stored as YYYY-MM-DD");
    }

    private static Whole whole(byte[] bytes) {
        if (bytes.length != 8) {
            throw new IllegalArgumentException("a whole number is stored in 8 bytes");
        }
        return new Whole(ByteBuffer.wrap(bytes).getLong());
    }

    private static Flag flag(byte[] bytes) {
        if (bytes.length != 1 || bytes[0] < 0 || bytes[0] > 1) {
            throw new IllegalArgumentException("a yes or no is stored as one byte, 0 or 1");
        }
        return new Flag(bytes[0] == 1);
    }

    private static String utf8(byte[] bytes) {
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("a stored text is not UTF-8");
        }
    }

    private static void requireSize(int bytes) {
        if (bytes > MAX_BYTES) {
            throw new IllegalArgumentException("a value has at most 1 MiB");
        }
    }
}
