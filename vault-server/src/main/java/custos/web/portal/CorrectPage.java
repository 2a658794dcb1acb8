package custos.web.portal;

import custos.access.RateLimit;
import custos.access.Session;
import custos.customer.CustomerId;
import custos.customer.FieldValue;
import custos.policy.Field;
import custos.policy.FieldId;
import custos.vault.Corrections;
import custos.vault.Holding;
import custos.vault.Refusal;
import custos.web.AddressBoxes;
import custos.web.Choice;
import custos.web.Form;
import custos.web.Mistakes;
import custos.web.Visit;
import custos.web.WebContext;
import custos.web.WebRoutes;
import custos.web.WebRoutes.Gate;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;

/// `/my/correct`: a customer's own fields, to be corrected by her.
public final class CorrectPage {
    static final String PATH = "/my/correct";
    private static final FieldId EMAIL = new FieldId("email");

    private final WebContext context;
    private final Guests guests;

    /// Letters to new addresses: nobody can have us write to strangers again and again.
    private final RateLimit letters;

    CorrectPage(WebContext context, Guests guests) {
        this.context = context;
        this.guests = guests;
        this.letters = new RateLimit(1, 3, RateLimit.MAX_KEYS, context.clock());
    }

    /// What the form shows.
    ///
    /// @param text the text of a box by its name
    /// @param conflicts what somebody else changed meanwhile, beside what she typed
    /// @param bounded whether she came by a code from the counter, which changes no e-mail address
    public record Model(
            long version,
            UnaryOperator<String> text,
            AddressBoxes address,
            Map<String, List<Choice>> choices,
            List<Conflict> conflicts,
            boolean bounded,
            Mistakes mistakes) {
        public String text(String name) {
            return text.apply(name);
        }

        /// Redacted: it holds personal data.
        @Override
        public String toString() {
            return "Model[redacted]";
        }
    }

    /// A field as it is on record and as she typed it.
    public record Conflict(String name, String recorded, String typed) {
        /// Redacted: it is personal data.
        @Override
        public String toString() {
            return "Conflict[redacted]";
        }
    }

    void addTo(WebRoutes routes, WebRoutes.Answers otherwise) {
        routes.get(PATH, Gate.OPEN, guests.page(this::page, otherwise))
                .post(PATH, Gate.OPEN, guests.form(this::correct, otherwise));
    }

    private Holding holding(Session<Guest> session) {
        return context.vault().portal().holding(session.holder().id());
    }

    private void page(Visit visit, Session<Guest> session) throws IOException {
        Holding holding = holding(session);
        show(visit, 200, session, holding, CorrectForm.of(holding), List.of(), Mistakes.none());
    }

    private static void show(
            Visit visit,
            int status,
            Session<Guest> session,
            Holding holding,
            CorrectForm form,
            List<Conflict> conflicts,
            Mistakes mistakes)
            throws IOException {
        var model =
                new Model(
                        holding.version(),
                        form::text,
                        form.address(),
                        choices(visit),
                        conflicts,
                        session.holder().isBounded(),
                        mistakes);
        visit.show(status, "portal/correct", model, session.csrf());
    }

    private static Map<String, List<Choice>> choices(Visit visit) {
        var words = visit.policyWords();
        var choices = new HashMap<String, List<Choice>>();
        for (String name : List.of("language", "gender", "education")) {
            choices.put(
                    name,
                    words
                            .policy()
                            .field(new FieldId(name))
                            .map(Field::choices)
                            .orElse(List.of())
                            .stream()
                            .map(code -> new Choice(code, words.choice(name, code)))
                            .toList());
        }
        return choices;
    }

    private void correct(Visit visit, Session<Guest> session) throws IOException {
        Form sent = visit.form();
        Holding holding = holding(session);
        CorrectForm typed = CorrectForm.of(sent);
        var mistakes = Mistakes.none();
        if (sent.has("boxes")) {
            show(visit, 200, session, holding, typed, List.of(), mistakes);
            return;
        }
        CorrectForm before = CorrectForm.of(holding);
        if (session.holder().isBounded() && !typed.text("email").equals(before.text("email"))) {
            mistakes.add("email", visit.words().text("common.fault.link-first"));
            show(visit, 403, session, holding, typed, List.of(), mistakes);
            return;
        }
        if (!sent.text("version").equals(Long.toString(holding.version()))) {
            List<Conflict> conflicts = conflicts(visit, before, typed);
            show(visit, 409, session, holding, typed, conflicts, mistakes);
            return;
        }
        var changes =
                typed.changes(
                        before, holding.policy(), context.vault().forms(), visit.words(), mistakes);
        requireLetter(visit, session.holder().id(), changes, mistakes);
        if (mistakes.isEmpty()) {
            save(visit, session, holding, typed, changes);
        } else {
            show(visit, 400, session, holding, typed, List.of(), mistakes);
        }
    }

    private void requireLetter(
            Visit visit,
            CustomerId id,
            Map<FieldId, Optional<FieldValue>> changes,
            Mistakes mistakes) {
        boolean asks = changes.getOrDefault(EMAIL, Optional.empty()).isPresent();
        if (asks && mistakes.isEmpty() && letters.secondsToWait(id.value()).isPresent()) {
            mistakes.add("email", visit.words().text("portal.email-too-often"));
        }
    }

    private void save(
            Visit visit,
            Session<Guest> session,
            Holding holding,
            CorrectForm typed,
            Map<FieldId, Optional<FieldValue>> changes)
            throws IOException {
        if (changes.isEmpty()) {
            visit.redirect("/my?done=same");
            return;
        }
        try {
            Corrections.Corrected corrected =
                    context.vault()
                            .corrections()
                            .correct(
                                    session.holder().id(),
                                    changes,
                                    OptionalLong.of(holding.version()),
                                    visit.policyLanguage());
            visit.redirect(corrected.asked().isPresent() ? "/my?done=asked" : "/my?done=corrected");
        } catch (Refusal.Stale e) {
            Holding now = holding(session);
            List<Conflict> conflicts = conflicts(visit, CorrectForm.of(now), typed);
            show(visit, 409, session, now, typed, conflicts, Mistakes.none());
        } catch (Refusal.BadField e) {
            var mistakes =
                    Mistakes.none().add("full_name", visit.words().text("portal.wrong.nothing"));
            show(visit, 400, session, holding, typed, List.of(), mistakes);
        }
    }

    private static List<Conflict> conflicts(Visit visit, CorrectForm recorded, CorrectForm typed) {
        var words = visit.policyWords();
        var conflicts = new ArrayList<Conflict>();
        for (String name : CorrectForm.TEXTS) {
            if (!recorded.text(name).equals(typed.text(name))) {
                conflicts.add(
                        new Conflict(words.field(name), recorded.text(name), typed.text(name)));
            }
        }
        if (!recorded.address().equals(typed.address())) {
            conflicts.add(
                    new Conflict(
                            words.field(CorrectForm.ADDRESS),
                            line(recorded.address()),
                            line(typed.address())));
        }
        return conflicts;
    }

    private static String line(AddressBoxes boxes) {
        return String.join(", ", boxes.raw().values().stream().map(Object::toString).toList());
    }
}
