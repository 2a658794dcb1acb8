package custos.web.staff;

import custos.access.Permission;
import custos.customer.CustomerId;
import custos.event.Actor;
import custos.policy.MethodId;
import custos.policy.Policy;
import custos.policy.Purpose;
import custos.vault.Vault;
import custos.vault.consents.ConsentAnswer;
import custos.vault.rows.Refusal;
import custos.web.Form;
import custos.web.Mistakes;
import custos.web.Visit;
import custos.web.WebFault;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What a customer says at the counter or on the telephone about her consents.
final class ConsentActs {
    private static final Set<String> METHODS = Set.of("counter", "phone");

    private final Vault vault;
    private final CustomerView view;

    ConsentActs(Vault vault, CustomerView view) {
        this.vault = vault;
        this.view = view;
    }

    void record(Visit visit) throws IOException {
        Actor actor = visit.allow(Permission.RECORD_CONSENT);
        CustomerId id = CustomerPage.id(visit);
        Form form = visit.form();
        var words = new ConsentsView(visit);
        Purpose purpose =
                words.asked().stream()
                        .filter(one -> one.id().value().equals(form.text("purpose")))
                        .findFirst()
                        .orElseThrow(WebFault.NotHere::new);
        var mistakes = Mistakes.none();
        List<ConsentAnswer> answers = answers(visit, purpose, mistakes);
        if (mistakes.isEmpty()) {
            try {
                Policy policy = visit.policyWords().policy();
                vault.consents()
                        .record(id, answers, Sources.of(policy, form.text("method")), actor);
                visit.redirect(CustomerPage.path(id) + "#consents");
                return;
            } catch (Refusal.Conflict refused) {
                mistakes.add("consents", why(visit, refused.code()));
            }
        }
        Showing showing =
                Showing.PLAIN
                        .asking(words.question(purpose, Optional.of(form)))
                        .wrong(422, mistakes);
        view.show(visit, view.seen(visit, id), showing);
    }

    private List<ConsentAnswer> answers(Visit visit, Purpose purpose, Mistakes mistakes)
            throws IOException {
        Form form = visit.form();
        String method = form.text("method");
        if (!METHODS.contains(method)) {
            mistakes.add("method", visit.words().text("staff.mistake.method"));
            return List.of();
        }
        Optional<String> evidence = form.filled("evidence");
        if (evidence.isPresent() && evidence.get().length() > ConsentAnswer.MAX_EVIDENCE) {
            mistakes.add(
                    "evidence",
                    visit.words()
                            .text("staff.mistake.evidence", "max", ConsentAnswer.MAX_EVIDENCE));
            return List.of();
        }
        try {
            List<ConsentAnswer> answers =
                    new ConsentAnswers(vault.policies(), visit.words(), form, mistakes)
                            .of(purpose, method, evidence);
            if (answers.isEmpty() && mistakes.isEmpty()) {
                mistakes.add("answers", visit.words().text("staff.mistake.answer"));
            }
            return answers;
        } catch (Refusal.BadField bad) {
            mistakes.add(
                    "evidence",
                    visit.words()
                            .text("staff.mistake.evidence", "max", ConsentAnswer.MAX_EVIDENCE));
            return List.of();
        }
    }

    /// Why a yes could not be recorded, in words.
    static String why(Visit visit, String code) {
        String key = "staff.consent.refused." + code;
        return visit.words().text(visit.words().has(key) ? key : "staff.consent.refused.other");
    }

    void stop(Visit visit) throws IOException {
        Actor actor = visit.allow(Permission.RECORD_CONSENT);
        CustomerId id = CustomerPage.id(visit);
        String method = visit.form().text("method");
        if (!METHODS.contains(method)) {
            var mistakes =
                    Mistakes.none().add("stop-method", visit.words().text("staff.mistake.method"));
            view.show(visit, view.seen(visit, id), Showing.PLAIN.wrong(422, mistakes));
            return;
        }
        Policy policy = visit.policyWords().policy();
        var how = new ConsentAnswer.How(new MethodId(method), Optional.empty(), Optional.empty());
        vault.consents().stopEverything(id, how, Sources.of(policy, method), actor);
        visit.redirect(CustomerPage.path(id) + "#consents");
    }
}
