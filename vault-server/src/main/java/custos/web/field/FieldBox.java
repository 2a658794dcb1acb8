package custos.web.field;

import custos.policy.Field;
import custos.web.AddressBoxes;
import custos.web.Choice;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// One field of a form made from the policy: its name, how it is typed, and what stands in its
/// boxes. A field of several parts has several boxes, named `field.part` or `field.row.part`.
///
/// @param label the field's name in the reader's language
/// @param texts what stands in the boxes, by their names
/// @param rows how many rows a list shows
/// @param address the boxes of an address
public record FieldBox(
        Field field,
        String label,
        Input input,
        boolean required,
        List<Choice> choices,
        Map<String, String> texts,
        int rows,
        Optional<AddressBoxes> address) {

    /// How a value is typed.
    public enum Input {
        TEXT,
        LINES,
        DAY,
        TIME,
        NUMBER,
        FLAG,
        CHOICE,
        RANKS,
        PURCHASE,
        HANDLES,
        ADDRESS
    }

    public FieldBox {
        choices = List.copyOf(choices);
        texts = Map.copyOf(texts);
    }

    public String name() {
        return field.id().value();
    }

    public int max() {
        return field.maxLength();
    }

    /// What stands in the field's only box.
    public String text() {
        return text(name());
    }

    public String text(String box) {
        return texts.getOrDefault(box, "");
    }

    /// The name of a part's box.
    public String part(String part) {
        return name() + "." + part;
    }

    /// The name of a part's box in a row.
    public String cell(int row, String part) {
        return name() + "." + row + "." + part;
    }

    /// The parts of a row, in the order in which they stand.
    public List<String> parts() {
        return FieldBoxes.parts(input);
    }

    public List<Integer> rowNumbers() {
        return IntStream.range(0, rows).boxed().toList();
    }

    /// Redacted: what stands in the boxes is personal data.
    @Override
    public String toString() {
        return "FieldBox[" + name() + "]";
    }
}
