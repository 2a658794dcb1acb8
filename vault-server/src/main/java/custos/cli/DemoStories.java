package custos.cli;

import custos.access.Role;
import custos.customer.CustomerId;
import custos.customer.RecordId;
import custos.event.Actor;
import custos.policy.ChannelId;
import custos.policy.ClassId;
import custos.policy.FieldId;
import custos.policy.KindId;
import custos.policy.Language;
import custos.policy.MethodId;
import custos.policy.PurposeId;
import custos.policy.SourceId;
import custos.request.Right;
import custos.request.Step;
import custos.vault.Vault;
import custos.vault.audit.Case;
import custos.vault.consents.ConsentAnswer;
import custos.vault.customers.Customers;
import custos.vault.erasure.Holds;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// A few customers of the demonstration to whom something happened: what staff, customers and
/// auditors come for can be tried on them.
final class DemoStories {
    private static final Actor CLERK = new Actor.Staff("staff", Role.STAFF.word());
    private static final Actor OFFICER = new Actor.Staff("officer", Role.OFFICER.word());
    private static final PurposeId SERVICE = new PurposeId("service");
    private static final KindId CONTACT = new KindId("contact");
    private static final KindId PROFILE = new KindId("profile");

    private final Vault vault;
    private final DemoClock clock;

    DemoStories(Vault vault, DemoClock clock) {
        this.vault = vault;
        this.clock = clock;
    }

    /// @param later lets time go by between two events
    void tell(Runnable later) {
        hana(later);
        requests(later);
        CustomerId petr = family();
        asked();
        pastItsTime(petr);
        forgotten(later);
    }

    /// "I never agreed to that": her entries are with the auditor.
    private void hana(Runnable later) {
        CustomerId id =
                register(
                        person(
                                "Hana Nováková",
                                DemoShop.HANA,
                                "cs",
                                DemoShop.HANAS_NUMBER,
                                "+420 601 000 201"),
                        List.of(
                                answer("newsletter", true, "signed-form", "cs"),
                                answer("birthday-greeting", true, "signed-form", "cs"),
                                answer("nps-invitation", false, "counter", "cs")));
        purchase(id, "O-00201-1", "tea", "349.00");
        message(id, "out", "Your tea is ready", "It waits for you at the counter until Saturday.");
        later.run();
        message(id, "in", "Thank you", "I will come on Friday. Is the blue mug still there?");
        vault.customers().openFor(id, SERVICE, CLERK);
        purchase(id, "O-00201-2", "mug", "259.50");
        later.run();
        vault.customers().reveal(id, Set.of(new FieldId("birth_date")), "identity-check", OFFICER);
        vault.consents()
                .record(
                        id,
                        List.of(answer("newsletter", false, "portal", "cs")),
                        new SourceId("portal"),
                        new Actor.Customer());
        vault.cases().handOver(id, Case.Reason.CONSENT_DISPUTED, OFFICER);
    }

    /// One address, two customers: a code by mail alone tells them not apart.
    ///
    /// @return the husband
    private CustomerId family() {
        String shared = "novakovi@example.org";
        CustomerId petr =
                register(
                        person("Petr Novák", shared, "cs", "D-00202", "+420 601 000 202"),
                        List.of(answer("newsletter", true, "counter", "cs")));
        register(
                person("Jana Nováková", shared, "cs", "D-00203", "+420 601 000 203"),
                List.of(answer("newsletter", false, "counter", "cs")));
        return petr;
    }

    /// He took part in a competition of long ago: what that left is not to be kept any longer.
    private void pastItsTime(CustomerId id) {
        LocalDate then = today().minusYears(3);
        add(
                id,
                "competition-entry",
                Map.of("competition", "Spring draw", "entered_on", then.toString()));
        add(
                id,
                "complaint",
                Map.of("complaint", "The queue was too long.", "opened_on", then.toString()));
    }

    /// She asked on the web site; the confirmation is in the mail.
    private void asked() {
        register(
                person(
                        "Siti binti Rahman",
                        "siti.204@example.org",
                        "ms",
                        "D-00204",
                        "+60 12-000 0204"),
                List.of(answer("newsletter", true, "public-form", "ms")));
    }

    /// She asked for her data, waits for the proof of who she is, and asked for something else
    /// since: the officer has both in her queue.
    private void requests(Runnable later) {
        CustomerId id =
                register(
                        person(
                                "Alena Horká",
                                "alena.206@example.org",
                                "cs",
                                "D-00206",
                                "+420 601 000 206"),
                        List.of());
        var czech = new Language("cs");
        RecordId access =
                vault.requests()
                        .ask(
                                id,
                                Right.ACCESS,
                                Optional.of("Co všechno o mně vedete od loňska?"),
                                czech)
                        .id();
        step(access, new Step.Acknowledge());
        later.run();
        step(access, new Step.CheckIdentity());
        vault.requests().ask(id, Right.RESTRICTION, Optional.empty(), czech);
    }

    private void step(RecordId request, Step step) {
        vault.requests().step(request, OptionalLong.empty(), step, Optional.empty(), OFFICER);
    }

    /// He bought something, complained, and asked to be forgotten: what the law keeps is kept, and
    /// the letter that a claim needs is held.
    private void forgotten(Runnable later) {
        CustomerId id =
                register(
                        person(
                                "Tomáš Bílý",
                                "tomas.205@example.org",
                                "cs",
                                "D-00205",
                                "+420 601 000 205"),
                        List.of(answer("newsletter", true, "counter", "cs")));
        purchase(id, "O-00205-1", "kettle", "1290.00");
        message(id, "in", "The kettle", "Its handle came off and I burned my hand.");
        later.run();
        vault.holds()
                .set(
                        id,
                        new Holds.Which.WholeClass(new ClassId("communications")),
                        new Holds.Wanted(
                                "legal-claim", today().plusYears(2), Optional.of("2026/17")),
                        OFFICER);
        vault.erasure().erase(id, "erasure-request", true, OFFICER);
    }

    private static Map<String, Object> person(
            String name, String email, String language, String number, String phone) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("full_name", name);
        fields.put("email", email);
        fields.put("phone", phone);
        fields.put("language", language);
        fields.put("number", number);
        fields.put("birth_date", "1974-03-09");
        boolean czech = language.equals("cs");
        fields.put(
                "address",
                Map.of(
                        "line1", czech ? "Lipová 7" : "12 Jalan Melati",
                        "postcode", czech ? "602 00" : "50450",
                        "city", czech ? "Brno" : "Kuala Lumpur",
                        "country", czech ? "CZ" : "MY"));
        return fields;
    }

    private CustomerId register(Map<String, Object> person, List<ConsentAnswer> consents) {
        var fields = vault.forms().readAll(vault.policies().current(), person, CONTACT, PROFILE);
        return vault.customers()
                .register(
                        new Customers.Registration(fields, new SourceId("counter-form"), consents),
                        CLERK,
                        Optional.empty())
                .id();
    }

    private ConsentAnswer answer(String purpose, boolean yes, String method, String language) {
        return answer(vault, purpose, yes, method, language);
    }

    /// What a customer says about e-mails of a purpose.
    static ConsentAnswer answer(
            Vault vault, String purpose, boolean yes, String method, String language) {
        var shown = new Language(language);
        return new ConsentAnswer(
                new PurposeId(purpose),
                new ChannelId("email"),
                yes,
                new MethodId(method),
                Optional.of(shown),
                vault.policies().noticeInForce(shown),
                Optional.empty(),
                Optional.of("F-0201").filter(_ -> method.equals("signed-form")),
                Optional.empty());
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private void purchase(CustomerId id, String order, String what, String total) {
        add(
                id,
                "purchase",
                Map.of(
                        "order_number",
                        order,
                        "bought_on",
                        today().toString(),
                        "total",
                        total,
                        "currency",
                        "CZK",
                        "sales_channel",
                        "counter",
                        "purchase_note",
                        what));
    }

    private void message(CustomerId id, String direction, String subject, String text) {
        add(
                id,
                "message",
                Map.of(
                        "direction",
                        direction,
                        "message_channel",
                        "email",
                        "message_purpose",
                        "service",
                        "subject",
                        subject,
                        "text",
                        text,
                        "sent_at",
                        clock.instant().toString()));
    }

    private void add(CustomerId id, String kind, Map<String, Object> fields) {
        var kindId = new KindId(kind);
        vault.records()
                .add(
                        id,
                        kindId,
                        vault.forms().readAll(vault.policies().current(), fields, kindId),
                        new SourceId("counter-form"),
                        CLERK,
                        Optional.empty());
    }
}
