package custos.web.staff;

import custos.access.Permission;
import custos.access.PermissionTable;
import custos.customer.CustomerId;
import custos.event.Actor;
import custos.policy.FieldId;
import custos.policy.MethodId;
import custos.policy.Policy;
import custos.policy.PurposeId;
import custos.vault.Vault;
import custos.vault.customers.Customers;
import custos.vault.rows.Refusal;
import custos.web.AddressBoxes;
import custos.web.Mistakes;
import custos.web.Visit;
import custos.web.WebContext;
import custos.web.WebFault;
import custos.web.WebRoutes;
import custos.web.WebRoutes.Gate;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// `/customers/{customer}`: one customer as this reader may see her now. Masked until she is here
/// or on the telephone; then her contact fields are open for ten minutes and can be changed in
/// place.
public final class CustomerPage {
    static final String PATH = "/customers/{customer}";

    private final Vault vault;
    private final Desk desk = new Desk();
    private final CustomerView view;
    private final ContactActs contact;
    private final ConsentActs consents;
    private final OfficerActs officer;
    private final TillActs till;

    public CustomerPage(WebContext context) {
        this.vault = context.vault();
        this.view = new CustomerView(vault, desk);
        this.contact = new ContactActs(vault, desk, view);
        this.consents = new ConsentActs(vault, view);
        this.officer = new OfficerActs(vault, desk);
        this.till = new TillActs(vault, desk, view);
    }

    public void addTo(WebRoutes routes) {
        routes.get(PATH, Gate.STAFF, this::page, "edit", "ask", "history");
        post(routes, "/visit", this::open);
        post(routes, "/leave", this::leave);
        post(routes, "/fields", contact::amend);
        post(routes, "/undo", contact::undo);
        post(routes, "/address-confirmed", contact::confirm);
        post(routes, "/answer", till::answer);
        post(routes, "/reveal", this::reveal);
        post(routes, "/records", this::records);
        post(routes, "/consents", consents::record);
        post(routes, "/stop", consents::stop);
        post(routes, "/export", officer::export);
        routes.get(PATH + "/erase", Gate.STAFF, officer::preview)
                .post(PATH + "/erase", Gate.STAFF, officer::erase);
        routes.post("/address-boxes", Gate.STAFF, CustomerPage::boxes);
    }

    /// A form, and its address for who comes back to it by a link.
    private static void post(WebRoutes routes, String below, WebRoutes.Answers by) {
        routes.get(PATH + below, Gate.STAFF, visit -> visit.redirect(path(id(visit))))
                .post(PATH + below, Gate.STAFF, by);
    }

    static CustomerId id(Visit visit) {
        return visit.path("customer", CustomerId::new);
    }

    static String path(CustomerId id) {
        return "/customers/" + id.value();
    }

    private void page(Visit visit) throws IOException {
        CustomerView.Seen seen;
        try {
            seen = view.seen(visit, id(visit));
        } catch (Refusal.Merged gone) {
            visit.redirect(path(gone.into()));
            return;
        }
        Showing showing = editing(visit, seen, Showing.PLAIN);
        view.show(visit, seen, asking(visit, showing));
    }

    private Showing editing(Visit visit, CustomerView.Seen seen, Showing showing) {
        Policy policy = visit.policyWords().policy();
        return visit.query("edit")
                .filter(_ -> seen.attended().isPresent() && visit.may(Permission.AMEND))
                .flatMap(field -> ContactView.editable(policy, field))
                .filter(field -> !vault.counter().till().unagreed(seen.id()).contains(field.id()))
                .filter(field ->
                        !ContactView.isBirth(field)
                                || seen.masked().fields().containsKey(field.id()))
                .map(field ->
                        showing.editing(
                                ContactView.edit(
                                        visit,
                                        field,
                                        Optional.ofNullable(
                                                seen.attended()
                                                        .orElseThrow()
                                                        .opened()
                                                        .fields()
                                                        .get(field.id())))))
                .orElse(showing);
    }

    private Showing asking(Visit visit, Showing showing) {
        var words = new ConsentsView(visit);
        return visit.query("ask")
                .filter(_ -> visit.may(Permission.RECORD_CONSENT))
                .flatMap(asked ->
                        words.asked().stream()
                                .filter(purpose -> purpose.id().value().equals(asked))
                                .findFirst())
                .map(purpose -> showing.asking(words.question(purpose, Optional.empty())))
                .orElse(showing);
    }

    private void open(Visit visit) throws IOException {
        CustomerId id = id(visit);
        Actor actor = visit.allow(Permission.OPEN, PermissionTable.SERVICE);
        String how = visit.form().text("how");
        if (!Set.of("counter", "phone").contains(how)) {
            throw new WebFault.Unreadable();
        }
        Customers.Attended attended = vault.customers().openContact(id, new MethodId(how), actor);
        desk.begin(visit.session(), attended.visit(), how);
        visit.redirect(path(id));
    }

    private void leave(Visit visit) {
        CustomerId id = id(visit);
        visit.allow(Permission.READ_MASKED);
        desk.end(visit.session(), id);
        visit.redirect(path(id));
    }

    private void reveal(Visit visit) throws IOException {
        Actor actor = visit.allow(Permission.REVEAL);
        CustomerId id = id(visit);
        String field = visit.form().text("field");
        String reason = visit.form().text("reason");
        CustomerView.Seen seen = view.seen(visit, id);
        boolean known =
                seen.masked().fields().keySet().stream()
                        .anyMatch(there -> there.value().equals(field));
        if (!known) {
            throw new WebFault.NotHere();
        }
        try {
            Customers.Opened opened =
                    vault.customers().reveal(id, Set.of(new FieldId(field)), reason, actor);
            view.show(visit, seen, Showing.PLAIN.revealing(Map.copyOf(opened.fields())));
        } catch (Refusal.BadField e) {
            var mistakes =
                    Mistakes.none()
                            .add(
                                    "reveal-reason-" + field,
                                    visit.words().text("staff.mistake.reason"));
            view.show(visit, seen, Showing.PLAIN.wrong(422, mistakes));
        }
    }

    private void records(Visit visit) throws IOException {
        visit.allow(Permission.READ_RECORDS);
        visit.allow(Permission.OPEN, new PurposeId("service"));
        view.show(visit, view.seen(visit, id(visit)), Showing.PLAIN.withRecords());
    }

    /// The boxes of another country, with what was typed in them.
    private static void boxes(Visit visit) throws IOException {
        visit.allow(Permission.AMEND);
        visit.show("common/addressBoxes", AddressBoxes.of(AddressBoxes.Writer.STAFF, visit.form()));
    }
}
