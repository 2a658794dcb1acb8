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
        boolean records) {

    static final Showing PLAIN =
            new Showing(200, Mistakes.none(), Optional.empty(), Map.of(), Optional.empty(), false);

    Showing editing(CustomerModel.Edit form) {
        return new Showing(status, mistakes, Optional.of(form), revealed, asking, records);
    }

    Showing wrong(int code, Mistakes what) {
        return new Showing(code, what, edit, revealed, asking, records);
    }

    Showing revealing(Map<FieldId, FieldValue> values) {
        return new Showing(status, mistakes, edit, values, asking, records);
    }

    Showing asking(ConsentQuestion question) {
        return new Showing(status, mistakes, edit, revealed, Optional.of(question), records);
    }

    Showing withRecords() {
        return new Showing(status, mistakes, edit, revealed, asking, true);
    }

    /// Whether somebody is typing, so that the page must not change under her hands.
    boolean typing() {
        return edit.isPresent() || asking.isPresent();
    }

    @Override
    public String toString() {
        return "Showing[" + status + "]";
    }
}
