package custos.web.staff;

import custos.customer.FieldValue;
import custos.customer.PhoneNumber;
import custos.customer.PostalAddress;
import custos.json.JsonValue;
import custos.policy.Field;
import custos.web.NotNowText;
import custos.web.PolicyWords;
import custos.web.Times;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Values as a reader reads them, in her language.
///
/// @param yes and `no` are the words for a flag
record ValueText(PolicyWords policy, Times times, Locale locale, String yes, String no) {

    String of(Field field, FieldValue value) {
        return switch (field.form()) {
            case ADDRESS -> address(value);
            case PHONE -> PhoneNumber.of(value).typed();
            case CHOICE -> policy.choice(field.id().value(), value.plain());
            case CODES -> NotNowText.is(field) ? notNow(value) : plain(value);
            default -> plain(value);
        };
    }

    private String notNow(FieldValue value) {
        return NotNowText.of(value, policy, times);
    }

    private String plain(FieldValue value) {
        return switch (value) {
            case FieldValue.Text(String text) -> text;
            case FieldValue.Day(LocalDate day) -> times.day(day);
            case FieldValue.Whole(long number) -> Long.toString(number);
            case FieldValue.Flag(boolean flag) -> flag ? yes : no;
            case FieldValue.Decimal(BigDecimal number) -> number.toPlainString();
            case FieldValue.Json(JsonValue json) -> json(json);
        };
    }

    private String address(FieldValue value) {
        PostalAddress address = PostalAddress.of(value);
        List<String> lines =
                new PostalAddress(
                                address.line1(),
                                address.line2(),
                                address.city(),
                                address.postcode(),
                                address.region(),
                                java.util.Optional.empty())
                        .parts();
        String country =
                address.country()
                        .map(code -> Locale.of("", code.value()).getDisplayCountry(locale))
                        .orElse("");
        return country.isEmpty()
                ? String.join("\n", lines)
                : String.join("\n", lines) + "\n" + country;
    }

    private static String json(JsonValue value) {
        return switch (value) {
            case JsonValue.Text(String text) -> text;
            case JsonValue.Whole(long number) -> Long.toString(number);
            case JsonValue.Items(List<JsonValue> items) ->
                    items.stream().map(ValueText::json).collect(Collectors.joining("\n"));
            case JsonValue.Members members ->
                    members.values().values().stream()
                            .map(ValueText::json)
                            .collect(Collectors.joining(" · "));
        };
    }
}
