package custos.api;

import custos.customer.FieldValue;
import custos.policy.FieldId;
import custos.policy.KindId;
import custos.policy.Policy;
import custos.policy.SourceId;
import custos.vault.core.FieldForms;
import custos.vault.rows.Refusal;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/// The fields of customers and records in JSON.
final class FieldJson {
    /// Where a change comes from that does not say.
    private static final String API = "api";

    private final FieldForms forms;

    FieldJson(ApiContext context) {
        this.forms = context.vault().forms();
    }

    Map<FieldId, FieldValue> read(Members body, Policy policy, KindId... kinds) {
        return forms.readAll(policy, body.object("fields"), kinds);
    }

    /// A merge patch (RFC 7396): null deletes.
    Map<FieldId, Optional<FieldValue>> readPatch(
            Map<String, @Nullable Object> patch, Policy policy, KindId... kinds) {
        return forms.readPatch(policy, patch, kinds);
    }

    /// Where data comes from; `api` when the client does not say.
    static SourceId source(Members body) {
        return code(body, "source", body.maybeText("source").orElse(API), SourceId::new);
    }

    static <T> T code(
            Members body, String name, String text, java.util.function.Function<String, T> form) {
        try {
            return form.apply(text);
        } catch (IllegalArgumentException e) {
            throw new Refusal.BadField(body.place(name), String.valueOf(e.getMessage()));
        }
    }

    static <T> T code(Members body, String name, java.util.function.Function<String, T> form) {
        return code(body, name, body.text(name), form);
    }

    static Set<FieldId> ids(Members body, String name) {
        return body.texts(name).stream()
                .map(text -> code(body, name, text, FieldId::new))
                .collect(Collectors.toUnmodifiableSet());
    }

    /// Opened values as the member `fields`.
    static void write(JsonGenerator json, Policy policy, Map<FieldId, FieldValue> values) {
        json.writeName("fields");
        value(json, FieldForms.showAll(policy, values));
    }

    /// Values as their masks leave them, as the member `fields`.
    static void writeMasked(JsonGenerator json, Map<FieldId, String> values) {
        json.writeObjectPropertyStart("fields");
        values.forEach((field, shown) -> json.writeStringProperty(field.value(), shown));
        json.writeEndObject();
    }

    static void value(JsonGenerator json, @Nullable Object value) {
        switch (value) {
            case null -> json.writeNull();
            case String text -> json.writeString(text);
            case Boolean flag -> json.writeBoolean(flag);
            case Integer number -> json.writeNumber(number);
            case Long number -> json.writeNumber(number);
            case Iterable<?> items -> {
                json.writeStartArray();
                items.forEach(item -> value(json, item));
                json.writeEndArray();
            }
            case Map<?, ?> members -> {
                json.writeStartObject();
                members.forEach((name, member) -> {
                    json.writeName(String.valueOf(name));
                    value(json, member);
                });
                json.writeEndObject();
            }
            default -> throw new IllegalStateException("no JSON for " + value.getClass());
        }
    }
}
