package custos.web.staff;

import custos.access.Permission;
import custos.customer.CustomerId;
import custos.customer.FieldValue;
import custos.event.Actor;
import custos.policy.Field;
import custos.policy.FieldId;
import custos.policy.Policy;
import custos.policy.Purpose;
import custos.policy.SourceId;
import custos.vault.Vault;
import custos.vault.consents.ConsentAnswer;
import custos.vault.customers.Customers;
import custos.vault.merges.Duplicates;
import custos.vault.rows.Refusal;
import custos.web.AddressBoxes;
import custos.web.AddressBoxes.Writer;
import custos.web.Choice;
import custos.web.Form;
import custos.web.Mistakes;
import custos.web.Visit;
import custos.web.WebContext;
import custos.web.WebRoutes;
import custos.web.WebRoutes.Gate;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// `/customers/new`: one short form, with the notice to read out and the questions to ask aloud.
/// Nothing is chosen beforehand. A customer who is there already is pointed out before a second one
/// is made.
public final class NewCustomerPage {
    private static final String PATH = "/customers/new";
    private static final List<String> FIELDS =
            List.of("full_name", "email", "phone", "address", "language");

    /// Of a form on paper.
    private static final List<String> PAPER = List.of("number", "signed");

    private static final List<String> KNOWN_BY = List.of("email", "phone");

    private final WebContext context;
    private final Vault vault;

    public NewCustomerPage(WebContext context) {
        this.context = context;
        this.vault = context.vault();
    }

    /// What the template shows.
    ///
    /// @param notices the short notice of the source, in each language, to be read out
    /// @param owner whose the form on paper is already
    /// @param known customers who have this address or number already
    public record Model(
            Map<String, String> typed,
            AddressBoxes boxes,
            List<Choice> languages,
            List<Choice> sources,
            String source,
            List<ReadOut> notices,
            List<ConsentQuestion> questions,
            String language,
            Optional<SignedFormPage.Owner> owner,
            List<Known> known,
            String mailNote,
            Mistakes mistakes) {
        public String typed(String name) {
            return typed.getOrDefault(name, "");
        }

        /// Whether anything was typed in of a form on paper.
        public boolean paper() {
            return PAPER.stream().anyMatch(name -> !typed(name).isEmpty());
        }

        @Override
        public String toString() {
            return "Model[new customer]";
        }
    }

    /// A customer who may be the same.
    public record Known(CustomerId id, String name, String town, String by) {
        @Override
        public String toString() {
            return "Known[" + id.value() + "]";
        }
    }

    /// What is shown while somebody types.
    public record Alike(List<Known> known, String mailNote) {
        public Alike {
            known = List.copyOf(known);
        }
    }

    public void addTo(WebRoutes routes) {
        routes.get(PATH, Gate.STAFF, this::page, "source")
                .post(PATH, Gate.STAFF, this::register)
                .get(PATH + "/alike", Gate.STAFF, visit -> visit.redirect(PATH))
                .post(PATH + "/alike", Gate.STAFF, this::alike);
    }

    private void page(Visit visit) throws IOException {
        visit.allow(Permission.REGISTER);
        show(visit, 200, Optional.empty(), List.of(), Mistakes.none());
    }

    private void register(Visit visit) throws IOException {
        Actor actor = visit.allow(Permission.REGISTER);
        Form form = visit.form();
        if (form.has("boxes")) {
            show(visit, 200, Optional.of(form), List.of(), Mistakes.none());
            return;
        }
        var mistakes = Mistakes.none();
        Map<FieldId, FieldValue> fields = fields(visit, mistakes);
        SourceId source = source(visit, Optional.of(form));
        List<ConsentAnswer> consents = consents(visit, source, mistakes);
        if (!mistakes.isEmpty()) {
            show(visit, 422, Optional.of(form), List.of(), mistakes);
            return;
        }
        List<Known> known =
                form.has("anyway") ? List.of() : known(visit, form, fields, actor.role());
        if (!known.isEmpty()) {
            show(visit, 409, Optional.of(form), known, Mistakes.none());
            return;
        }
        try {
            var wanted = new Customers.Registration(fields, source, consents);
            var done = vault.customers().register(wanted, actor, Optional.empty());
            propose(visit, form, fields, done.id());
            visit.redirect(CustomerPage.path(done.id()));
        } catch (Refusal.Conflict refused) {
            Optional<CustomerId> owner = Optional.empty();
            if (refused.code().equals("form-used")) {
                owner = new SignedForm(context, visit, form, mistakes).owner();
            } else {
                mistakes.add("consents", ConsentActs.why(visit, refused.code()));
            }
            show(visit, 422, Optional.of(form), owner, List.of(), mistakes);
        }
    }

    /// Tells the officer of whoever was pointed out, where somebody saved her all the same and said
    /// so.
    private void propose(Visit visit, Form form, Map<FieldId, FieldValue> fields, CustomerId saved)
            throws IOException {
        if (!form.text("anyway").equals("tell")) {
            return;
        }
        Actor actor = visit.allow(Permission.PROPOSE_MERGE);
        for (Known one : known(visit, form, fields, actor.role())) {
            if (!one.id().equals(saved)) {
                tell(saved, one.id(), actor);
            }
        }
    }

    /// She is saved by now: that no more is taken must not bring her form back.
    private void tell(CustomerId saved, CustomerId other, Actor actor) {
        try {
            vault.pairs().propose(saved, other, actor);
        } catch (Refusal.Conflict | Refusal.Erased e) {
            // Too many proposals wait, or the other is gone.
        }
    }

    /// While she is being typed in: is it one of these, and is the mail domain meant? What is not
    /// right yet is left out.
    private void alike(Visit visit) throws IOException {
        String role = visit.allow(Permission.REGISTER).role();
        visit.allow(Permission.SEARCH);
        Map<FieldId, FieldValue> fields = fields(visit, Mistakes.none());
        var known = new LinkedHashMap<CustomerId, Known>();
        look(visit, fields, role, known);
        visit.show(
                "staff/alike",
                new Alike(List.copyOf(known.values()), mailNote(visit, visit.form())));
    }

    /// A warning that refuses nothing: somebody may own the other domain.
    private static String mailNote(Visit visit, Form form) {
        return MailDomain.meant(form.text("email"))
                .map(domain -> visit.words().text("staff.mail-meant", "domain", domain))
                .orElse("");
    }

    private void look(
            Visit visit,
            Map<FieldId, FieldValue> fields,
            String role,
            Map<CustomerId, Known> known) {
        for (Duplicates.Alike one : vault.duplicates().like(fields, role)) {
            String by =
                    one.agreeing().stream()
                            .map(field -> visit.policyWords().field(field.value()))
                            .sorted()
                            .collect(Collectors.joining(", "));
            known.putIfAbsent(one.customer().id(), known(one.customer(), by));
        }
    }

    private static Known known(Customers.Masked found, String by) {
        return new Known(
                found.id(),
                CustomerView.name(found),
                found.fields().getOrDefault(new FieldId("address"), ""),
                by);
    }

    private Map<FieldId, FieldValue> fields(Visit visit, Mistakes mistakes) throws IOException {
        Policy policy = visit.policyWords().policy();
        var typed = new Typed(policy, vault.forms(), visit.words(), visit.form(), mistakes);
        var fields = new LinkedHashMap<FieldId, FieldValue>();
        for (String id : FIELDS) {
            Field field = Typed.field(policy, id);
            typed.value(field, id).ifPresent(value -> fields.put(field.id(), value));
        }
        Field name = Typed.field(policy, "full_name");
        if (!fields.containsKey(name.id()) && mistakes.at("full_name").isEmpty()) {
            typed.wrong("full_name", "staff.mistake.name", name);
        }
        return fields;
    }

    private static boolean isPaper(Form form) {
        return PAPER.stream().anyMatch(name -> form.filled(name).isPresent());
    }

    private static SourceId source(Visit visit, Optional<Form> form) {
        if (form.filter(NewCustomerPage::isPaper).isPresent()) {
            return FormsPage.source(visit.policyWords().policy());
        }
        List<SourceId> all = Sources.typed(visit.policyWords().policy());
        String chosen =
                form.map(typed -> typed.text("source")).or(() -> visit.query("source")).orElse("");
        return all.stream()
                .filter(source -> source.value().equals(chosen))
                .findFirst()
                .orElse(all.getFirst());
    }

    private List<ConsentAnswer> consents(Visit visit, SourceId source, Mistakes mistakes)
            throws IOException {
        if (!visit.may(Permission.RECORD_CONSENT)) {
            return List.of();
        }
        if (isPaper(visit.form())) {
            return new SignedForm(context, visit, visit.form(), mistakes).answers();
        }
        var reader = new ConsentAnswers(vault.policies(), visit.words(), visit.form(), mistakes);
        var answers = new ArrayList<ConsentAnswer>();
        for (Purpose purpose : new ConsentsView(visit).asked()) {
            answers.addAll(reader.of(purpose, Sources.method(source), Optional.empty()));
        }
        return answers;
    }

    private List<Known> known(
            Visit visit, Form form, Map<FieldId, FieldValue> fields, String role) {
        var known = new LinkedHashMap<CustomerId, Known>();
        for (String by : KNOWN_BY) {
            form.filled(by).ifPresent(typed -> find(visit, by, typed, role, known));
        }
        look(visit, fields, role, known);
        return List.copyOf(known.values());
    }

    private void find(
            Visit visit, String by, String typed, String role, Map<CustomerId, Known> known) {
        vault.customers()
                .findExact(new FieldId(by), typed, role, Optional.empty())
                .items()
                .forEach(found ->
                        known.putIfAbsent(found.id(), known(found, visit.policyWords().field(by))));
    }

    private void show(
            Visit visit, int status, Optional<Form> form, List<Known> known, Mistakes mistakes)
            throws IOException {
        show(visit, status, form, Optional.empty(), known, mistakes);
    }

    private void show(
            Visit visit,
            int status,
            Optional<Form> form,
            Optional<CustomerId> owner,
            List<Known> known,
            Mistakes mistakes)
            throws IOException {
        SourceId source = source(visit, form);
        var words = new ConsentsView(visit);
        visit.show(
                status,
                "staff/newCustomer",
                new Model(
                        typed(form),
                        boxes(visit, form),
                        languages(visit),
                        sources(visit),
                        source.value(),
                        ReadOut.of(visit, source),
                        visit.may(Permission.RECORD_CONSENT)
                                ? words.asked().stream()
                                        .map(purpose -> words.question(purpose, form))
                                        .toList()
                                : List.of(),
                        form.map(typed -> typed.text("asked_in")).orElse(""),
                        owner.map(one -> owner(visit, one)),
                        known,
                        form.map(typed -> mailNote(visit, typed)).orElse(""),
                        mistakes));
    }

    private SignedFormPage.Owner owner(Visit visit, CustomerId id) {
        String role = visit.allow(Permission.READ_MASKED).role();
        return new SignedFormPage.Owner(id, CustomerView.name(vault.customers().masked(id, role)));
    }

    private static Map<String, String> typed(Optional<Form> form) {
        var typed = new LinkedHashMap<String, String>();
        form.ifPresent(sent -> {
            FIELDS.forEach(name -> typed.put(name, sent.text(name)));
            PAPER.forEach(name -> typed.put(name, sent.text(name)));
        });
        return typed;
    }

    private static AddressBoxes boxes(Visit visit, Optional<Form> form) {
        return form.map(typed -> AddressBoxes.of(Writer.STAFF, typed))
                .orElseGet(() ->
                        AddressBoxes.of(
                                Writer.STAFF,
                                Optional.empty(),
                                visit.policyWords().policy().defaultCountry()));
    }

    private static List<Choice> languages(Visit visit) {
        return Typed.field(visit.policyWords().policy(), "language").choices().stream()
                .map(choice -> new Choice(choice, visit.policyWords().choice("language", choice)))
                .toList();
    }

    private static List<Choice> sources(Visit visit) {
        return Sources.typed(visit.policyWords().policy()).stream()
                .map(source ->
                        new Choice(
                                source.value(), visit.policyWords().of("sources", source.value())))
                .toList();
    }
}
