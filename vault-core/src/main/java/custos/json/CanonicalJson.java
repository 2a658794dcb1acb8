package custos.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import custos.json.JsonValue.Items;
import custos.json.JsonValue.Members;
import custos.json.JsonValue.Text;
import custos.json.JsonValue.Whole;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/// The one encoding of a [JsonValue]: RFC 8785 over ASCII member names, strings, integers, lists
/// and objects.
///
/// [#parse] accepts exactly the bytes that [#encode] writes and refuses every other spelling of the
/// same value, so equal values have equal hashes. Nesting is at most 16 levels.
public final class CanonicalJson {
    private static final int MAX_DEPTH = 16;
    private static final String HEX = "0123456789abcdef";

    private CanonicalJson() {}

    /// The canonical UTF-8 bytes.
    public static byte[] encode(JsonValue value) {
        return encodeText(value).getBytes(UTF_8);
    }

    /// The canonical text.
    public static String encodeText(JsonValue value) {
        var out = new StringBuilder(256);
        write(value, out, 0);
        return out.toString();
    }

    /// Reads canonical bytes.
    ///
    /// @throws IllegalArgumentException when the bytes are not the canonical form of some value
    public static JsonValue parse(byte[] bytes) {
        String text;
        try {
            text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("canonical JSON must be UTF-8", e);
        }
        var parser = new Parser(text);
        JsonValue value = parser.value(0);
        parser.requireEnd();
        if (!Arrays.equals(encode(value), bytes)) {
            throw new IllegalArgumentException("JSON is not in its canonical form");
        }
        return value;
    }

    /// Reads canonical bytes that must be an object.
    public static Members parseObject(byte[] bytes) {
        if (parse(bytes) instanceof Members members) {
            return members;
        }
        throw new IllegalArgumentException("canonical JSON must be an object here");
    }

    private static void write(JsonValue value, StringBuilder out, int depth) {
        requireDepth(depth);
        switch (value) {
            case Text(String text) -> writeText(text, out);
            case Whole(long number) -> out.append(number);
            case Items(List<JsonValue> values) -> {
                out.append('[');
                for (int i = 0; i < values.size(); i++) {
                    if (i > 0) {
                        out.append(',');
                    }
                    write(values.get(i), out, depth + 1);
                }
                out.append(']');
            }
            case Members(var members) -> {
                char before = '{';
                for (var member : members.entrySet()) {
                    out.append(before);
                    writeText(member.getKey(), out);
                    out.append(':');
                    write(member.getValue(), out, depth + 1);
                    before = ',';
                }
                out.append(before == '{' ? "{}" : "}");
            }
        }
    }

    private static void writeText(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\b' -> out.append("\\b");
                case '\t' -> out.append("\\t");
                case '\n' -> out.append("\\n");
                case '\f' -> out.append("\\f");
                case '\r' -> out.append("\\r");
                default -> {
                    if (c < ' ') {
                        out.append("\\u00").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }

    private static void requireDepth(int depth) {
        if (depth > MAX_DEPTH) {
            throw new IllegalArgumentException("JSON nests deeper than " + MAX_DEPTH + " levels");
        }
    }

    /// Reads any JSON of the restricted kind without spaces; the caller compares the spelling.
    private static final class Parser {
        private final String text;
        private int at;

        Parser(String text) {
            this.text = text;
        }

        JsonValue value(int depth) {
            requireDepth(depth);
            return switch (peek()) {
                case '"' -> new Text(string());
                case '[' -> items(depth);
                case '{' -> members(depth);
                default -> number();
            };
        }

        void requireEnd() {
            if (at != text.length()) {
                throw broken();
            }
        }

        private Items items(int depth) {
            var values = new ArrayList<JsonValue>();
            take('[');
            if (peek() == ']') {
                at++;
                return new Items(values);
            }
            do {
                values.add(value(depth + 1));
            } while (more(']'));
            return new Items(values);
        }

        private Members members(int depth) {
            var values = new TreeMap<String, JsonValue>();
            take('{');
            if (peek() == '}') {
                at++;
                return new Members(values);
            }
            do {
                String name = string();
                take(':');
                if (values.put(name, value(depth + 1)) != null) {
                    throw new IllegalArgumentException("a JSON member stands twice");
                }
            } while (more('}'));
            return new Members(values);
        }

        private boolean more(char end) {
            if (peek() == end) {
                at++;
                return false;
            }
            take(',');
            return true;
        }

        private Whole number() {
            int from = at;
            while (at < text.length() && "-0123456789".indexOf(text.charAt(at)) >= 0) {
                at++;
            }
            if (at == from || at - from > 17) {
                throw broken();
            }
            try {
                return new Whole(Long.parseLong(text, from, at, 10));
            } catch (NumberFormatException e) {
                throw broken();
            }
        }

        private String string() {
            take('"');
            var out = new StringBuilder();
            while (true) {
                char c = next();
                if (c == '"') {
                    return out.toString();
                }
                out.append(c == '\\' ? escape() : c);
            }
        }

        private char escape() {
            char c = next();
            return switch (c) {
                case '"', '\\' -> c;
                case 'b' -> '\b';
                case 't' -> '\t';
                case 'n' -> '\n';
                case 'f' -> '\f';
                case 'r' -> '\r';
                case 'u' -> (char) (hex() << 12 | hex() << 8 | hex() << 4 | hex());
                default -> throw broken();
            };
        }

        private int hex() {
            int digit = HEX.indexOf(next());
            if (digit < 0) {
                throw broken();
            }
            return digit;
        }

        private char peek() {
            if (at >= text.length()) {
                throw broken();
            }
            return text.charAt(at);
        }

        private char next() {
            char c = peek();
            at++;
            return c;
        }

        private void take(char expected) {
            if (next() != expected) {
                throw broken();
            }
        }

        private IllegalArgumentException broken() {
            return new IllegalArgumentException("JSON is broken near character " + at);
        }
    }
}
