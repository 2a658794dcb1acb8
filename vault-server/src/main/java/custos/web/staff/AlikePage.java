package custos.web.staff;

import custos.access.Permission;
import custos.customer.CustomerId;
import custos.event.Actor;
import custos.vault.Vault;
import custos.vault.customers.Customers;
import custos.vault.rows.Refusal;
import custos.web.Mistakes;
import custos.web.Visit;
import custos.web.WebContext;
import custos.web.WebFault;
import custos.web.WebRoutes;
import custos.web.WebRoutes.Gate;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// `/customers/{customer}/alike`: staff, who join nobody, tell the officer who looks like the same
/// person. What is typed travels in the body, never in an address.
public final class AlikePage {
    private static final String PATH = CustomerPage.PATH + "/alike";

    private final Vault vault;

    public AlikePage(WebContext context) {
        this.vault = context.vault();
    }

    /// What the template shows.
    ///
    /// @param asked whether anything was looked for
    public record Model(
            String id,
            String name,
            String typed,
            boolean asked,
            List<Row> rows,
            Mistakes mistakes) {
        public String path() {
            return "/customers/" + id;
        }

        /// Redacted: people search for people.
        @Override
        public String toString() {
            return "Model[" + rows.size() + " rows]";
        }
    }

    /// Somebody who may be the same person.
    ///
    /// @param told whether the officer knows already
    public record Row(SearchPage.Row customer, boolean told) {}

    public void addTo(WebRoutes routes) {
        routes.get(PATH, Gate.STAFF, visit -> find(visit, "", Mistakes.none()))
                .post(
                        PATH,
                        Gate.STAFF,
                        visit -> find(visit, visit.form().text("q"), Mistakes.none()))
                .get(PATH + "/{other}", Gate.STAFF, visit -> visit.redirect(path(visit)))
                .post(PATH + "/{other}", Gate.STAFF, this::propose);
    }

    private static String path(Visit visit) {
        return CustomerPage.path(CustomerPage.id(visit)) + "/alike";
    }

    private void find(Visit visit, String typed, Mistakes mistakes) throws IOException {
        visit.allow(Permission.PROPOSE_MERGE);
        String role = visit.allow(Permission.SEARCH).role();
        CustomerId id = CustomerPage.id(visit);
        String name = CustomerView.name(vault.customers().masked(id, role));
        boolean asked = typed.codePointCount(0, typed.length()) > 1;
        Stream<Customers.Masked> found = Stream.of();
        try {
            found =
                    asked
                            ? vault.customers().search(typed, role).items().stream()
                            : vault.duplicates().of(id, role).stream().map(one -> one.customer());
        } catch (Refusal.BadField e) {
            mistakes.add("search", visit.words().text("staff.search.long"));
        }
        Set<CustomerId> told = vault.pairs().proposedWith(id);
        List<Row> rows =
                found.filter(one -> !one.id().equals(id))
                        .map(one -> new Row(SearchPage.row(one), told.contains(one.id())))
                        .toList();
        visit.show(
                mistakes.isEmpty() ? 200 : 422,
                "staff/alikeOf",
                new Model(id.value(), name, typed, asked, rows, mistakes));
    }

    private void propose(Visit visit) throws IOException {
        Actor actor = visit.allow(Permission.PROPOSE_MERGE);
        CustomerId id = CustomerPage.id(visit);
        CustomerId other = visit.path("other", CustomerId::new);
        if (other.equals(id)) {
            throw new WebFault.NotHere();
        }
        try {
            vault.pairs().propose(id, other, actor);
            visit.redirect(path(visit));
        } catch (Refusal.Conflict refused) {
            String why =
                    refused.code().equals("not-the-same")
                            ? "staff.alike.wrong.not-the-same"
                            : "staff.alike.wrong.many";
            find(visit, "", Mistakes.none().add("alike", visit.words().text(why)));
        }
    }
}
