package custos.customer;

import custos.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/// The answers that a field allows: one of them, or several.
///
/// Compared exactly; anything else is refused, so that a list never grows by typing.
public record Choices(List<String> allowed) {
    /// The most answers of one field.
    public static final int MAX = 500;

    public Choices {
        allowed = List.copyOf(allowed);
        if (allowed.isEmpty() || allowed.size() > MAX) {
            throw new IllegalArgumentException("a choice has 1 to 500 answers");
        }
    }

    /// One of the answers.
    public FieldValue.Text one(String answer) {
        return new FieldValue.Text(require(answer));
    }

    /// Several of the answers, in the order of the list, none twice.
    public FieldValue.Json several(List<String> answers) {
        var chosen = new LinkedHashSet<String>();
        answers.forEach(answer -> chosen.add(require(answer)));
        var ordered = new ArrayList<>(allowed);
        ordered.retainAll(chosen);
        return new FieldValue.Json(JsonValue.texts(ordered));
    }

    private String require(String answer) {
        String line = PlainText.line("a choice", answer, 1, 200);
        if (!allowed.contains(line)) {
            throw new IllegalArgumentException(
                    "a choice is one of the " + allowed.size() + " answers of its field");
        }
        return line;
    }
}
