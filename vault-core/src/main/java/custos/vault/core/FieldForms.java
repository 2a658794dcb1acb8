package custos.vault.core;

import static custos.customer.WrittenDate.Order.DAY_FIRST;

import custos.customer.CardNumber;
import custos.customer.Choices;
import custos.customer.CountryCode;
import custos.customer.EmailAddress;
import custos.customer.ExternalReference;
import custos.customer.FieldValue;
import custos.customer.FullName;
import custos.customer.IncomeBand;
import custos.customer.PhoneNumber;
import custos.customer.PlainText;
import custos.customer.WebAddress;
import custos.customer.WrittenDate;
import custos.customer.WrittenNumber;
import custos.policy.Field;
import custos.policy.FieldForm;
import custos.policy.FieldId;
import custos.policy.KindId;
import custos.policy.Policy;
import custos.vault.rows.Refusal;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// The door between plain values, as a JSON parser or a form hands them over, and checked
/// [FieldValue]s: each value is read as its field's form in the policy says, and shown the same
/// way.
///
/// Plain values are `String`, `Boolean`, `Integer`, `Long`, `BigInteger`, `BigDecimal`, `List` and
/// `Map`; a `double` is refused, as it no longer holds what was typed. Every text passes the checks
/// for control characters and for payment card numbers, whatever its form. Refusals name the field,
/// or the path to its part (`lines[2].quantity`), and the limit, never the value.
///
/// Safe for use by many threads.
public final class FieldForms {
    private final InstantSource clock;

    /// @param clock what today is, for dates of birth
    public FieldForms(InstantSource clock) {
        this.clock = clock;
    }

    /// Reads the fields of a new thing of these kinds. A member that is null counts as missing.
    ///
    /// @param kinds where the fields may stand; all kinds when none is named
    /// @throws Refusal.BadField for a field that the kinds do not have, or that is not in its form
    public Map<FieldId, FieldValue> readAll(
            Policy policy, Map<String, ? extends @Nullable Object> raw, KindId... kinds) {
        var values = new LinkedHashMap<FieldId, FieldValue>();
        readPatch(policy, raw, kinds)
                .forEach((id, value) -> value.ifPresent(known -> values.put(id, known)));
        return values;
    }

    /// Reads a merge patch (RFC 7396): null deletes a field.
    ///
    /// A field is the smallest thing that a patch changes: an address, a list or the lines of a
    /// purchase are replaced whole. Half of a new address on half of an old one is nobody's
    /// address.
    ///
    /// @throws Refusal.BadField as [#readAll]
    public Map<FieldId, Optional<FieldValue>> readPatch(
            Policy policy, Map<String, ? extends @Nullable Object> raw, KindId... kinds) {
        var values = new LinkedHashMap<FieldId, Optional<FieldValue>>();
        raw.forEach((name, value) -> {
            Field field = field(policy, name, kinds);
            values.put(
                    field.id(),
                    value == null ? Optional.empty() : Optional.of(read(policy, field, value)));
        });
        return values;
    }

    private static Field field(Policy policy, String name, KindId... kinds) {
        Field field =
                id(name).flatMap(policy::field)
                        .orElseThrow(() ->
                                new Refusal.BadField(
                                        PartedForms.name(name), "the policy has no such field"));
        boolean here =
                kinds.length == 0
                        || Arrays.stream(kinds)
                                .flatMap(kind -> policy.kind(kind).stream())
                                .anyMatch(kind -> kind.fields().contains(field.id()));
        if (!here) {
            throw new Refusal.BadField(name, "the policy has no such field here");
        }
        if (field.form() == FieldForm.INTERNAL) {
            throw new Refusal.BadField(name, "the vault keeps this field itself");
        }
        return field;
    }

    private static Optional<FieldId> id(String name) {
        try {
            return Optional.of(new FieldId(name));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /// Reads one value.
    ///
    /// @throws Refusal.BadField when it is not in the field's form
    public FieldValue read(Policy policy, Field field, Object raw) {
        try {
            FieldValue value = parse(policy, field, raw, today());
            requireLength(field, value);
            return value;
        } catch (IllegalArgumentException e) {
            throw new Refusal.BadField(field.id().value(), String.valueOf(e.getMessage()));
        }
    }

    /// Reads the text of a sheet's cell: a date as people write it, a list parted by commas or
    /// semicolons. Empty when the policy has no such field, when the text is not in its form, or
    /// when the form does not fit one cell; a date of birth has a column of its own.
    static Optional<FieldValue> readTyped(Policy policy, FieldId id, String typed) {
        return policy.field(id)
                .flatMap(field -> {
                    try {
                        FieldValue value =
                                switch (field.form()) {
                                    case DATE ->
                                            new FieldValue.Day(WrittenDate.parse(typed, DAY_FIRST));
                                    case LIST -> PartedForms.list(id.value(), entries(typed));
                                    case FLAG ->
                                            WrittenNumber.flag(
                                                    typed.strip().toLowerCase(Locale.ROOT));
                                    case BIRTH_DATE,
                                            ADDRESS,
                                            CODES,
                                            SOCIAL_HANDLES,
                                            PURCHASE_LINES,
                                            RANKS,
                                            INTERNAL ->
                                            throw new IllegalArgumentException(
                                                    "this is no single text");
                                    default -> parse(policy, field, typed, LocalDate.EPOCH);
                                };
                        requireLength(field, value);
                        return Optional.of(value);
                    } catch (IllegalArgumentException | Refusal.BadField e) {
                        return Optional.empty();
                    }
                });
    }

    private static List<String> entries(String typed) {
        return Arrays.stream(typed.split("[,;]", -1))
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .toList();
    }

    private static FieldValue parse(Policy policy, Field field, Object raw, LocalDate today) {
        String what = field.id().value();
        return switch (field.form()) {
            case FULL_NAME -> new FullName(text(raw)).toValue();
            case EMAIL -> new EmailAddress(text(raw)).toValue();
            case PHONE ->
                    PhoneNumber.parse(text(raw), new CountryCode(policy.defaultCountry()))
                            .toValue();
            case ADDRESS -> PartedForms.address(what, raw);
            case BIRTH_DATE -> new FieldValue.Day(WrittenDate.requireBirth(date(raw), today));
            case REFERENCE -> new ExternalReference(text(raw)).toValue();
            case LINE -> new FieldValue.Text(PlainText.line(what, text(raw), 1, field.maxLength()));
            case TEXT ->
                    new FieldValue.Text(PlainText.lines(what, text(raw), 1, field.maxLength()));
            case CHOICE -> new Choices(field.choices()).one(text(raw));
            case CODES -> PartedForms.codes(what, raw);
            case LIST -> PartedForms.list(what, raw);
            case SOCIAL_HANDLES -> PartedForms.socialHandles(what, raw);
            case PURCHASE_LINES -> PartedForms.purchaseLines(what, raw, field.maxLength());
            case RANKS -> PartedForms.ranks(what, raw, field.choices());
            case INCOME_BAND -> IncomeBand.parse(text(raw)).toValue();
            case WHOLE -> whole(field, raw);
            case DATE -> new FieldValue.Day(date(raw));
            case INSTANT -> new FieldValue.Text(instant(raw).toString());
            case DECIMAL -> decimal(raw);
            case CURRENCY -> currency(raw);
            case FLAG -> flag(raw);
            case URL -> new WebAddress(text(raw)).toValue();
            case INTERNAL ->
                    throw new IllegalArgumentException("the vault keeps this field itself");
        };
    }

    private LocalDate today() {
        return clock.instant().atZone(ZoneOffset.UTC).toLocalDate();
    }

    /// Forms limit themselves; a policy may ask for less. The limit of a parted value is that of
    /// all its text together.
    private static void requireLength(Field field, FieldValue value) {
        if (field.form() == FieldForm.PURCHASE_LINES) {
            return;
        }
        int length =
                switch (value) {
                    case FieldValue.Text(String text) -> text.codePointCount(0, text.length());
                    case FieldValue.Json(var json) -> PartedForms.characters(json);
                    case FieldValue.Day _,
                            FieldValue.Whole _,
                            FieldValue.Flag _,
                            FieldValue.Decimal _ ->
                            0;
                };
        // A telephone number is stored twice, as typed and in E.164; only the typed form counts.
        if (length > field.maxLength() && field.form() != FieldForm.PHONE) {
            throw new IllegalArgumentException(
                    field.id().value() + " has at most " + field.maxLength() + " characters");
        }
    }

    static String text(Object raw) {
        if (raw instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("this is written as a text");
    }

    static LocalDate date(Object raw) {
        if (raw instanceof String text && text.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}")) {
            return WrittenDate.parse(text, DAY_FIRST);
        }
        throw new IllegalArgumentException("a date is written 1987-11-19");
    }

    private static Instant instant(Object raw) {
        try {
            if (raw instanceof String text && text.length() <= 40) {
                Instant at = OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MILLIS);
                int year = at.atOffset(ZoneOffset.UTC).getYear();
                if (year >= 1000 && year <= 9999) {
                    return at;
                }
            }
        } catch (DateTimeException e) {
            throw instantForm();
        }
        throw instantForm();
    }

    private static IllegalArgumentException instantForm() {
        return new IllegalArgumentException(
                "a point in time is written 2026-01-31T10:00:00Z (RFC 3339)");
    }

    private static FieldValue whole(Field field, Object raw) {
        long value = wholeNumber(raw);
        field.range()
                .filter(range -> !range.contains(value))
                .ifPresent(range -> {
                    throw new IllegalArgumentException(
                            "a whole number from " + range.min() + " to " + range.max());
                });
        return new FieldValue.Whole(value);
    }

    static long wholeNumber(Object raw) {
        long value =
                switch (raw) {
                    case Integer number -> number;
                    case Long number -> number;
                    case BigInteger number when number.bitLength() <= 63 -> number.longValue();
                    case String text -> WrittenNumber.whole(text).value();
                    default -> throw new IllegalArgumentException("this is a whole number");
                };
        requireNoCard(Long.toString(value));
        return value;
    }

    static FieldValue.Decimal decimal(Object raw) {
        FieldValue.Decimal value =
                switch (raw) {
                    case Integer number -> new FieldValue.Decimal(BigDecimal.valueOf(number));
                    case Long number -> new FieldValue.Decimal(BigDecimal.valueOf(number));
                    case BigInteger number -> new FieldValue.Decimal(new BigDecimal(number));
                    case BigDecimal number -> new FieldValue.Decimal(number);
                    case String text -> WrittenNumber.decimal(text);
                    default ->
                            throw new IllegalArgumentException(
                                    "this is a decimal number, or a text such as 1250.50");
                };
        requireNoCard(value.plain());
        return value;
    }

    /// A number is text by another name: a card number hides in it just as well.
    private static void requireNoCard(String digits) {
        if (CardNumber.appearsIn(digits)) {
            throw new IllegalArgumentException(
                    "this number looks like a payment card number; card numbers are never kept");
        }
    }

    private static FieldValue currency(Object raw) {
        String code = text(raw);
        boolean known =
                code.matches("[A-Z]{3}")
                        && Currency.getAvailableCurrencies().stream()
                                .anyMatch(currency -> currency.getCurrencyCode().equals(code));
        if (!known) {
            throw new IllegalArgumentException("a currency is an ISO 4217 code such as CZK");
        }
        return new FieldValue.Text(code);
    }

    private static FieldValue flag(Object raw) {
        return switch (raw) {
            case Boolean value -> new FieldValue.Flag(value);
            case String text -> WrittenNumber.flag(text);
            default -> throw new IllegalArgumentException("a yes or no is true or false");
        };
    }

    /// A value as plain Java for JSON: text, `Long`, `Boolean`, list or map; dates as ISO 8601,
    /// decimals as text (JSON numbers lose digits), a telephone number in E.164 when it is valid.
    /// Not redacted.
    public static Object show(Field field, FieldValue value) {
        return switch (value) {
            case FieldValue.Text(String text) -> text;
            case FieldValue.Day(LocalDate day) -> day.toString();
            case FieldValue.Whole(long number) -> number;
            case FieldValue.Flag(boolean flag) -> flag;
            case FieldValue.Decimal(BigDecimal number) -> number.toPlainString();
            case FieldValue.Json(var json) ->
                    field.form() == FieldForm.PHONE ? phone(value) : PartedForms.show(json);
        };
    }

    private static String phone(FieldValue value) {
        PhoneNumber number = PhoneNumber.of(value);
        return number.e164().orElse(number.typed());
    }

    /// Shows fields by name, in the order given. A field that the policy no longer has is left out.
    public static SequencedMap<String, Object> showAll(
            Policy policy, Map<FieldId, FieldValue> values) {
        var shown = new LinkedHashMap<String, Object>();
        values.forEach((id, value) ->
                policy.field(id).ifPresent(field -> shown.put(id.value(), show(field, value))));
        return shown;
    }
}
