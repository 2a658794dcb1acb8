package custos.proof;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The members of an object in a receipt, each read strictly: of its type, in its one spelling.
final class ReceiptMembers {
    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private final JsonNode object;
    private final String prefix;

    private ReceiptMembers(JsonNode object, String prefix) {
        this.object = object;
        this.prefix = prefix;
    }

    /// The object that a whole file spells.
    static ReceiptMembers of(byte[] file) {
        try {
            String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(file)).toString();
            JsonNode object = MAPPER.readTree(text);
            if (object.isObject()) {
                return new ReceiptMembers(object, "");
            }
        } catch (CharacterCodingException | JacksonException e) {
            // Refused below, as everything else that is no object.
        }
        throw new Refusing("file", Why.NOT_JSON);
    }

    void requireOnly(Set<String> known) {
        for (String name : object.propertyNames()) {
            if (!known.contains(name)) {
                // The name is the writer's own text, so only its place is told.
                throw new Refusing(prefix.isEmpty() ? "file" : prefix, Why.UNEXPECTED);
            }
        }
    }

    boolean has(String name) {
        return object.has(name);
    }

    private JsonNode member(String name) {
        JsonNode member = object.get(name);
        if (member == null) {
            throw refusing(name, Why.MISSING);
        }
        return member;
    }

    Refusing refusing(String name, Why why) {
        return new Refusing(prefix.isEmpty() ? name : prefix + "." + name, why);
    }

    String text(String name) {
        JsonNode member = member(name);
        if (!member.isString()) {
            throw refusing(name, Why.MALFORMED);
        }
        return member.asString();
    }

    Optional<String> maybeText(String name) {
        return has(name) ? Optional.of(text(name)) : Optional.empty();
    }

    /// A whole number from 0 to 2^53-1.
    long whole(String name) {
        JsonNode member = member(name);
        if (!member.isIntegralNumber()
                || !member.canConvertToLong()
                || member.asLong() < 0
                || member.asLong() >= 1L << 53) {
            throw refusing(name, Why.MALFORMED);
        }
        return member.asLong();
    }

    byte[] base64(String name) {
        return decoded(name, text(name));
    }

    byte[] base64(String name, int bytes) {
        byte[] decoded = base64(name);
        if (decoded.length != bytes) {
            throw refusing(name, Why.MALFORMED);
        }
        return decoded;
    }

    private byte[] decoded(String name, String text) {
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            if (Base64.getEncoder().encodeToString(bytes).equals(text)) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            // Refused below, as every other spelling.
        }
        throw refusing(name, Why.MALFORMED);
    }

    List<String> texts(String name) {
        JsonNode member = member(name);
        if (!member.isArray()) {
            throw refusing(name, Why.MALFORMED);
        }
        var texts = new ArrayList<String>();
        for (JsonNode one : member) {
            if (!one.isString()) {
                throw refusing(name, Why.MALFORMED);
            }
            texts.add(one.asString());
        }
        return texts;
    }

    List<byte[]> base64s(String name) {
        return texts(name).stream().map(text -> decoded(name, text)).toList();
    }

    JsonNode object(String name) {
        JsonNode member = member(name);
        if (!member.isObject()) {
            throw refusing(name, Why.MALFORMED);
        }
        return member;
    }

    Optional<ReceiptMembers> maybeObject(String name) {
        return has(name) ? Optional.of(new ReceiptMembers(object(name), name)) : Optional.empty();
    }
}
