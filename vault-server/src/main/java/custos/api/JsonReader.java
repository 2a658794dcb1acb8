package custos.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/// Reads a request body, strictly: one UTF-8 JSON object, no member twice, at most 12 levels deep
/// and 20,000 tokens long.
///
/// Texts become `String`, whole numbers `Long` or `BigInteger`, others `BigDecimal`, the rest
/// `Boolean`, `List`, `Map` and null.
final class JsonReader {
    private static final int MAX_DEPTH = 12;
    private static final JsonFactory FACTORY =
            JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(MAX_DEPTH)
                                    .maxTokenCount(20_000)
                                    .maxNumberLength(100)
                                    .maxNameLength(200)
                                    .build())
                    .build();

    private JsonReader() {}

    /// @throws Rejected with status 400 when it is anything else
    static Map<String, @Nullable Object> read(byte[] body) {
        try (JsonParser json = FACTORY.createParser(ObjectReadContext.empty(), utf8(body))) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw malformed("the body must be one JSON object");
            }
            Map<String, @Nullable Object> object = object(json);
            if (json.nextToken() != null) {
                throw malformed("something stands behind the JSON object");
            }
            return object;
        } catch (JacksonException e) {
            throw malformed("the body is not valid JSON" + place(e));
        }
    }

    /// Only the place: the parser's own message repeats what was sent.
    private static String place(JacksonException e) {
        return e.getLocation() == null || e.getLocation().getLineNr() < 1
                ? ""
                : ", see line "
                        + e.getLocation().getLineNr()
                        + ", column "
                        + e.getLocation().getColumnNr();
    }

    private static String utf8(byte[] body) {
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
        } catch (CharacterCodingException e) {
            throw malformed("the body is not UTF-8");
        }
    }

    private static Map<String, @Nullable Object> object(JsonParser json) {
        var members = new LinkedHashMap<String, @Nullable Object>();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            if (members.containsKey(name)) {
                throw malformed(Members.shown(name) + " stands twice");
            }
            json.nextToken();
            members.put(name, value(json));
        }
        return members;
    }

    private static List<@Nullable Object> list(JsonParser json) {
        var items = new ArrayList<@Nullable Object>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            items.add(value(json));
        }
        return items;
    }

    private static @Nullable Object value(JsonParser json) {
        return switch (json.currentToken()) {
            case START_OBJECT -> object(json);
            case START_ARRAY -> list(json);
            case VALUE_STRING -> json.getString();
            case VALUE_NUMBER_INT ->
                    json.getNumberValueExact() instanceof Integer small
                            ? (Object) small.longValue()
                            : json.getNumberValueExact();
            case VALUE_NUMBER_FLOAT -> json.getDecimalValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            case NOT_AVAILABLE, END_OBJECT, END_ARRAY, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT ->
                    throw malformed("the body is not valid JSON");
        };
    }

    private static Rejected malformed(String detail) {
        return new Rejected(Problem.of(400, "malformed", detail));
    }
}
