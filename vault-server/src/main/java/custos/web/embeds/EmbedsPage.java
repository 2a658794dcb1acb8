package custos.web.embeds;

import custos.access.Permission;
import custos.policy.Field;
import custos.policy.FieldId;
import custos.policy.Language;
import custos.policy.Notice;
import custos.policy.Policy;
import custos.posting.PublicForm;
import custos.vault.Vault;
import custos.vault.postings.FormMarks;
import custos.vault.rows.Refusal;
import custos.web.Choice;
import custos.web.Languages;
import custos.web.Mistakes;
import custos.web.PolicyWords;
import custos.web.Visit;
import custos.web.WebContext;
import custos.web.WebFault;
import custos.web.WebRoutes;
import custos.web.WebRoutes.Gate;
import custos.web.forms.FormFields;
import custos.words.Phrases;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// `/embeds`: the forms for the shop's website, which of them the policy has, and for each and each
/// language what to paste into a page. What a competition, a survey or an item is called is said
/// here, and nowhere else.
public final class EmbedsPage {
    private static final String PATH = "/embeds";
    private static final String ONE = PATH + "/{form}";
    private static final String IN = "in";
    private static final String OF = "of";

    private final WebContext context;
    private final Vault vault;
    private final FormMarks marks;

    public EmbedsPage(WebContext context) {
        this.context = context;
        this.vault = context.vault();
        this.marks = vault.postings().marks();
    }

    /// All forms.
    ///
    /// @param origins the websites that may show and send them
    /// @param address where customers reach the vault
    public record All(List<Row> rows, List<String> origins, String address) {
        public All {
            origins = List.copyOf(origins);
        }
    }

    /// One of them.
    ///
    /// @param lack what the policy lacks for it, the end of a phrase's key; empty when it is
    ///   offered
    public record Row(String form, String lack) {}

    /// One form in one language.
    ///
    /// @param in the language of the form
    /// @param named the label of what it is about; empty where it is about nothing
    /// @param name what it is about, as it is called or was typed
    /// @param paste what to paste, once it is known what it is about
    public record One(
            String form,
            String in,
            List<Choice> languages,
            String named,
            String name,
            int max,
            String of,
            Optional<Paste> paste,
            boolean framed,
            Mistakes mistakes) {}

    /// What to paste.
    ///
    /// @param address of the page alone
    public record Paste(String address, String frame, String form) {}

    public void addTo(WebRoutes routes) {
        routes.get(PATH, Gate.STAFF, this::all)
                .get(ONE, Gate.STAFF, this::one, IN, OF)
                .post(ONE, Gate.STAFF, this::name);
    }

    private void all(Visit visit) throws IOException {
        visit.allow(Permission.EMBEDS);
        Policy policy = vault.policies().current();
        visit.show(
                "embeds/all",
                new All(
                        Arrays.stream(PublicForm.values())
                                .map(form -> new Row(form.code(), lack(form, policy)))
                                .toList(),
                        origins(),
                        context.publicUrl()));
    }

    private List<String> origins() {
        return context.sites().isEmpty()
                ? List.of()
                : List.of(context.sites().frameAncestors().split(" "));
    }

    private static String lack(PublicForm form, Policy policy) {
        return form.lack(policy).map(lack -> lack.name().toLowerCase(Locale.ROOT)).orElse("");
    }

    private PublicForm form(Visit visit) {
        visit.allow(Permission.EMBEDS);
        return PublicForm.find(visit.path("form", text -> text))
                .filter(form -> form.lack(vault.policies().current()).isEmpty())
                .orElseThrow(WebFault.NotHere::new);
    }

    private void one(Visit visit) throws IOException {
        PublicForm form = form(visit);
        String of = visit.query(OF).orElse("");
        Optional<String> name = marks.named(form, of);
        if (form.about().isPresent() && !of.isEmpty() && name.isEmpty()) {
            throw new WebFault.NotHere();
        }
        String in = language(visit, visit.query(IN).orElse(visit.language()));
        show(visit, 200, form, in, name.orElse(""), of, Mistakes.none());
    }

    /// One that both policy and pages have.
    private static String language(Visit visit, String wanted) {
        List<String> both = languages(visit);
        return both.contains(wanted) ? wanted : both.getFirst();
    }

    private static List<String> languages(Visit visit) {
        return visit.policyWords().policy().languages().stream()
                .map(Language::value)
                .filter(Languages.ALL::contains)
                .toList();
    }

    private void name(Visit visit) throws IOException {
        PublicForm form = form(visit);
        Field field =
                form.about()
                        .flatMap(id -> vault.policies().current().field(id))
                        .orElseThrow(WebFault.NotHere::new);
        String typed = visit.form().text("name");
        String in = language(visit, visit.form().text(IN));
        try {
            if (typed.isEmpty()) {
                throw new Refusal.BadField("name", "a form is about something");
            }
            String name = vault.forms().read(vault.policies().current(), field, typed).plain();
            visit.redirect(
                    PATH + "/" + form.code() + "?in=" + in + "&of=" + marks.name(form, name));
        } catch (Refusal.BadField e) {
            String wrong =
                    visit.words()
                            .text(
                                    "embeds.mistake.name",
                                    "max",
                                    Integer.toString(field.maxLength()));
            show(visit, 422, form, in, typed, "", Mistakes.none().add("name", wrong));
        }
    }

    private void show(
            Visit visit,
            int status,
            PublicForm form,
            String in,
            String name,
            String of,
            Mistakes mistakes)
            throws IOException {
        boolean ready = form.about().isEmpty() || !of.isEmpty();
        Optional<FieldId> about = form.about();
        visit.show(
                status,
                "embeds/one",
                new One(
                        form.code(),
                        in,
                        languages(visit).stream()
                                .map(one ->
                                        new Choice(
                                                one, visit.words().text("common.language." + one)))
                                .toList(),
                        about.map(id -> visit.policyWords().field(id.value())).orElse(""),
                        name,
                        about.flatMap(id -> vault.policies().current().field(id))
                                .map(Field::maxLength)
                                .orElse(0),
                        of,
                        ready ? Optional.of(paste(visit, form, in, name, of)) : Optional.empty(),
                        !context.sites().isEmpty(),
                        mistakes));
    }

    private Paste paste(Visit visit, PublicForm form, String in, String name, String of) {
        Phrases phrases = visit.words(in);
        PolicyWords words = visit.policyWords(in);
        String action = context.publicUrl() + "/site/" + form.code() + "?lang=" + in;
        String address = of.isEmpty() ? action : action + "&of=" + of;
        var snippet =
                new Snippet(
                        address,
                        phrases.text("forms.title." + form.code(), "about", name),
                        Map.of(
                                "email", words.field("email"),
                                "full_name", words.field("full_name"),
                                "optional", phrases.text("common.optional"),
                                "go-on", phrases.text("forms.go-on")));
        var fields = new FormFields(words, visit.times().zone(), form);
        String notice =
                Notice.shortNotice(
                        words.policy(),
                        form.source(),
                        words.language(),
                        context.publicUrl() + "/privacy");
        return new Paste(
                address,
                snippet.frame(),
                snippet.form(action, of, fields.empty(), form.canBeNobodys(), notice));
    }
}
