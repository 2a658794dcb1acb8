package custos.web.forms;

import custos.customer.EmailAddress;
import custos.customer.FieldValue;
import custos.event.Actor;
import custos.policy.FieldId;
import custos.policy.Notice;
import custos.policy.NoticeDigest;
import custos.policy.Purpose;
import custos.posting.Posting;
import custos.posting.PublicForm;
import custos.vault.Vault;
import custos.vault.postings.FormMarks;
import custos.vault.postings.Postings;
import custos.vault.records.AnonymousAnswers;
import custos.vault.rows.Refusal;
import custos.web.Form;
import custos.web.Mistakes;
import custos.web.PolicyWords;
import custos.web.Visit;
import custos.web.WebContext;
import custos.web.WebFault;
import custos.web.WebRoutes;
import custos.web.WebRoutes.Gate;
import custos.web.field.BoxReader;
import custos.web.field.FieldBox;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// `/site/{form}`: a form of the shop for everybody, in a frame on its website or by itself. A form
/// that stands on the shop's own page is sent here too, to be looked at with the notice as it is
/// now, and sent.
///
/// The answer is the same whatever address was typed. No cookie is set.
public final class FormPage {
    static final String PATH = "/site/{form}";
    static final String TRAP = "homepage";
    static final String OF = "of";

    private static final String SENT = "/site/sent/";
    private static final int MAX_BYTES = 16 * 1024;
    private static final int MAX_USED = 10_000;

    private final WebContext context;
    private final Vault vault;
    private final Postings postings;
    private final FormMarks marks;
    private final AnonymousAnswers answers;
    private final FormPace pace;
    private final Set<String> used = new LinkedHashSet<>();

    public FormPage(WebContext context) {
        this.context = context;
        this.vault = context.vault();
        this.postings = vault.postings();
        this.marks = postings.marks();
        this.answers = vault.counter().answers();
        this.pace = new FormPace(context);
    }

    /// What the template shows.
    ///
    /// @param form its name in addresses
    /// @param about what the shop named in it; empty where it names nothing
    /// @param of the same as it came in the address
    /// @param check whether it comes from the shop's page and is to be looked at and sent
    /// @param canBeNobodys whether it can be sent without an address
    /// @param agrees what she may agree to
    /// @param notice the short notice
    /// @param noticePath where the whole one is
    /// @param digest of the whole one
    public record Model(
            String form,
            String about,
            String of,
            String token,
            boolean check,
            boolean canBeNobodys,
            boolean asksName,
            Contact contact,
            List<FieldBox> boxes,
            List<Agree> agrees,
            String notice,
            String noticePath,
            String digest,
            Mistakes mistakes) {
        @Override
        public String toString() {
            return "Model[" + form + "]";
        }
    }

    /// Who she says she is, as typed.
    public record Contact(String email, String name) {
        /// Redacted: people type personal data.
        @Override
        public String toString() {
            return "Contact[redacted]";
        }
    }

    /// A box for a yes. It is ticked only once she ticked it herself under the same words.
    public record Agree(String name, String ask, boolean ticked) {}

    /// What a page shows once a form was sent.
    ///
    /// @param nobodys whether it was an answer without an address, of which no letter comes
    public record Sent(boolean nobodys) {}

    public void addTo(WebRoutes routes) {
        routes.get("/site/sent/{form}", Gate.OPEN, this::sent, "nobody")
                .get(PATH, Gate.OPEN, this::page, OF)
                .post(PATH, Gate.SITES, this::take);
    }

    private PublicForm form(Visit visit) {
        visit.answer().framedBy(context.sites().frameAncestors());
        PublicForm form =
                PublicForm.find(visit.path("form", text -> text))
                        .orElseThrow(WebFault.NotHere::new);
        if (form.lack(visit.policyWords().policy()).isPresent()) {
            throw new WebFault.NotHere();
        }
        return form;
    }

    /// What the shop named, where the form needs it.
    private Optional<String> about(PublicForm form, String of) {
        if (form.about().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(marks.named(form, of).orElseThrow(WebFault.NotHere::new));
    }

    private void page(Visit visit) throws IOException {
        PublicForm form = form(visit);
        String of = visit.query(OF).orElse("");
        Optional<String> about = about(form, of);
        var boxes = fields(visit, form);
        var empty = new Contact("", "");
        visit.show(
                "forms/form",
                model(
                        visit,
                        form,
                        of,
                        about,
                        false,
                        empty,
                        boxes.empty(),
                        Set.of(),
                        Mistakes.none()));
    }

    private Model model(
            Visit visit,
            PublicForm form,
            String of,
            Optional<String> about,
            boolean check,
            Contact contact,
            List<FieldBox> boxes,
            Set<String> ticked,
            Mistakes mistakes) {
        PolicyWords words = visit.policyWords();
        NoticeDigest notice = notice(visit);
        return new Model(
                form.code(),
                about.orElse(""),
                form.about().isPresent() ? of : "",
                marks.token(form),
                check,
                form.canBeNobodys(),
                fields(visit, form).asksName(),
                contact,
                boxes,
                form.purposes(words.policy()).stream()
                        .map(purpose -> agree(words, purpose, ticked))
                        .toList(),
                Notice.shortNotice(
                        words.policy(),
                        form.source(),
                        words.language(),
                        context.publicUrl() + "/privacy"),
                "/notice/" + notice.hex(),
                notice.hex(),
                mistakes);
    }

    private static FormFields fields(Visit visit, PublicForm form) {
        return new FormFields(visit.policyWords(), visit.times().zone(), form);
    }

    private static Agree agree(PolicyWords words, Purpose purpose, Set<String> ticked) {
        String name = FormBoxes.AGREE + purpose.id().value();
        return new Agree(name, words.of("asks", purpose.id().value()), ticked.contains(name));
    }

    private NoticeDigest notice(Visit visit) {
        return vault.policies().noticeInForce(visit.policyLanguage()).orElseThrow();
    }

    private void take(Visit visit) throws IOException {
        PublicForm form = form(visit);
        Form typed = visit.form(MAX_BYTES);
        Optional<String> about = about(form, typed.text(OF));
        OptionalLong wait = pace.secondsToWait(visit);
        if (wait.isPresent()) {
            again(visit, form, about, 429, tooMany(visit, wait.getAsLong()));
            return;
        }
        FormMarks.Age age = marks.age(form, typed.text("token"));
        if (age == FormMarks.Age.NONE) {
            check(visit, form, about);
            return;
        }
        if (typed.filled(TRAP).isPresent()) {
            visit.redirect(sentPath(visit, form, false));
            return;
        }
        Mistakes mistakes = Mistakes.none();
        NoticeDigest notice = notice(visit);
        boolean sameWords = notice.hex().equals(typed.text("notice"));
        if (age != FormMarks.Age.RIGHT || !sameWords) {
            String key =
                    !sameWords
                            ? "forms.other-words"
                            : age == FormMarks.Age.TOO_FAST ? "forms.too-fast" : "forms.too-old";
            again(visit, form, about, 422, mistakes.add("send", visit.words().text(key)));
            return;
        }
        FormBoxes.Read read = new FormBoxes(visit, form).read(vault.forms(), about, mistakes);
        if (mistakes.isEmpty()) {
            handIn(visit, form, read, notice, mistakes);
        }
        if (!mistakes.isEmpty()) {
            again(visit, form, about, 422, mistakes);
        }
    }

    private static Mistakes tooMany(Visit visit, long seconds) {
        visit.answer().header("Retry-After", Long.toString(seconds));
        return Mistakes.none()
                .add("send", visit.words().text("common.fault.too-many", "seconds", seconds));
    }

    /// From the shop's own page: what was typed, for her to look at; nothing is ticked.
    private void check(Visit visit, PublicForm form, Optional<String> about) throws IOException {
        show(visit, form, about, 200, true, Set.of(), Mistakes.none());
    }

    /// The form once more, with all that was typed; a tick stays only under the words it was for.
    private void again(
            Visit visit, PublicForm form, Optional<String> about, int status, Mistakes mistakes)
            throws IOException {
        Form typed = visit.form();
        var ticked = new LinkedHashSet<String>();
        if (notice(visit).hex().equals(typed.text("notice"))) {
            typed.typed().stream()
                    .map(Form.Typed::name)
                    .filter(name -> name.startsWith(FormBoxes.AGREE))
                    .forEach(ticked::add);
        }
        show(visit, form, about, status, false, ticked, mistakes);
    }

    private void show(
            Visit visit,
            PublicForm form,
            Optional<String> about,
            int status,
            boolean check,
            Set<String> ticked,
            Mistakes mistakes)
            throws IOException {
        Form typed = visit.form();
        var contact = new Contact(typed.text("email"), typed.text(FormFields.NAME.value()));
        visit.show(
                status,
                "forms/form",
                model(
                        visit,
                        form,
                        typed.text(OF),
                        about,
                        check,
                        contact,
                        fields(visit, form).typed(typed),
                        ticked,
                        mistakes));
    }

    private void handIn(
            Visit visit,
            PublicForm form,
            FormBoxes.Read read,
            NoticeDigest notice,
            Mistakes mistakes)
            throws IOException {
        if (read.email().isEmpty()) {
            takeNobodys(visit, read.fields(), mistakes);
            if (mistakes.isEmpty()) {
                visit.redirect(sentPath(visit, form, true));
            }
            return;
        }
        OptionalLong wait = pace.secondsToWaitForLetter(visit);
        if (wait.isPresent()) {
            mistakes.add(
                    "send",
                    visit.words().text("common.fault.too-many", "seconds", wait.getAsLong()));
            return;
        }
        EmailAddress email = read.email().get();
        var posting =
                new Posting(
                        form,
                        email,
                        visit.policyLanguage(),
                        read.name(),
                        read.fields(),
                        read.agreed(),
                        notice);
        try {
            postings.requireSense(posting);
        } catch (Refusal.BadField wrong) {
            new BoxReader(visit, vault.forms(), mistakes).refused(wrong);
            return;
        }
        // An address that had its letters has them: the answer is the same.
        if (pace.allows(email)) {
            postings.take(posting, visit.form().text("token"));
        }
        visit.redirect(sentPath(visit, form, false));
    }

    /// Counts once, however often the form is sent: nobody could take one back.
    private synchronized void takeNobodys(
            Visit visit, Map<FieldId, FieldValue> fields, Mistakes mistakes) throws IOException {
        String token = visit.form().text("token");
        if (used.contains(token)) {
            return;
        }
        OptionalLong wait = pace.secondsToWaitForNobody(visit);
        if (wait.isPresent()) {
            mistakes.add(
                    "send",
                    visit.words().text("common.fault.too-many", "seconds", wait.getAsLong()));
            return;
        }
        try {
            answers.take(fields, new Actor.Customer());
        } catch (Refusal.Conflict full) {
            mistakes.add("send", visit.words().text("staff.surveys.full"));
            return;
        }
        used.add(token);
        if (used.size() > MAX_USED) {
            used.remove(used.iterator().next());
        }
    }

    private static String sentPath(Visit visit, PublicForm form, boolean nobodys) {
        return SENT + form.code() + "?lang=" + visit.language() + (nobodys ? "&nobody=1" : "");
    }

    private void sent(Visit visit) throws IOException {
        form(visit);
        visit.show("forms/sent", new Sent(visit.query("nobody").isPresent()));
    }
}
