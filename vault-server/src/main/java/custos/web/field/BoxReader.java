package custos.web.field;

import custos.customer.CardNumber;
import custos.customer.FieldValue;
import custos.policy.Field;
import custos.policy.FieldForm;
import custos.policy.FieldId;
import custos.policy.Policy;
import custos.vault.core.FieldForms;
import custos.vault.rows.Refusal;
import custos.web.AddressBoxes;
import custos.web.Form;
import custos.web.Mistakes;
import custos.web.Visit;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads what was typed into the boxes that [FieldBoxes] makes. A mistake is told at the box where
/// it was made.
public final class BoxReader {
    private static final int MAX_ROWS = FieldBoxes.MAX_ROWS;

    private final Policy policy;
    private final FieldForms forms;
    private final Visit visit;
    private final Form form;
    private final Mistakes mistakes;
    private final Map<FieldId, FieldValue> kept;

    public BoxReader(Visit visit, FieldForms forms, Mistakes mistakes) throws IOException {
        this(visit, forms, Map.of(), mistakes);
    }

    /// @param kept what is kept of the same fields: a form shows neither all parts of a list nor
    ///   the seconds of a time, and what it does not show must not be lost by it
    public BoxReader(
            Visit visit, FieldForms forms, Map<FieldId, FieldValue> kept, Mistakes mistakes)
            throws IOException {
        this.kept = kept;
        this.policy = visit.policyWords().policy();
        this.forms = forms;
        this.visit = visit;
        this.form = visit.form();
        this.mistakes = mistakes;
    }

    /// One value; empty when nothing was typed, or when it is wrong.
    public Optional<FieldValue> value(Field field, boolean required) {
        Optional<Object> raw = raw(field);
        if (raw.isEmpty()) {
            if (required && mistakes.at(focus(field)).isEmpty()) {
                wrong(focus(field), "staff.mistake.required", field);
            }
            return Optional.empty();
        }
        try {
            return Optional.of(forms.read(policy, field, raw.get()));
        } catch (Refusal.BadField e) {
            wrong(box(field, e.field()), key(field, raw.get().toString()), field);
            return Optional.empty();
        }
    }

    /// What the vault found wrong of a record beyond single fields.
    ///
    /// @throws Refusal.BadField when it is about something else
    public void refused(Refusal.BadField wrong) {
        Field field = policy.field(new FieldId(wrong.field())).orElseThrow(() -> wrong);
        String key =
                switch (wrong.field()) {
                    case "scale" -> "staff.mistake.scale";
                    case "score" -> "staff.mistake.score";
                    default -> "staff.mistake.date-early";
                };
        wrong(focus(field), key, field);
    }

    private Optional<Object> raw(Field field) {
        String name = field.id().value();
        return switch (field.form()) {
            case ADDRESS -> address(field);
            case PURCHASE_LINES -> rows(field, FieldBoxes.LINE);
            case SOCIAL_HANDLES -> rows(field, FieldBoxes.HANDLE);
            case RANKS -> ranks(field);
            case INSTANT -> form.filled(name).map(text -> instant(field, text));
            case LIST -> form.filled(name).map(text -> List.of(text.split("\\s*\n\\s*")));
            default -> form.filled(name).map(text -> text);
        };
    }

    private Optional<Object> address(Field field) {
        var boxes = AddressBoxes.of(AddressBoxes.Writer.STAFF, form);
        if (boxes.hasWrongPostcode()) {
            wrong(boxes.name(AddressBoxes.Part.POSTCODE), "staff.mistake.postcode", field);
            return Optional.empty();
        }
        return boxes.isEmpty() ? Optional.empty() : Optional.of(boxes.raw());
    }

    /// The rows in which anything stands, each with its number kept for what is wrong in it.
    private Optional<Object> rows(Field field, List<String> parts) {
        String name = field.id().value();
        List<?> before =
                Optional.ofNullable(kept.get(field.id()))
                        .map(value -> (List<?>) FieldForms.show(field, value))
                        .orElse(List.of());
        var rows = new ArrayList<Map<String, Object>>();
        for (int row = 0; row < MAX_ROWS; row++) {
            var filled = new LinkedHashMap<String, Object>();
            for (String part : parts) {
                form.filled(name + "." + row + "." + part)
                        .ifPresent(text -> filled.put(part, text));
            }
            if (!filled.isEmpty()) {
                if (row < before.size()) {
                    addHidden(filled, (Map<?, ?>) before.get(row), parts);
                }
                rows.add(filled);
            }
        }
        before.stream().skip(MAX_ROWS).map(BoxReader::texts).forEach(rows::add);
        return rows.isEmpty() ? Optional.empty() : Optional.of(rows);
    }

    /// Adds what no box shows of a row, as long as it is still about the same thing.
    private static void addHidden(
            Map<String, Object> filled, Map<?, ?> before, List<String> parts) {
        String first = parts.getFirst();
        if (String.valueOf(before.get(first)).equals(filled.get(first))) {
            texts(before)
                    .forEach((part, value) -> {
                        if (!parts.contains(part)) {
                            filled.put(part, value);
                        }
                    });
        }
    }

    private static Map<String, Object> texts(Object row) {
        var texts = new LinkedHashMap<String, Object>();
        ((Map<?, ?>) row).forEach((part, value) -> texts.put(String.valueOf(part), value));
        return texts;
    }

    private Optional<Object> ranks(Field field) {
        var ranks = new LinkedHashMap<String, Object>();
        for (String choice : field.choices()) {
            form.filled(field.id().value() + "." + choice)
                    .ifPresent(rank -> ranks.put(choice, rank));
        }
        return ranks.isEmpty() ? Optional.empty() : Optional.of(ranks);
    }

    /// A time as the reader's clock shows it; nonsense stays nonsense, to be refused as such.
    private String instant(Field field, String typed) {
        FieldValue before = kept.get(field.id());
        if (before != null) {
            String whole = FieldForms.show(field, before).toString();
            if (FieldBoxes.local(whole, visit.times().zone()).equals(typed)) {
                return whole;
            }
        }
        try {
            return LocalDateTime.parse(typed).atZone(visit.times().zone()).toInstant().toString();
        } catch (DateTimeException e) {
            return "?";
        }
    }

    /// The box that a path such as `lines[2].quantity` means: rows that are empty are not counted
    /// in it.
    private String box(Field field, String path) {
        String name = field.id().value();
        if (field.form() == FieldForm.RANKS && path.startsWith(name + ".")) {
            return path;
        }
        if (!path.matches("[a-z_]+\\[[0-9]{1,3}\\].*")) {
            return focus(field);
        }
        int wanted = Integer.parseInt(path.substring(path.indexOf('[') + 1, path.indexOf(']')));
        String rest = path.substring(path.indexOf(']') + 1);
        List<String> parts =
                field.form() == FieldForm.SOCIAL_HANDLES ? FieldBoxes.HANDLE : FieldBoxes.LINE;
        int row = rowOf(name, parts, wanted);
        return name + "." + row + (rest.isEmpty() ? "." + parts.getFirst() : rest);
    }

    private int rowOf(String name, List<String> parts, int wanted) {
        int seen = -1;
        for (int row = 0; row < MAX_ROWS; row++) {
            String prefix = name + "." + row + ".";
            if (parts.stream().anyMatch(part -> form.filled(prefix + part).isPresent())
                    && ++seen == wanted) {
                return row;
            }
        }
        return 0;
    }

    /// The first box of a field.
    public static String focus(Field field) {
        String name = field.id().value();
        return switch (field.form()) {
            case ADDRESS -> AddressBoxes.Writer.STAFF.name(AddressBoxes.Part.LINE1);
            case PURCHASE_LINES -> name + ".0." + FieldBoxes.LINE.getFirst();
            case SOCIAL_HANDLES -> name + ".0." + FieldBoxes.HANDLE.getFirst();
            case RANKS -> name + "." + field.choices().getFirst();
            default -> name;
        };
    }

    public void wrong(String box, String key, Field field) {
        var words = new LinkedHashMap<String, Object>();
        words.put("field", visit.policyWords().field(field.id().value()));
        words.put("max", field.maxLength());
        field.range()
                .ifPresent(range -> {
                    words.put("least", range.min());
                    words.put("most", range.max());
                });
        mistakes.add(box, visit.words().text(key, words));
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
            case INSTANT -> "staff.mistake.time";
            case WHOLE -> "staff.mistake.whole";
            case DECIMAL -> "staff.mistake.decimal";
            case CURRENCY -> "staff.mistake.currency";
            case PURCHASE_LINES -> "staff.mistake.lines";
            case SOCIAL_HANDLES -> "staff.mistake.handles";
            case RANKS -> "staff.mistake.ranks";
            case CHOICE -> "staff.mistake.choice";
            default -> "staff.mistake.text";
        };
    }
}
