package custos.vault.lists;

import custos.json.JsonValue;
import custos.json.JsonValue.Items;
import custos.json.JsonValue.Members;
import custos.policy.FieldForm;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/// A value of several parts as the text of one cell, its entries parted by semicolons.
final class PartedText {
    private PartedText() {}

    static String of(FieldForm form, JsonValue value) {
        return switch (form) {
            case SOCIAL_HANDLES -> each(value, PartedText::handle);
            case PURCHASE_LINES -> each(value, PartedText::line);
            case RANKS -> ranks(value);
            default -> each(value, PartedText::parts);
        };
    }

    private static String each(JsonValue value, Function<Members, String> of) {
        return value instanceof Items(List<JsonValue> items)
                ? items.stream()
                        .map(item -> item instanceof Members row ? of.apply(row) : text(item))
                        .collect(Collectors.joining("; "))
                : text(value);
    }

    /// A network and a name there; with its reach in brackets, where one is known.
    private static String handle(Members row) {
        String name = row.text("network") + " " + row.text("handle");
        String day = row.find("counted_on").map(on -> ", " + text(on)).orElse("");
        return row.find("followers")
                .map(followers -> name + " (" + text(followers) + day + ")")
                .orElse(name);
    }

    private static String line(Members row) {
        return row.text("quantity") + " x " + row.text("item") + ", " + row.text("unit_price");
    }

    /// From the most important on.
    private static String ranks(JsonValue value) {
        return value instanceof Members places
                ? places.values().keySet().stream()
                        .sorted(Comparator.comparingLong(places::whole))
                        .map(choice -> places.whole(choice) + " " + choice)
                        .collect(Collectors.joining("; "))
                : text(value);
    }

    private static String text(JsonValue value) {
        return switch (value) {
            case JsonValue.Text(String text) -> text;
            case JsonValue.Whole(long number) -> Long.toString(number);
            case Items items -> each(items, PartedText::parts);
            case Members members -> parts(members);
        };
    }

    private static String parts(Members members) {
        return members.values().values().stream()
                .map(PartedText::text)
                .collect(Collectors.joining(" "));
    }
}
