package custos.web.forms;

import custos.customer.FieldValue;
import custos.policy.FieldId;
import custos.policy.Policy;
import custos.policy.PurposeId;
import custos.posting.Posting;
import custos.posting.PublicForm;
import custos.vault.postings.Postings;
import custos.vault.postings.Postings.Outcome;
import custos.vault.rows.Refusal;
import custos.web.Form;
import custos.web.PolicyWords;
import custos.web.Visit;
import custos.web.WebContext;
import custos.web.WebRoutes;
import custos.web.WebRoutes.Gate;
import custos.web.field.ValueText;
import custos.web.link.LinkPace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/// `/site/posted/{link}`: what was handed in through a public form is confirmed by the link in the
/// letter. Looking shows it and a button, for link scanners look too; only a POST confirms.
public final class PostingPage {
    private static final String PATH = "/site/posted/{link}";
    private static final int MAX_BYTES = 4_096;

    private final Postings postings;
    private final LinkPace pace;

    public PostingPage(WebContext context) {
        this.postings = context.vault().postings();
        this.pace = new LinkPace(context.clock());
    }

    /// What the template shows.
    ///
    /// @param outcome the end of a phrase's key
    /// @param said what was typed, by the field's name
    /// @param asks what she agrees to by it, in words; or once it is confirmed, what she agreed to
    /// @param notAsks what she may not agree to
    /// @param notice the path of the words that go with it; empty where there is nothing to agree
    ///   to
    public record Model(
            String link,
            String outcome,
            String form,
            List<Said> said,
            List<Asked> asks,
            List<String> notAsks,
            String notice,
            String until) {
        public boolean open() {
            return outcome.equals("open");
        }

        /// Whether she ticks what she agrees to: whoever filled the form in may have been somebody
        /// else, and what else it is for does not wait for it. A newsletter is nothing but its
        /// consent.
        public boolean ticks() {
            return !form.equals(PublicForm.NEWSLETTER.code());
        }

        @Override
        public String toString() {
            return "Model[" + form + ", " + outcome + "]";
        }
    }

    /// One consent.
    ///
    /// @param name of its box
    public record Asked(String name, String words) {}

    /// One thing that was typed.
    public record Said(String field, String text) {
        /// Redacted: it is personal data.
        @Override
        public String toString() {
            return "Said[redacted]";
        }
    }

    public void addTo(WebRoutes routes) {
        routes.get(PATH, Gate.OPEN, this::look).post(PATH, Gate.OPEN, this::confirm);
    }

    private void look(Visit visit) throws IOException {
        pace.answer(visit, link -> show(visit, link, postings.look(link)));
    }

    private void confirm(Visit visit) throws IOException {
        pace.answer(
                visit,
                link -> {
                    try {
                        show(visit, link, postings.confirm(link, agreed(visit, link)));
                    } catch (Refusal.Conflict e) {
                        show(visit, 409, link, "gone", "", List.of(), List.of());
                    }
                });
    }

    /// What she agrees to by this POST.
    private Predicate<PurposeId> agreed(Visit visit, String link) throws IOException {
        Form ticked = visit.form(MAX_BYTES);
        boolean all =
                postings.look(link) instanceof Outcome.Open(Posting posting, _)
                        && posting.form() == PublicForm.NEWSLETTER;
        return purpose -> all || ticked.has(FormBoxes.AGREE + purpose.value());
    }

    private static void show(Visit visit, String link, Outcome outcome) throws IOException {
        switch (outcome) {
            case Outcome.Open(Posting posting, var until) ->
                    visit.show(
                            "forms/confirm",
                            new Model(
                                    link,
                                    "open",
                                    posting.form().code(),
                                    said(visit, posting),
                                    asked(visit, "asks", posting.agreed()),
                                    List.of(),
                                    posting.agreed().isEmpty()
                                            ? ""
                                            : "/notice/" + posting.notice().hex(),
                                    visit.times().minute(until)));
            case Outcome.Confirmed(PublicForm form, var given, var notGiven, _) ->
                    show(
                            visit,
                            200,
                            link,
                            "confirmed",
                            form.code(),
                            asked(visit, "purposes", given),
                            words(visit, "purposes", notGiven));
            case Outcome.Already(PublicForm form) ->
                    show(visit, 200, link, "already", form.code(), List.of(), List.of());
        }
    }

    private static void show(
            Visit visit,
            int status,
            String link,
            String outcome,
            String form,
            List<Asked> asks,
            List<String> notAsks)
            throws IOException {
        visit.show(
                status,
                "forms/confirm",
                new Model(link, outcome, form, List.of(), asks, notAsks, "", ""));
    }

    private static List<String> words(Visit visit, String section, List<PurposeId> purposes) {
        return purposes.stream()
                .map(purpose -> visit.policyWords().of(section, purpose.value()))
                .toList();
    }

    private static List<Asked> asked(Visit visit, String section, List<PurposeId> purposes) {
        return purposes.stream()
                .map(purpose ->
                        new Asked(
                                FormBoxes.AGREE + purpose.value(),
                                visit.policyWords().of(section, purpose.value())))
                .toList();
    }

    private static List<Said> said(Visit visit, Posting posting) {
        PolicyWords words = visit.policyWords();
        Policy policy = words.policy();
        var text =
                new ValueText(
                        words,
                        visit.times(),
                        Locale.of(visit.language()),
                        visit.words().text("portal.yes"),
                        visit.words().text("portal.no"));
        var said = new ArrayList<Said>();
        said.add(new Said(words.field(PublicForm.EMAIL_FIELD.value()), posting.email().value()));
        posting.name().ifPresent(name -> said.add(new Said(words.field("full_name"), name)));
        posting.form().record(policy).stream()
                .flatMap(kind -> kind.fields().stream())
                .forEach(id -> {
                    FieldValue value = posting.fields().get(id);
                    if (value != null) {
                        said.add(said(policy, words, text, id, value));
                    }
                });
        return said;
    }

    private static Said said(
            Policy policy, PolicyWords words, ValueText text, FieldId id, FieldValue value) {
        return new Said(words.field(id.value()), text.of(policy.field(id).orElseThrow(), value));
    }
}
