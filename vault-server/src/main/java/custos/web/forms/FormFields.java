package custos.web.forms;

import custos.policy.Field;
import custos.policy.FieldForm;
import custos.policy.FieldId;
import custos.policy.Policy;
import custos.policy.WholeRange;
import custos.posting.PublicForm;
import custos.web.Choice;
import custos.web.Form;
import custos.web.PolicyWords;
import custos.web.field.FieldBox;
import custos.web.field.FieldBoxes;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/// The boxes of a public form, from the policy: empty, or with what was typed.
public final class FormFields {
    static final FieldId NAME = new FieldId("full_name");

    /// A number of few steps is chosen, not typed.
    private static final long FEW = 20;

    private final Policy policy;
    private final PublicForm form;
    private final FieldBoxes boxes;

    /// @param words in the language in which the form is read
    public FormFields(PolicyWords words, ZoneId zone, PublicForm form) {
        this.policy = words.policy();
        this.form = form;
        this.boxes = new FieldBoxes(words, zone);
    }

    /// Whether she may say her name.
    public boolean asksName() {
        return !form.canBeNobodys() && policy.field(NAME).isPresent();
    }

    /// Empty boxes.
    public List<FieldBox> empty() {
        return form.asked(policy).stream()
                .map(field -> chosen(field, boxes.proposed(field, isRequired(field), "")))
                .toList();
    }

    /// Boxes with what was typed.
    List<FieldBox> typed(Form typed) {
        return form.asked(policy).stream()
                .map(field -> chosen(field, boxes.typed(field, isRequired(field), typed)))
                .toList();
    }

    boolean isRequired(Field field) {
        return form.record(policy).map(kind -> kind.required().contains(field.id())).orElse(false);
    }

    private FieldBox chosen(Field field, FieldBox box) {
        List<Choice> steps = steps(field);
        return steps.isEmpty()
                ? box
                : new FieldBox(
                        field,
                        box.label(),
                        FieldBox.Input.CHOICE,
                        box.required(),
                        steps,
                        box.texts(),
                        0,
                        Optional.empty());
    }

    private List<Choice> steps(Field field) {
        Optional<WholeRange> range =
                field.range()
                        .filter(_ -> field.form() == FieldForm.WHOLE)
                        .filter(one -> one.max() - one.min() <= FEW);
        return range.map(one ->
                        LongStream.rangeClosed(least(field, one), one.max())
                                .mapToObj(Long::toString)
                                .map(number -> new Choice(number, number))
                                .toList())
                .orElse(List.of());
    }

    /// A scale such as `1-10` has no 0.
    private long least(Field field, WholeRange range) {
        return field.id().value().equals("score") && scale().orElse("").startsWith("1-")
                ? Math.max(1, range.min())
                : range.min();
    }

    /// The scale of a survey: the first that the policy names, so that all answers are on one.
    Optional<String> scale() {
        return form.record(policy)
                .filter(kind -> kind.fields().contains(PublicForm.SCALE))
                .flatMap(_ -> policy.field(PublicForm.SCALE))
                .flatMap(field -> field.choices().stream().findFirst());
    }
}
