package custos.web.forms;

import custos.customer.EmailAddress;
import custos.customer.FieldValue;
import custos.policy.Field;
import custos.policy.FieldForm;
import custos.policy.FieldId;
import custos.policy.Policy;
import custos.policy.PurposeId;
import custos.policy.WholeRange;
import custos.posting.PublicForm;
import custos.vault.FieldForms;
import custos.web.Choice;
import custos.web.Form;
import custos.web.Mistakes;
import custos.web.Visit;
import custos.web.field.BoxReader;
import custos.web.field.FieldBox;
import custos.web.field.FieldBoxes;
import java.io.IOException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;

/// The boxes of a public form: shown empty or with what was typed, and read.
final class FormBoxes {
    static final FieldId NAME = new FieldId("full_name");
    static final String AGREE = "agree.";

    /// A number of few steps is chosen, not typed.
    private static final long FEW = 20;

    private final Visit visit;
    private final Policy policy;
    private final PublicForm form;
    private final FieldBoxes boxes;

    FormBoxes(Visit visit, PublicForm form) {
        this.visit = visit;
        this.policy = visit.policyWords().policy();
        this.form = form;
        this.boxes = new FieldBoxes(visit);
    }

    /// What was typed into a form that is in order.
    ///
    /// @param email none of an answer that is nobody's
    record Read(
            Optional<EmailAddress> email,
            Optional<String> name,
            Map<FieldId, FieldValue> fields,
            List<PurposeId> agreed) {
        /// Redacted: it is personal data.
        @Override
        public String toString() {
            return "Read[redacted]";
        }
    }

    boolean asksName() {
        return !form.canBeNobodys() && policy.field(NAME).isPresent();
    }

    List<FieldBox> empty() {
        return form.asked(policy).stream()
                .map(field -> chosen(field, boxes.proposed(field, isRequired(field), "")))
                .toList();
    }

    List<FieldBox> typed(Form typed) {
        return form.asked(policy).stream()
                .map(field -> chosen(field, boxes.typed(field, isRequired(field), typed)))
                .toList();
    }

    private boolean isRequired(Field field) {
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
    private Optional<String> scale() {
        return form.record(policy)
                .filter(kind -> kind.fields().contains(PublicForm.SCALE))
                .flatMap(_ -> policy.field(PublicForm.SCALE))
                .flatMap(field -> field.choices().stream().findFirst());
    }

    /// Reads a form; what is wrong is told at its box.
    ///
    /// @param about what the shop named in the form
    Read read(FieldForms forms, Optional<String> about, Mistakes mistakes) throws IOException {
        Form typed = visit.form();
        var reader = new BoxReader(visit, forms, mistakes);
        List<PurposeId> agreed = agreed(typed);
        Field emailField = policy.field(PublicForm.EMAIL_FIELD).orElseThrow();
        boolean needed = !form.canBeNobodys() || !agreed.isEmpty();
        Optional<EmailAddress> email =
                reader.value(emailField, needed).map(FieldValue::plain).map(EmailAddress::new);
        Optional<String> name =
                asksName()
                        ? reader.value(policy.field(NAME).orElseThrow(), false)
                                .map(FieldValue::plain)
                        : Optional.empty();
        var fields = new HashMap<FieldId, FieldValue>();
        for (Field field : form.asked(policy)) {
            reader.value(field, isRequired(field))
                    .ifPresent(value -> fields.put(field.id(), value));
        }
        requireSomething(fields, agreed, mistakes);
        addShopsOwn(fields, about, email.isPresent());
        return new Read(email, name, fields, agreed);
    }

    private List<PurposeId> agreed(Form typed) {
        return form.purposes(policy).stream()
                .map(purpose -> purpose.id())
                .filter(id -> typed.has(AGREE + id.value()))
                .toList();
    }

    private void requireSomething(
            Map<FieldId, FieldValue> fields, List<PurposeId> agreed, Mistakes mistakes) {
        if (!mistakes.isEmpty()) {
            return;
        }
        if (form == PublicForm.NEWSLETTER && agreed.isEmpty()) {
            String first = form.purposes(policy).getFirst().id().value();
            mistakes.add(AGREE + first, visit.words().text("forms.agree-needed"));
        }
        if (form.canBeNobodys() && fields.isEmpty()) {
            String first = form.asked(policy).getFirst().id().value();
            mistakes.add(first, visit.words().text("staff.surveys.nothing"));
        }
    }

    private void addShopsOwn(
            Map<FieldId, FieldValue> fields, Optional<String> about, boolean named) {
        form.about()
                .ifPresent(
                        id -> about.ifPresent(text -> fields.put(id, new FieldValue.Text(text))));
        if (fields.containsKey(new FieldId("score"))) {
            scale().ifPresent(text -> fields.put(PublicForm.SCALE, new FieldValue.Text(text)));
        }
        if (named) {
            LocalDate today =
                    visit.context().clock().instant().atZone(visit.times().zone()).toLocalDate();
            form.today(policy).ifPresent(id -> fields.put(id, new FieldValue.Day(today)));
        }
    }
}
