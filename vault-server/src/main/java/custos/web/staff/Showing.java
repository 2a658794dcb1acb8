package custos.web.staff;

import custos.customer.FieldValue;
import custos.policy.FieldId;
import custos.web.Mistakes;
import java.util.Map;
import java.util.Optional;

/// What one answer shows beside the customer as she stands: a form with what was typed, a value
/// that was revealed. It is gone with the next request.
record Showing(
        int status,
        Mistakes mistakes,
        Optional<CustomerModel.Edit> edit,
        Map<FieldId, FieldValue> revealed,
        Optional<ConsentQuestion> asking,
        Optional<TillModel> question,
        boolean records) {

    static final Showing PLAIN =
            new Showing(
                    200,
                    Mistakes.none(),
                    Optional.empty(),
                    Map.of(),
                    Optional.empty(),
                    Optional.empty(),
                    false);

    Showing editing(CustomerModel.Edit form) {
        return new Showing(
                status, mistakes, Optional.of(form), revealed, asking, question, records);
    }

    Showing wrong(int code, Mistakes what) {
        return new Showing(code, what, edit, revealed, asking, question, records);
    }

    Showing revealing(Map<FieldId, FieldValue> values) {
        return new Showing(status, mistakes, edit, values, asking, question, records);
    }

    Showing asking(ConsentQuestion words) {
        return new Showing(status, mistakes, edit, revealed, Optional.of(words), question, records);
    }

    /// With the question that is asked at the till, and what was typed.
    Showing questioning(TillModel words) {
        return new Showing(status, mistakes, edit, revealed, asking, Optional.of(words), records);
    }

    Showing withRecords() {
        return new Showing(status, mistakes, edit, revealed, asking, question, true);
    }

    /// Whether somebody is typing, so that the page must not change under her hands.
    boolean typing() {
        return edit.isPresent() || asking.isPresent() || question.isPresent();
    }

    @Override
    public String toString() {
        return "Showing[" + status + "]";
    }
}
