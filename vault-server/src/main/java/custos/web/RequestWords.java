package custos.web;

import custos.policy.FieldId;
import custos.request.DelayReason;
import custos.request.RefusalReason;
import custos.request.RequestState;
import custos.request.Right;
import custos.request.Term;
import java.util.List;

/// Data subject requests in the reader's language: what is asked for, where it stands, and why
/// something is refused or takes longer.
public final class RequestWords {
    private final Visit visit;

    public RequestWords(Visit visit) {
        this.visit = visit;
    }

    public String right(Right right) {
        return visit.policyWords().choice("right", right.code());
    }

    public String decision(String code) {
        return visit.policyWords().choice("decision", code);
    }

    public String regime(Term term) {
        return visit.policyWords().of("regimes", term.regime().value());
    }

    public String state(RequestState state) {
        return visit.words().text("common.request.state." + state.code());
    }

    public String refusal(RefusalReason reason) {
        return visit.words().text("common.request.refusal." + reason.code());
    }

    public List<String> refusals(List<RefusalReason> reasons) {
        return reasons.stream().map(this::refusal).toList();
    }

    public String delay(DelayReason reason) {
        return visit.words().text("common.request.delay." + reason.code());
    }

    /// The rights that the policy lets customers ask for.
    public List<Right> rights() {
        return visit.policyWords().policy().field(new FieldId("right")).stream()
                .flatMap(field -> field.choices().stream())
                .flatMap(code -> Right.find(code).stream())
                .toList();
    }
}
