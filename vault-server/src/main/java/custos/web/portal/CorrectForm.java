package custos.web.portal;

import custos.customer.FieldValue;
import custos.policy.Field;
import custos.policy.FieldForm;
import custos.policy.FieldId;
import custos.policy.Policy;
import custos.vault.core.FieldForms;
import custos.vault.exports.Holding;
import custos.vault.rows.Refusal;
import custos.web.AddressBoxes;
import custos.web.AddressBoxes.Part;
import custos.web.AddressBoxes.Writer;
import custos.web.Form;
import custos.web.Mistakes;
import custos.web.PolicyWords;
import custos.words.Phrases;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The boxes of the form by which a customer corrects her fields: what stands in each, and what it
/// was filled with. Only what she made differ is a change of hers, so that a form from before
/// undoes nothing that somebody else changed meanwhile. Redacted: it is personal data.
final class CorrectForm {
    /// Before the name of a box: what the box was filled with.
    static final String WAS = "was.";

    static final String EMAIL = "email";
    private static final String ADDRESS = "address";
    private static final String BIRTH_DATE = "birth_date";
    private static final String HOBBIES = "hobbies";
    private static final List<String> BIRTH = List.of("birth_day", "birth_month", "birth_year");

    /// The fields with one box each.
    private static final List<String> TEXTS =
            List.of(
                    "full_name",
                    "company",
                    EMAIL,
                    "phone",
                    "language",
                    "gender",
                    "profession",
                    "education",
                    "income_band",
                    "children",
                    HOBBIES);

    private static final List<String> FIELDS =
            Stream.concat(TEXTS.stream(), Stream.of(ADDRESS, BIRTH_DATE)).toList();

    private final long version;
    private final Map<String, String> was;
    private final Map<String, String> now;

    private CorrectForm(long version, Map<String, String> was, Map<String, String> now) {
        this.version = version;
        this.was = was;
        this.now = now;
    }

    private static List<String> boxes(String field) {
        return switch (field) {
            case ADDRESS -> Arrays.stream(Part.values()).map(Writer.CUSTOMER::name).toList();
            case BIRTH_DATE -> BIRTH;
            default -> List.of(field);
        };
    }

    /// The boxes as they are filled before she types.
    static CorrectForm of(Holding holding) {
        Map<String, String> stored = stored(holding);
        return new CorrectForm(holding.version(), stored, stored);
    }

    /// The boxes as she sent them. One that did not come stays as it was: a page that lost a box
    /// must not delete what stood in it.
    static CorrectForm of(Form form, Holding holding) {
        var was = new LinkedHashMap<String, String>();
        var now = new LinkedHashMap<String, String>();
        stored(holding)
                .forEach((box, text) -> {
                    String before = form.has(WAS + box) ? form.text(WAS + box) : text;
                    was.put(box, before);
                    now.put(box, form.has(box) ? form.text(box) : before);
                });
        String version = form.text("version");
        return new CorrectForm(
                version.matches("[0-9]{1,18}") ? Long.parseLong(version) : -1, was, now);
    }

    private static Map<String, String> stored(Holding holding) {
        var values = new LinkedHashMap<String, FieldValue>();
        holding.classes().stream()
                .flatMap(one -> one.fields().stream())
                .forEach(held -> values.put(held.field().id().value(), held.value()));
        var texts = new LinkedHashMap<String, String>();
        for (String name : TEXTS) {
            texts.put(name, asSent(text(holding.policy(), name, values)));
        }
        BIRTH.forEach(box -> texts.put(box, ""));
        if (values.get(BIRTH_DATE) instanceof FieldValue.Day(LocalDate day)) {
            texts.put("birth_day", Integer.toString(day.getDayOfMonth()));
            texts.put("birth_month", Integer.toString(day.getMonthValue()));
            texts.put("birth_year", Integer.toString(day.getYear()));
        }
        var kept = Optional.ofNullable(values.get(ADDRESS));
        var address = AddressBoxes.of(Writer.CUSTOMER, kept, holding.policy().defaultCountry());
        for (Part part : Part.values()) {
            texts.put(address.name(part), asSent(address.text(part)));
        }
        return texts;
    }

    /// A text as it comes back when nobody touched its box.
    private static String asSent(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC).strip();
    }

    private static String text(Policy policy, String name, Map<String, FieldValue> values) {
        return policy.field(new FieldId(name))
                .flatMap(field ->
                        Optional.ofNullable(values.get(name))
                                .map(value -> text(FieldForms.show(field, value))))
                .orElse("");
    }

    /// A list stands in its box with an entry on each line.
    private static String text(Object shown) {
        return shown instanceof List<?> entries
                ? entries.stream().map(String::valueOf).collect(Collectors.joining("\n"))
                : shown.toString();
    }

    /// The version of her data that the boxes were filled from.
    long version() {
        return version;
    }

    String text(String box) {
        return now.getOrDefault(box, "");
    }

    /// What each box was filled with, as hidden inputs carry it.
    List<Form.Typed> was() {
        return was.entrySet().stream()
                .map(box -> new Form.Typed(WAS + box.getKey(), box.getValue()))
                .toList();
    }

    AddressBoxes address() {
        return AddressBoxes.of(Writer.CUSTOMER, now);
    }

    /// Whether she made any box of a field differ from what it was filled with.
    boolean isChanged(String field) {
        if (field.equals(ADDRESS)
                && address().isEmpty()
                && AddressBoxes.of(Writer.CUSTOMER, was).isEmpty()) {
            return false;
        }
        return !isSame(field, now, was);
    }

    private static boolean isSame(String field, Map<String, String> one, Map<String, String> two) {
        return boxes(field).stream()
                .allMatch(box -> one.getOrDefault(box, "").equals(two.getOrDefault(box, "")));
    }

    /// The fields that she changed and somebody else changed meanwhile to something else.
    List<String> conflicts(CorrectForm stored) {
        return FIELDS.stream()
                .filter(this::isChanged)
                .filter(field -> !isSame(field, was, stored.now))
                .filter(field -> !isSame(field, now, stored.now))
                .toList();
    }

    /// The same changes to what is stored now. An address or a date stays whole: half of hers and
    /// half of somebody else's would be nobody's.
    CorrectForm onTopOf(CorrectForm stored) {
        var texts = new LinkedHashMap<>(stored.now);
        FIELDS.stream()
                .filter(this::isChanged)
                .flatMap(field -> boxes(field).stream())
                .forEach(box -> texts.put(box, text(box)));
        return new CorrectForm(stored.version, stored.now, texts);
    }

    /// A field on one line, with a choice in words; empty when nothing stands in it.
    String line(String field, PolicyWords words) {
        List<String> filled =
                boxes(field).stream().map(this::text).filter(text -> !text.isEmpty()).toList();
        boolean choice =
                words.policy()
                        .field(new FieldId(field))
                        .filter(one -> one.choices().contains(text(field)))
                        .isPresent();
        return choice
                ? words.choice(field, text(field))
                : String.join(field.equals(BIRTH_DATE) ? ". " : ", ", filled).replace("\n", ", ");
    }

    /// What she changed, read; what cannot be read goes to the mistakes.
    Map<FieldId, Optional<FieldValue>> changes(
            Policy policy, FieldForms forms, Phrases words, Mistakes mistakes) {
        var changes = new LinkedHashMap<FieldId, Optional<FieldValue>>();
        for (String field : FIELDS) {
            if (isChanged(field)) {
                read(policy, forms, field, typed(field), box(field), words, mistakes, changes);
            }
        }
        return changes;
    }

    private Optional<Object> typed(String field) {
        return switch (field) {
            case ADDRESS -> Optional.<Object>of(address().raw()).filter(_ -> !address().isEmpty());
            case BIRTH_DATE -> birthDate();
            case HOBBIES -> Optional.<Object>of(entries(text(field))).filter(_ -> isFilled(field));
            default -> Optional.<Object>of(text(field)).filter(_ -> isFilled(field));
        };
    }

    private boolean isFilled(String box) {
        return !text(box).isEmpty();
    }

    private static List<String> entries(String lines) {
        return List.of(lines.split("\\s*\n\\s*"));
    }

    /// Where a mistake in a field is told: at the postcode when it is that.
    private String box(String field) {
        return field.equals(ADDRESS) && address().hasWrongPostcode()
                ? Writer.CUSTOMER.name(Part.POSTCODE)
                : boxes(field).getFirst();
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
            boolean postcode = box.equals(Writer.CUSTOMER.name(Part.POSTCODE));
            mistakes.add(
                    box, postcode ? words.text("portal.wrong.postcode") : wrong(policy, id, words));
        }
    }

    private static String wrong(Policy policy, FieldId id, Phrases words) {
        Optional<Field> field = policy.field(id);
        FieldForm form = field.map(Field::form).orElse(FieldForm.LINE);
        String key = "portal.wrong." + form.code();
        var limits = new LinkedHashMap<String, Object>();
        field.ifPresent(known -> limits.put("max", known.maxLength()));
        field.flatMap(Field::range)
                .ifPresent(range -> {
                    limits.put("least", range.min());
                    limits.put("most", range.max());
                });
        return words.text(words.has(key) ? key : "portal.wrong.other", limits);
    }

    /// Three boxes as a date is written; nonsense stays nonsense and is refused as such.
    private Optional<Object> birthDate() {
        if (BIRTH.stream().map(this::text).allMatch(String::isEmpty)) {
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
