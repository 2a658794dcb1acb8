package custos.api;

import java.io.ByteArrayOutputStream;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// JSON on its way out: written straight to bytes.
final class JsonText {
    private static final JsonFactory FACTORY = new JsonFactory();

    private JsonText() {}

    /// The bytes of an object whose members the content writes.
    static byte[] object(Consumer<JsonGenerator> content) {
        var bytes = new ByteArrayOutputStream(512);
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
            json.writeStartObject();
            content.accept(json);
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    /// A list of objects.
    static <T> void items(
            JsonGenerator json, String name, Iterable<T> items, Consumer<T> oneObject) {
        json.writeArrayPropertyStart(name);
        for (T item : items) {
            json.writeStartObject();
            oneObject.accept(item);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    static void texts(JsonGenerator json, String name, Iterable<String> texts) {
        json.writeArrayPropertyStart(name);
        texts.forEach(json::writeString);
        json.writeEndArray();
    }

    /// A member that is left out when there is nothing to say.
    static void maybe(JsonGenerator json, String name, Optional<String> text) {
        text.ifPresent(value -> json.writeStringProperty(name, value));
    }

    static void object(JsonGenerator json, String name, Map<String, String> members) {
        json.writeObjectPropertyStart(name);
        members.forEach(json::writeStringProperty);
        json.writeEndObject();
    }

    /// Whether the mirror holds what was done, when there is one (FORMATS "Mirror").
    static void mirrored(JsonGenerator json, Optional<Boolean> mirrored) {
        if (mirrored.isPresent()) {
            json.writeName("mirrored");
            if (mirrored.get()) {
                json.writeBoolean(true);
            } else {
                json.writeString("pending");
            }
        }
    }
}
