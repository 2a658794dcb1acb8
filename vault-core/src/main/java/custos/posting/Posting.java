package custos.posting;

import custos.customer.EmailAddress;
import custos.customer.FieldValue;
import custos.json.JsonValue;
import custos.json.JsonValue.Members;
import custos.json.JsonValue.Text;
import custos.policy.FieldId;
import custos.policy.Language;
import custos.policy.NoticeDigest;
import custos.policy.PurposeId;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What somebody handed in through a public form. Whose address it is, nobody knows yet.
///
/// @param language in which the form was read
/// @param name as typed; used only for somebody who is new
/// @param fields of the form's kind of record
/// @param agreed the purposes whose boxes were ticked
/// @param notice the digest of the words shown
public record Posting(
        PublicForm form,
        EmailAddress email,
        Language language,
        Optional<String> name,
        Map<FieldId, FieldValue> fields,
        List<PurposeId> agreed,
        NoticeDigest notice) {

    public Posting {
        fields = Map.copyOf(fields);
        agreed = List.copyOf(agreed);
    }

    /// The same for the same answers.
    public JsonValue toJson() {
        var values = JsonValue.object();
        new TreeMap<>(texts()).forEach(values::put);
        return JsonValue.object()
                .put("form", form.code())
                .put("email", email.value())
                .put("language", language.value())
                .put("name", name)
                .put("fields", values.build())
                .put("agreed", JsonValue.texts(agreed.stream().map(PurposeId::value).toList()))
                .put("notice", notice.base64())
                .build();
    }

    private Map<String, JsonValue> texts() {
        var texts = new TreeMap<String, JsonValue>();
        fields.forEach((id, value) ->
                texts.put(
                        id.value(),
                        JsonValue.object()
                                .put("type", value.type())
                                .put("value", Base64.getEncoder().encodeToString(value.toBytes()))
                                .build()));
        return texts;
    }

    /// @throws IllegalArgumentException when it is none of this edition
    static Posting read(Members json) {
        var fields = new TreeMap<String, FieldValue>();
        Members values = json.members("fields");
        values.values()
                .keySet()
                .forEach(name -> {
                    Members one = values.members(name);
                    fields.put(
                            name,
                            FieldValue.parse(
                                    Math.toIntExact(one.whole("type")),
                                    Base64.getDecoder().decode(one.text("value"))));
                });
        return new Posting(
                PublicForm.find(json.text("form"))
                        .orElseThrow(() -> new IllegalArgumentException("this form is not known")),
                new EmailAddress(json.text("email")),
                new Language(json.text("language")),
                json.find("name").map(_ -> json.text("name")),
                byId(fields),
                json.items("agreed").stream().map(Posting::purpose).toList(),
                new NoticeDigest(json.text("notice")));
    }

    private static Map<FieldId, FieldValue> byId(Map<String, FieldValue> fields) {
        var byId = new HashMap<FieldId, FieldValue>();
        fields.forEach((name, value) -> byId.put(new FieldId(name), value));
        return byId;
    }

    private static PurposeId purpose(JsonValue value) {
        if (value instanceof Text(String text)) {
            return new PurposeId(text);
        }
        throw new IllegalArgumentException("'agreed' must hold texts");
    }

    /// The same with fewer consents.
    public Posting agreeingTo(List<PurposeId> purposes) {
        return new Posting(form, email, language, name, fields, purposes, notice);
    }

    /// Redacted: it is personal data.
    @Override
    public String toString() {
        return "Posting[" + form.code() + "]";
    }
}
