package custos.web.portal;

import custos.customer.FieldValue;
import custos.policy.Field;
import custos.policy.FieldForm;
import custos.policy.FieldId;
import custos.policy.Policy;
import custos.vault.FieldForms;
import custos.vault.Holding;
import custos.vault.Refusal;
import custos.web.AddressBoxes;
import custos.web.AddressBoxes.Part;
import custos.web.AddressBoxes.Writer;
import custos.web.Form;
import custos.web.Mistakes;
import custos.words.Phrases;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The texts in the boxes of the form by which a customer corrects her fields. Redacted: they are
/// personal data.
final class CorrectForm {
    /// The fields with one box each, in the order of the form.
    static final List<String> TEXTS =
            List.of(
                    "full_name",
                    "company",
                    "email",
                    "phone",
                    "language",
                    "gender",
                    "profession",
                    "education");

    static final String ADDRESS = "address";
    static final String BIRTH_DATE = "birth_date";
    private static final List<String> BIRTH = List.of("birth_day", "birth_month", "birth_year");

    private final Map<String, String> texts;
    private final AddressBoxes address;

    private CorrectForm(Map<String, String> texts, AddressBoxes address) {
        this.texts = texts;
        this.address = address;
    }

    /// The boxes as they are filled before she types.
    static CorrectForm of(Holding holding) {
        var values = new LinkedHashMap<String, FieldValue>();
        holding.classes().stream()
                .flatMap(one -> one.fields().stream())
                .forEach(held -> values.put(held.field().id().value(), held.value()));
        var texts = new LinkedHashMap<String, String>();
        for (String name : TEXTS) {
            texts.put(name, text(holding.policy(), name, values));
        }
        if (values.get(BIRTH_DATE) instanceof FieldValue.Day(LocalDate day)) {
            texts.put("birth_day", Integer.toString(day.getDayOfMonth()));
            texts.put("birth_month", Integer.toString(day.getMonthValue()));
            texts.put("birth_year", Integer.toString(day.getYear()));
        }
        return new CorrectForm(
                texts,
                AddressBoxes.of(
                        Writer.CUSTOMER,
                        Optional.ofNullable(values.get(ADDRESS)),
                        holding.policy().defaultCountry()));
    }

    private static String text(Policy policy, String name, Map<String, FieldValue> values) {
        return policy.field(new FieldId(name))
                .flatMap(field ->
                        Optional.ofNullable(values.get(name))
                                .map(value -> FieldForms.show(field, value).toString()))
                .orElse("");
    }

    /// The boxes as she sent them.
    static CorrectForm of(Form form) {
        var texts = new LinkedHashMap<String, String>();
        TEXTS.forEach(name -> texts.put(name, form.text(name)));
        BIRTH.forEach(name -> texts.put(name, form.text(name)));
        return new CorrectForm(texts, AddressBoxes.of(Writer.CUSTOMER, form));
    }

    String text(String name) {
        return texts.getOrDefault(name, "");
    }

    AddressBoxes address() {
        return address;
    }

    /// What differs from before, read; what cannot be read goes to the mistakes.
    Map<FieldId, Optional<FieldValue>> changes(
            CorrectForm before, Policy policy, FieldForms forms, Phrases words, Mistakes mistakes) {
        var changes = new LinkedHashMap<FieldId, Optional<FieldValue>>();
        for (String name : TEXTS) {
            if (!text(name).equals(before.text(name))) {
                Optional<Object> typed =
                        Optional.<Object>of(text(name)).filter(text -> !text.equals(""));
                read(policy, forms, name, typed, name, words, mistakes, changes);
            }
        }
        if (!birth().equals(before.birth())) {
            read(policy, forms, BIRTH_DATE, birthDate(), "birth_day", words, mistakes, changes);
        }
        if (!address.equals(before.address())
                && !(address.isEmpty() && before.address().isEmpty())) {
            Optional<Object> typed =
                    Optional.<Object>of(address.raw()).filter(_ -> !address.isEmpty());
            read(policy, forms, ADDRESS, typed, address.name(Part.LINE1), words, mistakes, changes);
        }
        return changes;
    }

    private static void read(
            Policy policy,
            FieldForms forms,
            String name,
            Optional<Object> typed,
            String box,
            Phrases words,
            Mistakes mistakes,
            Map<FieldId, Optional<FieldValue>> changes) {
        var id = new FieldId(name);
        if (typed.isEmpty()) {
            changes.put(id, Optional.empty());
            return;
        }
        try {
            forms.readAll(policy, Map.of(name, typed.get()))
                    .forEach((field, value) -> changes.put(field, Optional.of(value)));
        } catch (Refusal.BadField e) {
            mistakes.add(box, wrong(policy, id, words));
        }
    }

    private static String wrong(Policy policy, FieldId id, Phrases words) {
        Optional<Field> field = policy.field(id);
        FieldForm form = field.map(Field::form).orElse(FieldForm.LINE);
        String key = "portal.wrong." + form.code();
        return words.has(key)
                ? words.text(key)
                : words.text("portal.wrong.other", "max", field.map(Field::maxLength).orElse(0));
    }

    private List<String> birth() {
        return BIRTH.stream().map(this::text).toList();
    }

    /// Three boxes as a date is written; nonsense stays nonsense and is refused as such.
    private Optional<Object> birthDate() {
        if (birth().stream().allMatch(String::isEmpty)) {
            return Optional.empty();
        }
        boolean numbers =
                text("birth_day").matches("[0-9]{1,2}")
                        && text("birth_month").matches("[0-9]{1,2}")
                        && text("birth_year").matches("[0-9]{4}");
        return Optional.of(
                numbers
                        ? "%s-%02d-%02d"
                                .formatted(
                                        text("birth_year"),
                                        Integer.parseInt(text("birth_month")),
                                        Integer.parseInt(text("birth_day")))
                        : "?");
    }

    @Override
    public String toString() {
        return "CorrectForm[redacted]";
    }
}
