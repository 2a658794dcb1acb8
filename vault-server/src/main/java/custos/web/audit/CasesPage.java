package custos.web.audit;

import custos.access.Permission;
import custos.customer.CustomerId;
import custos.event.Actor;
import custos.policy.PurposeId;
import custos.vault.audit.Case;
import custos.vault.audit.CaseFile;
import custos.vault.core.Sight;
import custos.web.Form;
import custos.web.Mistakes;
import custos.web.Visit;
import custos.web.WebContext;
import custos.web.WebFault;
import custos.web.WebRoutes;
import custos.web.WebRoutes.Gate;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// `/audit/cases` and `/audit/cases/{no}`: one customer's entries, handed over by an officer.
public final class CasesPage {
    private final WebContext context;
    private final PastWords past;

    CasesPage(WebContext context) {
        this.context = context;
        this.past = new PastWords(context.vault().policies());
    }

    void addTo(WebRoutes routes) {
        routes.get("/audit/cases", Gate.STAFF, this::list)
                .post("/audit/cases", Gate.STAFF, this::handOver)
                .get("/audit/cases/{no}", Gate.STAFF, this::page)
                .post("/audit/cases/{no}/close", Gate.STAFF, this::close);
    }

    /// What the list shows.
    public record Listed(Telling telling, List<Case> cases) {}

    /// What the form of a new case shows.
    ///
    /// @param customer her public id
    public record Fresh(
            Telling telling, String customer, List<Case.Reason> reasons, Mistakes mistakes) {}

    /// What a case's page shows.
    ///
    /// @param mayClose whether the reader may take it back
    public record Model(
            Telling telling, CaseFile file, boolean mayClose, PastWords past, String language) {
        /// The sentence that was agreed to, as it stood in the notice that was shown.
        public Optional<PastWords.Asked> asked(CaseFile.Saying saying, PurposeId purpose) {
            return saying.act().notice().flatMap(notice -> past.asked(notice, purpose));
        }

        public long usesWithout(CaseFile.ConsentStory story) {
            return story.uses().stream().filter(use -> !use.covered()).count();
        }
    }

    private void list(Visit visit) throws IOException {
        visit.allow(Permission.READ_OPENINGS);
        visit.show("audit/cases", new Listed(Telling.to(visit), context.vault().cases().all()));
    }

    private void handOver(Visit visit) throws IOException {
        Actor by = visit.allow(Permission.READ_OPENINGS_WHOLE);
        Form form = visit.form();
        CustomerId customer = customer(form.text("customer"));
        Optional<String> typed = form.filled("reason");
        Optional<Case.Reason> reason = typed.flatMap(Case.Reason::find);
        if (reason.isEmpty()) {
            var mistakes = Mistakes.none();
            typed.ifPresent(
                    _ -> mistakes.add("reason", visit.words().text("audit.mistake.unknown")));
            visit.show(
                    typed.isPresent() ? 422 : 200,
                    "audit/new-case",
                    new Fresh(
                            Telling.to(visit),
                            customer.value(),
                            List.of(Case.Reason.values()),
                            mistakes));
            return;
        }
        Case one = context.vault().cases().handOver(customer, reason.get(), by);
        visit.redirect("/audit/cases/" + one.no());
    }

    private static CustomerId customer(String text) {
        try {
            return new CustomerId(text);
        } catch (IllegalArgumentException e) {
            throw new WebFault.NotHere();
        }
    }

    private void page(Visit visit) throws IOException {
        Actor by = visit.allow(Permission.READ_OPENINGS);
        int no = visit.path("no", CasesPage::number);
        CaseFile file = context.vault().cases().open(no, Sight.MASKED, by);
        visit.show(
                "audit/case",
                new Model(
                        Telling.to(visit),
                        file,
                        visit.may(Permission.READ_OPENINGS_WHOLE),
                        past,
                        visit.language()));
    }

    private void close(Visit visit) {
        Actor by = visit.allow(Permission.READ_OPENINGS_WHOLE);
        int no = visit.path("no", CasesPage::number);
        context.vault().cases().close(no, by);
        visit.redirect("/audit/cases/" + no);
    }

    private static int number(String text) {
        if (!text.matches("[1-9][0-9]{0,5}")) {
            throw new IllegalArgumentException("a case has a number");
        }
        return Integer.parseInt(text);
    }
}
