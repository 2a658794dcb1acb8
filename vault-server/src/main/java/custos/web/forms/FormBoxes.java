package custos.web.forms;

import custos.customer.EmailAddress;
import custos.customer.FieldValue;
import custos.policy.Field;
import custos.policy.FieldId;
import custos.policy.Policy;
import custos.policy.PurposeId;
import custos.posting.PublicForm;
import custos.vault.core.FieldForms;
import custos.web.Form;
import custos.web.Mistakes;
import custos.web.Visit;
import custos.web.field.BoxReader;
import java.io.IOException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads what was typed into a public form.
final class FormBoxes {
    static final String AGREE = "agree.";

    private final Visit visit;
    private final Policy policy;
    private final PublicForm form;
    private final FormFields fields;

    FormBoxes(Visit visit, PublicForm form) {
        this.visit = visit;
        this.policy = visit.policyWords().policy();
        this.form = form;
        this.fields = new FormFields(visit.policyWords(), visit.times().zone(), form);
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
                fields.asksName()
                        ? reader.value(policy.field(FormFields.NAME).orElseThrow(), false)
                                .map(FieldValue::plain)
                        : Optional.empty();
        var values = new HashMap<FieldId, FieldValue>();
        for (Field field : form.asked(policy)) {
            reader.value(field, fields.isRequired(field))
                    .ifPresent(value -> values.put(field.id(), value));
        }
        requireSomething(values, agreed, mistakes);
        addShopsOwn(values, about, email.isPresent());
        return new Read(email, name, values, agreed);
    }

    private List<PurposeId> agreed(Form typed) {
        return form.purposes(policy).stream()
                .map(purpose -> purpose.id())
                .filter(id -> typed.has(AGREE + id.value()))
                .toList();
    }

    private void requireSomething(
            Map<FieldId, FieldValue> values, List<PurposeId> agreed, Mistakes mistakes) {
        if (!mistakes.isEmpty()) {
            return;
        }
        if (form == PublicForm.NEWSLETTER && agreed.isEmpty()) {
            String first = form.purposes(policy).getFirst().id().value();
            mistakes.add(AGREE + first, visit.words().text("forms.agree-needed"));
        }
        if (form.canBeNobodys() && values.isEmpty()) {
            String first = form.asked(policy).getFirst().id().value();
            mistakes.add(first, visit.words().text("staff.surveys.nothing"));
        }
    }

    private void addShopsOwn(
            Map<FieldId, FieldValue> values, Optional<String> about, boolean named) {
        form.about()
                .ifPresent(
                        id -> about.ifPresent(text -> values.put(id, new FieldValue.Text(text))));
        if (values.containsKey(new FieldId("score"))) {
            fields.scale()
                    .ifPresent(text -> values.put(PublicForm.SCALE, new FieldValue.Text(text)));
        }
        if (named) {
            LocalDate today =
                    visit.context().clock().instant().atZone(visit.times().zone()).toLocalDate();
            form.today(policy).ifPresent(id -> values.put(id, new FieldValue.Day(today)));
        }
    }
}
