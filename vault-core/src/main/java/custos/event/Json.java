package custos.event;

import custos.json.JsonValue;
import custos.json.JsonValue.Items;
import custos.json.JsonValue.Members;
import custos.json.JsonValue.Text;
import custos.json.JsonValue.Whole;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Optional members and the one way a time is written.
final class Json {
    /// RFC 3339 in UTC with milliseconds and `Z`.
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private Json() {}

    static String time(Instant at) {
        return TIME.format(at);
    }

    static Optional<String> text(Members from, String name) {
        return from.find(name)
                .map(value -> {
                    if (value instanceof Text(String text)) {
                        return text;
                    }
                    throw new IllegalArgumentException("member '" + name + "' must be text");
                });
    }

    static String text(JsonValue value) {
        if (value instanceof Text(String text)) {
            return text;
        }
        throw new IllegalArgumentException("a list of texts holds something else");
    }

    static Optional<Instant> time(Members from, String name) {
        return text(from, name).map(Instant::parse);
    }

    static OptionalLong whole(Members from, String name) {
        return from.find(name).isPresent()
                ? OptionalLong.of(from.whole(name))
                : OptionalLong.empty();
    }

    static List<JsonValue> items(Members from, String name) {
        return from.find(name).isPresent() ? from.items(name) : List.of();
    }

    static Items wholes(List<Integer> values) {
        return new Items(values.stream().<JsonValue>map(value -> new Whole(value)).toList());
    }

    static List<Integer> ints(Members from, String name) {
        return items(from, name).stream()
                .map(value -> {
                    if (value instanceof Whole(long number)) {
                        return Math.toIntExact(number);
                    }
                    throw new IllegalArgumentException("'" + name + "' must hold integers");
                })
                .toList();
    }
}
