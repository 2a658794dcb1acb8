package custos.web.portal;

import custos.access.RateLimit;
import custos.access.Session;
import custos.customer.CustomerId;
import custos.customer.FieldValue;
import custos.policy.Field;
import custos.policy.FieldId;
import custos.policy.KindId;
import custos.policy.Purpose;
import custos.vault.exports.Holding;
import custos.vault.portal.Corrections;
import custos.vault.rows.Refusal;
import custos.web.AddressBoxes;
import custos.web.Choice;
import custos.web.Form;
import custos.web.Mistakes;
import custos.web.PolicyWords;
import custos.web.Visit;
import custos.web.WebContext;
import custos.web.WebRoutes;
import custos.web.WebRoutes.Gate;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/// `/my/correct`: a customer's own fields, to be corrected by her.
public final class CorrectPage {
    static final String PATH = "/my/correct";
    private static final KindId PROFILE = new KindId("profile");
    private static final FieldId BIRTH_DATE = new FieldId("birth_date");
    private static final FieldId EMAIL = new FieldId(CorrectForm.EMAIL);

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
    /// @param version of her data that the boxes were filled from
    /// @param text the text of a box by its name
    /// @param was what each box was filled with, for hidden inputs
    /// @param uses for what each field of her profile is used, in words
    /// @param changedMeanwhile whether nothing was saved because somebody else was faster
    /// @param conflicts what she and somebody else changed, side by side
    /// @param bounded whether she came by a code from the counter, which changes no e-mail address
    public record Model(
            long version,
            UnaryOperator<String> text,
            List<Form.Typed> was,
            AddressBoxes address,
            Map<String, List<Choice>> choices,
            Map<String, String> uses,
            boolean changedMeanwhile,
            List<Conflict> conflicts,
            boolean bounded,
            Mistakes mistakes) {
        public String text(String name) {
            return text.apply(name);
        }

        /// For what a field is used; empty where that goes without saying.
        public String use(String name) {
            return uses.getOrDefault(name, "");
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
        show(visit, 200, session, CorrectForm.of(holding(session)), Mistakes.none());
    }

    private static void show(
            Visit visit, int status, Session<Guest> session, CorrectForm form, Mistakes mistakes)
            throws IOException {
        show(visit, status, session, form, List.of(), mistakes);
    }

    private static void show(
            Visit visit,
            int status,
            Session<Guest> session,
            CorrectForm form,
            List<Conflict> conflicts,
            Mistakes mistakes)
            throws IOException {
        var model =
                new Model(
                        form.version(),
                        form::text,
                        form.was(),
                        form.address(),
                        choices(visit),
                        uses(visit),
                        status == 409,
                        conflicts,
                        session.holder().isBounded(),
                        mistakes);
        visit.show(status, "portal/correct", model, session.csrf());
    }

    /// Nothing was saved: what is stored now, with her changes on top.
    private static void showBeside(
            Visit visit, Session<Guest> session, CorrectForm typed, CorrectForm stored)
            throws IOException {
        PolicyWords words = visit.policyWords();
        String nothing = visit.words().text("portal.not-given");
        List<Conflict> conflicts =
                typed.conflicts(stored).stream()
                        .map(field ->
                                new Conflict(
                                        words.field(field),
                                        or(stored.line(field, words), nothing),
                                        or(typed.line(field, words), nothing)))
                        .toList();
        show(visit, 409, session, typed.onTopOf(stored), conflicts, Mistakes.none());
    }

    private static String or(String text, String nothing) {
        return text.isEmpty() ? nothing : text;
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

    private static Map<String, String> uses(Visit visit) {
        var words = visit.policyWords();
        var uses = new HashMap<String, String>();
        words.policy().kind(PROFILE).stream()
                .flatMap(kind -> kind.fields().stream())
                .forEach(field -> {
                    List<Purpose> purposes =
                            words.policy().purposes().stream()
                                    .filter(purpose -> purpose.fields().contains(field))
                                    .toList();
                    if (!purposes.isEmpty()) {
                        uses.put(field.value(), use(visit, field, purposes));
                    }
                });
        return uses;
    }

    private static String use(Visit visit, FieldId field, List<Purpose> purposes) {
        String names =
                purposes.stream()
                        .map(purpose -> visit.policyWords().purpose(purpose.id().value()))
                        .collect(Collectors.joining(", "));
        boolean agreed = purposes.stream().allMatch(Purpose::needsConsent);
        String use =
                visit.words()
                        .text(
                                agreed ? "portal.used-if-agreed" : "portal.used-for",
                                "purposes",
                                names);
        // By it the vault also knows who is of age to agree.
        return field.equals(BIRTH_DATE)
                ? use + " " + visit.words().text("portal.used-for-age")
                : use;
    }

    private void correct(Visit visit, Session<Guest> session) throws IOException {
        Form sent = visit.form();
        Holding holding = holding(session);
        CorrectForm typed = CorrectForm.of(sent, holding);
        CorrectForm stored = CorrectForm.of(holding);
        var mistakes = Mistakes.none();
        if (sent.has("boxes")) {
            show(visit, 200, session, typed, mistakes);
        } else if (session.holder().isBounded() && typed.isChanged(CorrectForm.EMAIL)) {
            mistakes.add(CorrectForm.EMAIL, visit.words().text("common.fault.link-first"));
            show(visit, 403, session, typed, mistakes);
        } else if (typed.version() != stored.version() || !typed.conflicts(stored).isEmpty()) {
            showBeside(visit, session, typed, stored);
        } else {
            save(visit, session, holding, typed);
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

    private void save(Visit visit, Session<Guest> session, Holding holding, CorrectForm typed)
            throws IOException {
        var mistakes = Mistakes.none();
        var forms = context.vault().forms();
        var changes = typed.changes(holding.policy(), forms, visit.words(), mistakes);
        requireLetter(visit, holding.id(), changes, mistakes);
        if (!mistakes.isEmpty()) {
            show(visit, 400, session, typed, mistakes);
            return;
        }
        if (changes.isEmpty()) {
            visit.redirect("/my?done=same");
            return;
        }
        try {
            Corrections.Corrected corrected =
                    context.vault()
                            .corrections()
                            .correct(
                                    holding.id(),
                                    changes,
                                    OptionalLong.of(holding.version()),
                                    visit.policyLanguage());
            if (changes.containsKey(EMAIL) && corrected.asked().isEmpty()) {
                guests.moved(session);
            }
            visit.redirect(corrected.asked().isPresent() ? "/my?done=asked" : "/my?done=corrected");
        } catch (Refusal.Stale e) {
            showBeside(visit, session, typed, CorrectForm.of(holding(session)));
        } catch (Refusal.BadField e) {
            mistakes.add("full_name", visit.words().text("portal.wrong.nothing"));
            show(visit, 400, session, typed, mistakes);
        }
    }
}
