package custos.vault.core;

import custos.customer.CountryCode;
import custos.customer.FieldValue;
import custos.customer.PlainText;
import custos.customer.PostalAddress;
import custos.json.JsonValue;
import custos.json.JsonValue.Items;
import custos.json.JsonValue.Members;
import custos.vault.rows.Refusal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/// Values of several parts: addresses, lists, the lines of a purchase, social handles, ranks. What
/// is not a known part is refused, so that a misspelt name never loses data silently.
public final class PartedForms {
    private static final int MAX_ITEMS = 500;
    private static final Set<String> ADDRESS =
            Set.of("line1", "line2", "city", "postcode", "region", "country");
    private static final Set<String> LINE = Set.of("item", "quantity", "unit_price", "sku");
    private static final Set<String> HANDLE =
            Set.of("network", "handle", "followers", "counted_on", "source");

    private PartedForms() {}

    static FieldValue address(String path, Object raw) {
        Map<?, ?> parts = members(path, raw, ADDRESS);
        String country = part(path, parts, "country");
        return at(
                        path,
                        () ->
                                new PostalAddress(
                                        part(path, parts, "line1"),
                                        part(path, parts, "line2"),
                                        part(path, parts, "city"),
                                        part(path, parts, "postcode"),
                                        part(path, parts, "region"),
                                        country.isEmpty()
                                                ? Optional.empty()
                                                : Optional.of(
                                                        at(
                                                                path + ".country",
                                                                () -> CountryCode.parse(country)))))
                .toValue();
    }

    private static String part(String path, Map<?, ?> parts, String name) {
        Object raw = parts.get(name);
        return raw == null ? "" : at(path + "." + name, () -> FieldForms.text(raw));
    }

    static FieldValue list(String path, Object raw) {
        return items(
                path,
                raw,
                MAX_ITEMS,
                (at, item) ->
                        new JsonValue.Text(
                                PlainText.line("an entry", FieldForms.text(item), 1, 1_000)));
    }

    static FieldValue codes(String path, Object raw) {
        return items(path, raw, MAX_ITEMS, (at, item) -> new JsonValue.Text(code(item)));
    }

    private static String code(Object raw) {
        String code = FieldForms.text(raw);
        if (!code.matches("[a-z][a-z0-9_-]{0,63}")) {
            throw new IllegalArgumentException("a code is 1 to 64 of a-z, 0-9, _ and -");
        }
        return code;
    }

    static FieldValue purchaseLines(String path, Object raw, int max) {
        return items(path, raw, max, PartedForms::purchaseLine);
    }

    private static JsonValue purchaseLine(String path, Object raw) {
        Map<?, ?> line = members(path, raw, LINE);
        return JsonValue.object()
                .put("item", required(path, line, "item", item -> line("an item", item, 200)))
                .put("quantity", required(path, line, "quantity", PartedForms::decimal))
                .put("unit_price", required(path, line, "unit_price", PartedForms::decimal))
                .put("sku", optional(path, line, "sku", sku -> line("an article number", sku, 64)))
                .build();
    }

    static FieldValue socialHandles(String path, Object raw) {
        return items(path, raw, MAX_ITEMS, PartedForms::socialHandle);
    }

    private static JsonValue socialHandle(String path, Object raw) {
        Map<?, ?> handle = members(path, raw, HANDLE);
        var json =
                JsonValue.object()
                        .put(
                                "network",
                                required(path, handle, "network", text -> line("it", text, 64)))
                        .put(
                                "handle",
                                required(path, handle, "handle", text -> line("it", text, 200)))
                        .put(
                                "source",
                                optional(path, handle, "source", text -> line("it", text, 100)))
                        .put(
                                "counted_on",
                                optional(
                                        path,
                                        handle,
                                        "counted_on",
                                        day -> FieldForms.date(day).toString()));
        Object followers = handle.get("followers");
        if (followers != null) {
            json.put("followers", at(path + ".followers", () -> followers(followers)));
        }
        return json.build();
    }

    private static long followers(Object raw) {
        long count = FieldForms.wholeNumber(raw);
        if (count < 0 || count > 10_000_000_000L) {
            throw new IllegalArgumentException("a reach is from 0 to 10,000,000,000");
        }
        return count;
    }

    /// Ranks as `{price: 1, quality: 2}`, or as a list from the most important on.
    static FieldValue ranks(String path, Object raw, List<String> choices) {
        var ranks = JsonValue.object();
        if (raw instanceof List<?> order) {
            for (int i = 0; i < order.size(); i++) {
                ranks.put(choice(path + "[" + i + "]", order.get(i), choices), i + 1L);
            }
            return new FieldValue.Json(ranks.build());
        }
        var taken = new HashSet<Long>();
        members(path, raw, Set.copyOf(choices))
                .forEach((choice, rank) -> {
                    String at = path + "." + choice;
                    long number = at(at, () -> FieldForms.wholeNumber(present(at, rank)));
                    if (number < 1 || number > choices.size() || !taken.add(number)) {
                        throw new Refusal.BadField(
                                at, "a rank is from 1 to " + choices.size() + ", none twice");
                    }
                    ranks.put(String.valueOf(choice), number);
                });
        return new FieldValue.Json(ranks.build());
    }

    private static String choice(
            String path, @org.jspecify.annotations.Nullable Object raw, List<String> choices) {
        if (raw instanceof String choice && choices.contains(choice)) {
            return choice;
        }
        throw new Refusal.BadField(
                path, "a choice is one of the " + choices.size() + " answers of its field");
    }

    private static String line(String what, Object raw, int max) {
        return PlainText.line(what, FieldForms.text(raw), 1, max);
    }

    private static String decimal(Object raw) {
        return FieldForms.decimal(raw).plain();
    }

    private static FieldValue items(
            String path, Object raw, int max, BiFunction<String, Object, JsonValue> read) {
        if (!(raw instanceof List<?> list)) {
            throw new Refusal.BadField(path, "this is a list");
        }
        if (list.size() > max) {
            throw new Refusal.BadField(path, "this list has at most " + max + " entries");
        }
        var items = new ArrayList<JsonValue>(list.size());
        for (int i = 0; i < list.size(); i++) {
            String at = path + "[" + i + "]";
            Object item = present(at, list.get(i));
            items.add(at(at, () -> read.apply(at, item)));
        }
        return new FieldValue.Json(new Items(items));
    }

    private static Object present(String path, @org.jspecify.annotations.Nullable Object raw) {
        if (raw == null) {
            throw new Refusal.BadField(path, "this is missing");
        }
        return raw;
    }

    private static String required(
            String path, Map<?, ?> parts, String name, Function<Object, String> read) {
        return optional(path, parts, name, read)
                .orElseThrow(() -> new Refusal.BadField(path + "." + name, "this is missing"));
    }

    private static Optional<String> optional(
            String path, Map<?, ?> parts, String name, Function<Object, String> read) {
        Object raw = parts.get(name);
        return raw == null
                ? Optional.empty()
                : Optional.of(at(path + "." + name, () -> read.apply(raw)));
    }

    private static Map<?, ?> members(String path, Object raw, Set<String> known) {
        if (!(raw instanceof Map<?, ?> parts)) {
            throw new Refusal.BadField(path, "this is an object of named parts");
        }
        for (Object name : parts.keySet()) {
            if (!(name instanceof String text) || !known.contains(text)) {
                throw new Refusal.BadField(
                        path + "." + name(String.valueOf(name)), "there is no such part");
            }
        }
        return parts;
    }

    /// A name from outside as it may stand in a message: whoever puts an address where a name
    /// belongs does not find it in a log.
    static String name(String name) {
        return name.matches("[A-Za-z0-9_-]{1,64}") ? name : "?";
    }

    private static <T> T at(String path, java.util.function.Supplier<T> read) {
        try {
            return read.get();
        } catch (IllegalArgumentException e) {
            throw new Refusal.BadField(path, String.valueOf(e.getMessage()));
        }
    }

    /// How many characters all texts have together.
    static int characters(JsonValue json) {
        return switch (json) {
            case JsonValue.Text(String text) -> text.codePointCount(0, text.length());
            case JsonValue.Whole _ -> 0;
            case Items(List<JsonValue> items) ->
                    items.stream().mapToInt(PartedForms::characters).sum();
            case Members(var members) ->
                    members.values().stream().mapToInt(PartedForms::characters).sum();
        };
    }

    /// A stored value as plain Java.
    public static Object show(JsonValue json) {
        return switch (json) {
            case JsonValue.Text(String text) -> text;
            case JsonValue.Whole(long number) -> number;
            case Items(List<JsonValue> items) -> items.stream().map(PartedForms::show).toList();
            case Members(var members) -> {
                var shown = new LinkedHashMap<String, Object>();
                members.forEach((name, value) -> shown.put(name, show(value)));
                yield shown;
            }
        };
    }
}
