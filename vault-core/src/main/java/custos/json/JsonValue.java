package custos.json;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// A value of restricted JSON: a string, an integer, a list or an object; nothing else exists.
///
/// No null, no boolean, no fraction: each has more than one spelling somewhere, and these bytes are
/// hashed. Values are immutable.
public sealed interface JsonValue {

    /// A string; any Unicode text without unpaired surrogates.
    record Text(String value) implements JsonValue {
        public Text {
            requireWellFormed(value);
        }

        /// Redacted: a text may be personal data.
        @Override
        public String toString() {
            return "Text[" + value.length() + " characters]";
        }
    }

    /// An integer from -(2^53-1) to 2^53-1, the range every JSON reader keeps exactly (RFC 8785,
    /// 3.2.2.3).
    record Whole(long value) implements JsonValue {
        static final long MAX = (1L << 53) - 1;

        public Whole {
            if (value > MAX || value < -MAX) {
                throw new IllegalArgumentException("an integer is at most 2^53-1 in size");
            }
        }
    }

    /// A list, order kept.
    record Items(List<JsonValue> values) implements JsonValue {
        public Items {
            values = List.copyOf(values);
        }
    }

    /// An object; names are 1 to 64 printable ASCII characters, kept in their sorted order.
    record Members(SortedMap<String, JsonValue> values) implements JsonValue {
        public Members {
            values.keySet().forEach(JsonValue::requireName);
            values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
        }

        public Optional<JsonValue> find(String name) {
            return Optional.ofNullable(values.get(name));
        }

        /// The member as a string.
        ///
        /// @throws IllegalArgumentException when it is missing or of another type
        public String text(String name) {
            if (values.get(name) instanceof Text(String value)) {
                return value;
            }
            throw missing(name, "string");
        }

        /// The member as an integer; fails as [#text].
        public long whole(String name) {
            if (values.get(name) instanceof Whole(long value)) {
                return value;
            }
            throw missing(name, "integer");
        }

        /// The member as a list; fails as [#text].
        public List<JsonValue> items(String name) {
            if (values.get(name) instanceof Items(List<JsonValue> value)) {
                return value;
            }
            throw missing(name, "list");
        }

        /// The member as an object; fails as [#text].
        public Members members(String name) {
            if (values.get(name) instanceof Members value) {
                return value;
            }
            throw missing(name, "object");
        }

        private static IllegalArgumentException missing(String name, String type) {
            return new IllegalArgumentException("member '" + name + "' must be there as a " + type);
        }
    }

    /// Starts an object.
    static MembersBuilder object() {
        return new MembersBuilder();
    }

    /// A list of strings.
    static Items texts(List<String> values) {
        return new Items(values.stream().<JsonValue>map(Text::new).toList());
    }

    /// Collects the members of an object; absent values are left out, never written as null.
    final class MembersBuilder {
        private final TreeMap<String, JsonValue> members = new TreeMap<>();

        public MembersBuilder put(String name, JsonValue value) {
            if (members.put(name, value) != null) {
                throw new IllegalArgumentException("member '" + name + "' stands twice");
            }
            return this;
        }

        public MembersBuilder put(String name, String value) {
            return put(name, new Text(value));
        }

        public MembersBuilder put(String name, long value) {
            return put(name, new Whole(value));
        }

        public MembersBuilder put(String name, Optional<String> value) {
            value.ifPresent(text -> put(name, text));
            return this;
        }

        public Members build() {
            return new Members(members);
        }
    }

    private static void requireName(String name) {
        boolean printable = !name.isEmpty() && name.length() <= 64;
        for (int i = 0; printable && i < name.length(); i++) {
            printable = name.charAt(i) > 32 && name.charAt(i) < 127;
        }
        if (!printable) {
            throw new IllegalArgumentException(
                    "a member name is 1 to 64 printable ASCII characters");
        }
    }

    private static void requireWellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                throw new IllegalArgumentException("text has an unpaired surrogate");
            }
        }
    }
}
