package custos.vault.lists;

import custos.customer.FieldValue;
import custos.customer.PhoneNumber;
import custos.customer.PostalAddress;
import custos.json.JsonValue;
import custos.list.Everybody;
import custos.list.ListQuestion;
import custos.policy.Field;
import custos.policy.FieldForm;
import custos.policy.FieldId;
import custos.policy.Policy;
import custos.policy.Purpose;
import custos.table.Cell;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A list as the lines of a file: who, why, what shows it, and the purpose's fields in the policy's
/// order.
public final class ListTable {
    private final ListQuestion question;
    private final List<Field> fields;

    public ListTable(Policy policy, Purpose purpose, ListQuestion question) {
        this.question = question;
        this.fields =
                policy.fields().stream()
                        .filter(field -> purpose.fields().contains(field.id()))
                        .toList();
    }

    /// The names of the columns.
    public List<String> head() {
        var names = new ArrayList<String>(List.of("id", "why"));
        if (asks()) {
            names.add("reason");
            names.addAll(question.facts());
        }
        fields.stream().map(Field::id).map(FieldId::value).forEach(names::add);
        return names;
    }

    /// The plain mailing list asks nothing.
    private boolean asks() {
        return !(question instanceof Everybody);
    }

    public List<Cell> line(Lists.Row row) {
        var cells = new ArrayList<Cell>();
        cells.add(new Cell.Code(row.id().value()));
        cells.add(new Cell.Code(row.why()));
        if (asks()) {
            cells.add(new Cell.Code(row.reason()));
            question.facts().forEach(name -> cells.add(cell(row.facts().get(name))));
        }
        for (Field field : fields) {
            cells.add(cell(field.form(), row.fields().get(field.id())));
        }
        return cells;
    }

    private static Cell cell(FieldForm form, @Nullable FieldValue value) {
        if (value == null) {
            return Cell.none();
        }
        return switch (form) {
            case PHONE -> {
                PhoneNumber number = PhoneNumber.of(value);
                yield new Cell.Digits(number.e164().orElse(number.typed()));
            }
            case REFERENCE -> new Cell.Text(value.plain());
            case ADDRESS -> new Cell.Text(String.join(", ", PostalAddress.of(value).parts()));
            default ->
                    value instanceof FieldValue.Json(JsonValue parts)
                            ? new Cell.Text(PartedText.of(form, parts))
                            : cell(value);
        };
    }

    private static Cell cell(@Nullable FieldValue value) {
        return switch (value) {
            case null -> Cell.none();
            case FieldValue.Whole(long number) -> Cell.Quantity.of(number);
            case FieldValue.Decimal(BigDecimal number) -> new Cell.Quantity(number);
            case FieldValue.Day _, FieldValue.Flag _ -> new Cell.Code(value.plain());
            case FieldValue.Text _, FieldValue.Json _ -> new Cell.Text(value.plain());
        };
    }
}
