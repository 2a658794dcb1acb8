package custos.web.staff;

import custos.request.Decision;
import custos.request.DelayReason;
import custos.request.RefusalReason;
import custos.request.RequestState;
import custos.request.Step;
import custos.web.Form;
import custos.web.Mistakes;
import custos.web.Visit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Which step somebody pressed a button for, and what was typed with it.
final class RequestStepForm {
    /// The steps that need no more than a button, in the order of their buttons.
    static final List<RequestState> MOVES =
            List.of(
                    RequestState.ACKNOWLEDGED,
                    RequestState.IN_PROGRESS,
                    RequestState.IDENTITY_CHECK,
                    RequestState.DELIVERED,
                    RequestState.CLOSED);

    private final Visit visit;
    private final Form form;

    RequestStepForm(Visit visit, Form form) {
        this.visit = visit;
        this.form = form;
    }

    RequestsModel.Typed typed() {
        return new RequestsModel.Typed(
                form.text("delay"),
                form.text("decision"),
                form.all("reason"),
                form.text("question"),
                form.text("note"));
    }

    /// The version that the page showed; none when it is no number.
    OptionalLong version() {
        String typed = form.text("version");
        return typed.matches("[0-9]{1,10}")
                ? OptionalLong.of(Long.parseLong(typed))
                : OptionalLong.empty();
    }

    Optional<String> note() {
        return form.filled("note");
    }

    /// The step, or what is wrong.
    Optional<Step> step(Mistakes mistakes) {
        return RequestState.find(form.text("to")).flatMap(to -> step(to, mistakes));
    }

    private Optional<Step> step(RequestState to, Mistakes mistakes) {
        return switch (to) {
            case ACKNOWLEDGED -> Optional.of(new Step.Acknowledge());
            case IDENTITY_CHECK -> Optional.of(new Step.CheckIdentity());
            case IN_PROGRESS -> Optional.of(new Step.Work());
            case WAITING_FOR_CUSTOMER -> question(mistakes);
            case EXTENDED -> extension(mistakes);
            case DECIDED -> decision(mistakes);
            case DELIVERED -> Optional.of(new Step.Deliver());
            case CLOSED -> Optional.of(new Step.Close());
            case RECEIVED -> Optional.empty();
        };
    }

    private Optional<Step> question(Mistakes mistakes) {
        Optional<String> question = form.filled("question");
        if (question.isEmpty()) {
            mistakes.add("question", visit.words().text("staff.requests.wrong.question"));
        }
        return question.map(Step.AskCustomer::new);
    }

    private Optional<Step> extension(Mistakes mistakes) {
        Optional<DelayReason> reason = DelayReason.find(form.text("delay"));
        if (reason.isEmpty()) {
            mistakes.add("delay", visit.words().text("staff.mistake.reason"));
        }
        return reason.map(Step.Extend::new);
    }

    private Optional<Step> decision(Mistakes mistakes) {
        Optional<Decision> decision = Decision.find(form.text("decision"));
        List<RefusalReason> reasons =
                form.all("reason").stream()
                        .flatMap(code -> RefusalReason.find(code).stream())
                        .distinct()
                        .toList();
        if (decision.isEmpty()) {
            mistakes.add("decision", visit.words().text("staff.requests.wrong.decision"));
        } else if (decision.get().needsReason() == reasons.isEmpty()) {
            mistakes.add("reasons", visit.words().text("staff.requests.wrong.reasons"));
        }
        return mistakes.isEmpty()
                ? decision.map(one -> new Step.Decide(one, reasons))
                : Optional.empty();
    }
}
