package custos.web.staff;

import custos.customer.CardNumber;
import custos.customer.FieldValue;
import custos.policy.Field;
import custos.policy.FieldForm;
import custos.policy.FieldId;
import custos.policy.Policy;
import custos.vault.core.FieldForms;
import custos.vault.rows.Refusal;
import custos.web.AddressBoxes;
import custos.web.AddressBoxes.Part;
import custos.web.DayBoxes;
import custos.web.Form;
import custos.web.Mistakes;
import custos.words.Phrases;
import java.util.Map;
import java.util.Optional;

/// Reads what was typed into a customer's fields, and says in the reader's language what is wrong
/// with it and what the limit is.
record Typed(Policy policy, FieldForms forms, Phrases words, Form form, Mistakes mistakes) {

    /// One value.
    ///
    /// @param input the id of its input; an address has boxes of its own
    /// @return empty when nothing was typed, or when it is wrong
    Optional<FieldValue> value(Field field, String input) {
        if (field.form() == FieldForm.ADDRESS) {
            return address(field);
        }
        String raw = form.text(input);
        return raw.isEmpty() ? Optional.empty() : read(field, raw, input);
    }

    /// A date that is asked for, in three boxes.
    Optional<FieldValue> day(Field field, DayBoxes boxes) {
        Optional<String> day = boxes.typed(form);
        if (day.isEmpty()) {
            wrong(boxes.day(), "staff.mistake.required", field);
        }
        return day.flatMap(text -> read(field, text, boxes.day()));
    }

    private Optional<FieldValue> address(Field field) {
        var boxes = AddressBoxes.of(AddressBoxes.Writer.STAFF, form);
        if (boxes.isEmpty()) {
            return Optional.empty();
        }
        if (boxes.hasWrongPostcode()) {
            wrong(boxes.name(Part.POSTCODE), "staff.mistake.postcode", field);
            return Optional.empty();
        }
        return read(field, boxes.raw(), boxes.name(Part.LINE1));
    }

    private Optional<FieldValue> read(Field field, Object raw, String input) {
        try {
            return Optional.of(forms.read(policy, field, raw));
        } catch (Refusal.BadField e) {
            wrong(input, key(field, raw.toString()), field);
            return Optional.empty();
        }
    }

    void wrong(String input, String key, Field field) {
        String label =
                policy.words()
                        .find(
                                new custos.policy.Language(words.locale().getLanguage()),
                                "fields",
                                field.id().value())
                        .orElse(field.id().value());
        mistakes.add(input, words.text(key, Map.of("field", label, "max", field.maxLength())));
    }

    private static String key(Field field, String raw) {
        if (CardNumber.appearsIn(raw)) {
            return "staff.mistake.card";
        }
        return switch (field.form()) {
            case EMAIL -> "staff.mistake.email";
            case PHONE -> "staff.mistake.phone";
            case ADDRESS -> "staff.mistake.address";
            case DATE, BIRTH_DATE -> "staff.mistake.date";
            default -> "staff.mistake.text";
        };
    }

    static Field field(Policy policy, String id) {
        return policy.field(new FieldId(id)).orElseThrow();
    }
}
