package custos.web.staff;

import custos.access.Permission;
import custos.customer.CustomerId;
import custos.event.Actor;
import custos.vault.Vault;
import custos.vault.consents.ConsentAnswer;
import custos.vault.rows.Refusal;
import custos.web.Form;
import custos.web.Mistakes;
import custos.web.Visit;
import custos.web.WebContext;
import custos.web.WebRoutes;
import custos.web.WebRoutes.Gate;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// `/customers/{customer}/signed-form`: a form that she signed, typed in by its number. What she
/// ticked counts as her own word, for the notice that was printed on it, from when she signed.
public final class SignedFormPage {
    private static final String PATH = CustomerPage.PATH + "/signed-form";

    private final WebContext context;
    private final Vault vault;

    public SignedFormPage(WebContext context) {
        this.context = context;
        this.vault = context.vault();
    }

    /// What the template shows.
    public record Model(
            CustomerId customer,
            String name,
            List<ConsentQuestion> questions,
            String number,
            String signed,
            Optional<Owner> owner,
            Mistakes mistakes) {
        @Override
        public String toString() {
            return "Model[signed form]";
        }
    }

    /// The customer for whom a form was typed in before.
    public record Owner(CustomerId customer, String name) {
        @Override
        public String toString() {
            return "Owner[redacted]";
        }
    }

    public void addTo(WebRoutes routes) {
        routes.get(PATH, Gate.STAFF, this::page).post(PATH, Gate.STAFF, this::take);
    }

    private void page(Visit visit) throws IOException {
        visit.allow(Permission.RECORD_CONSENT);
        show(visit, 200, Optional.empty(), Optional.empty(), Mistakes.none());
    }

    private void show(
            Visit visit,
            int status,
            Optional<Form> form,
            Optional<CustomerId> owner,
            Mistakes mistakes)
            throws IOException {
        CustomerId id = CustomerPage.id(visit);
        String role = visit.allow(Permission.READ_MASKED).role();
        var words = new ConsentsView(visit);
        visit.show(
                status,
                "staff/signedForm",
                new Model(
                        id,
                        name(id, role),
                        words.asked().stream()
                                .map(purpose -> words.question(purpose, form))
                                .toList(),
                        form.map(typed -> typed.text("number")).orElse(""),
                        form.map(typed -> typed.text("signed")).orElse(""),
                        owner.map(one -> new Owner(one, name(one, role))),
                        mistakes));
    }

    private String name(CustomerId id, String role) {
        return CustomerView.name(vault.customers().masked(id, role));
    }

    private void take(Visit visit) throws IOException {
        Actor actor = visit.allow(Permission.RECORD_CONSENT);
        CustomerId id = CustomerPage.id(visit);
        Form form = visit.form();
        var mistakes = Mistakes.none();
        Optional<CustomerId> owner = Optional.empty();
        var paper = new SignedForm(context, visit, form, mistakes);
        List<ConsentAnswer> answers = paper.answers();
        if (mistakes.isEmpty() && answers.isEmpty()) {
            mistakes.add("consents", visit.words().text("staff.mistake.answer"));
        }
        if (mistakes.isEmpty()) {
            try {
                vault.consents()
                        .record(id, answers, FormsPage.source(visit.policyWords().policy()), actor);
                visit.redirect(CustomerPage.path(id) + "#consents");
                return;
            } catch (Refusal.Conflict refused) {
                if (refused.code().equals("form-used")) {
                    owner = paper.owner();
                } else {
                    mistakes.add("consents", ConsentActs.why(visit, refused.code()));
                }
            }
        }
        show(visit, 422, Optional.of(form), owner, mistakes);
    }
}
