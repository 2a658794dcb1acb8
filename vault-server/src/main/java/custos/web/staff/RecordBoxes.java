package custos.web.staff;

import custos.customer.FieldValue;
import custos.policy.Field;
import custos.policy.FieldForm;
import custos.policy.FieldId;
import custos.policy.Policy;
import custos.policy.RecordKind;
import custos.vault.core.FieldForms;
import custos.web.Form;
import custos.web.Mistakes;
import custos.web.Visit;
import custos.web.field.BoxReader;
import custos.web.field.FieldBox;
import custos.web.field.FieldBoxes;
import java.io.IOException;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The boxes of one kind of record. What the source tells already is not asked again.
final class RecordBoxes {
    private static final Set<FieldId> TOLD_BY_SOURCE = Set.of(new FieldId("sales_channel"));

    private final Visit visit;
    private final Policy policy;
    private final RecordKind kind;
    private final FieldBoxes boxes;
    private final Set<FieldId> left;

    RecordBoxes(Visit visit, RecordKind kind) {
        this(visit, kind, TOLD_BY_SOURCE);
    }

    private RecordBoxes(Visit visit, RecordKind kind, Set<FieldId> left) {
        this.left = left;
        this.visit = visit;
        this.policy = visit.policyWords().policy();
        this.kind = kind;
        this.boxes = new FieldBoxes(visit);
    }

    /// The same boxes but for some fields.
    RecordBoxes without(Set<FieldId> fields) {
        return new RecordBoxes(visit, kind, fields);
    }

    private List<Field> fields() {
        return kind.fields().stream()
                .filter(id -> !left.contains(id))
                .flatMap(id -> policy.field(id).stream())
                .filter(field -> field.form() != FieldForm.INTERNAL)
                .toList();
    }

    private boolean required(Field field) {
        return kind.required().contains(field.id());
    }

    /// Empty boxes, with today and the currency of the country where those are asked.
    List<FieldBox> empty() {
        return fields().stream()
                .map(field -> boxes.proposed(field, required(field), proposal(field)))
                .toList();
    }

    private String proposal(Field field) {
        if (kind.day().equals(Optional.of(field.id()))) {
            return visit.context()
                    .clock()
                    .instant()
                    .atZone(visit.times().zone())
                    .toLocalDate()
                    .toString();
        }
        if (field.form() == FieldForm.CURRENCY) {
            return Currency.getInstance(Locale.of("", policy.defaultCountry())).getCurrencyCode();
        }
        // A complaint that comes in is open.
        return field.id().value().equals("status") ? field.choices().getFirst() : "";
    }

    /// Boxes with what is kept.
    List<FieldBox> kept(Map<FieldId, FieldValue> values) {
        return fields().stream()
                .map(field ->
                        boxes.kept(
                                field,
                                required(field),
                                Optional.ofNullable(values.get(field.id()))))
                .toList();
    }

    /// Boxes with what was typed.
    List<FieldBox> typed() throws IOException {
        Form form = visit.form();
        return fields().stream().map(field -> boxes.typed(field, required(field), form)).toList();
    }

    /// What was typed, by field; nothing where a box is empty.
    Map<FieldId, Optional<FieldValue>> read(FieldForms forms, Mistakes mistakes)
            throws IOException {
        return read(forms, Map.of(), mistakes);
    }

    /// Likewise over what is kept: parts of it that no box shows stay.
    Map<FieldId, Optional<FieldValue>> read(
            FieldForms forms, Map<FieldId, FieldValue> kept, Mistakes mistakes) throws IOException {
        var reader = new BoxReader(visit, forms, kept, mistakes);
        var values = new LinkedHashMap<FieldId, Optional<FieldValue>>();
        for (Field field : fields()) {
            values.put(field.id(), reader.value(field, required(field)));
        }
        return values;
    }
}
