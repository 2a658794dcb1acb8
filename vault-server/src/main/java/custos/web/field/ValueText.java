package custos.web.field;

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
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Values as a reader reads them, in her language.
///
/// @param yes and `no` are the words for a flag
public record ValueText(PolicyWords policy, Times times, Locale locale, String yes, String no) {

    public String of(Field field, FieldValue value) {
        return switch (field.form()) {
            case ADDRESS -> address(value);
            case PHONE -> PhoneNumber.of(value).typed();
            case CHOICE -> policy.choice(field.id().value(), value.plain());
            case RANKS -> ranks(field, value);
            case SOCIAL_HANDLES -> each(value, this::handle);
            case PURCHASE_LINES -> each(value, ValueText::line);
            case LINE -> named(field, value.plain());
            case CODES -> NotNowText.is(field) ? notNow(value) : plain(value);
            default -> plain(value);
        };
    }

    /// A text, or in words what it names of the policy.
    private String named(Field field, String text) {
        return switch (field.id().value()) {
            case "message_channel" -> policy.channel(text);
            case "message_purpose" -> policy.purpose(text);
            case "movement_reason" -> policy.of("prizes", text);
            default -> text;
        };
    }

    /// From the most important on.
    private String ranks(Field field, FieldValue value) {
        if (!(value instanceof FieldValue.Json(JsonValue.Members members))) {
            return plain(value);
        }
        return members.values().keySet().stream()
                .sorted(Comparator.comparingLong(members::whole))
                .map(choice ->
                        members.whole(choice) + ". " + policy.choice(field.id().value(), choice))
                .collect(Collectors.joining(", "));
    }

    private String each(FieldValue value, Function<JsonValue.Members, String> show) {
        return value instanceof FieldValue.Json(JsonValue.Items(List<JsonValue> items))
                ? items.stream()
                        .map(item ->
                                item instanceof JsonValue.Members row
                                        ? show.apply(row)
                                        : json(item))
                        .collect(Collectors.joining("\n"))
                : plain(value);
    }

    private String handle(JsonValue.Members row) {
        String name = row.text("network") + ": " + row.text("handle");
        String day =
                row.find("counted_on")
                        .map(_ -> ", " + times.day(LocalDate.parse(row.text("counted_on"))))
                        .orElse("");
        return row.find("followers")
                .map(_ -> name + " (" + row.whole("followers") + day + ")")
                .orElse(name);
    }

    private static String line(JsonValue.Members row) {
        return row.text("quantity") + " × " + row.text("item") + ", " + row.text("unit_price");
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
