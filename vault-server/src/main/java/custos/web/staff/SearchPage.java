package custos.web.staff;

import custos.access.Permission;
import custos.customer.CustomerId;
import custos.customer.Mask;
import custos.policy.FieldId;
import custos.vault.customers.Customers;
import custos.vault.requests.Requests;
import custos.vault.rows.Refusal;
import custos.web.Mistakes;
import custos.web.Visit;
import custos.web.WebContext;
import custos.web.WebRoutes;
import custos.web.WebRoutes.Gate;
import custos.web.breach.BreachReminder;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// `/` and `/search`: one box, and rows that answer while somebody types. What is typed travels in
/// the body of a request, never in an address; who was looked at is not remembered.
public final class SearchPage {
    private final Customers customers;
    private final Requests requests;

    public SearchPage(WebContext context) {
        this.customers = context.vault().customers();
        this.requests = context.vault().requests();
    }

    /// What the template shows.
    ///
    /// @param asked whether anything was looked for
    /// @param building whether names are still being read into memory
    /// @param due requests that an officer is reminded of; empty for everybody else
    public record Model(
            String typed,
            boolean asked,
            List<Row> rows,
            boolean building,
            Mistakes mistakes,
            Optional<Requests.Due> due,
            Optional<BreachReminder> breaches) {
        Model(String typed, boolean asked, List<Row> rows, boolean building, Mistakes mistakes) {
            this(typed, asked, rows, building, mistakes, Optional.empty(), Optional.empty());
        }

        /// Whether the list may go on.
        public boolean full() {
            return rows.size() == Customers.MAX_FOUND;
        }

        /// Redacted: people search for people.
        @Override
        public String toString() {
            return "Model[" + rows.size() + " rows]";
        }
    }

    /// One customer, masked by the server.
    ///
    /// @param number empty where the mask leaves nothing of it
    public record Row(
            CustomerId id, String name, String town, String email, String phone, String number) {}

    public void addTo(WebRoutes routes) {
        routes.get("/", Gate.STAFF, this::page)
                .get("/search", Gate.STAFF, visit -> visit.redirect("/"))
                .post("/search", Gate.STAFF, this::search);
    }

    private void page(Visit visit) throws IOException {
        if (visit.may(Permission.SEARCH)) {
            visit.show(
                    "staff/search",
                    new Model(
                            "",
                            false,
                            List.of(),
                            false,
                            Mistakes.none(),
                            due(visit),
                            BreachReminder.of(visit)));
        } else if (visit.may(Permission.READ_LOG)) {
            visit.redirect("/audit");
        } else if (visit.may(Permission.ACCOUNTS)) {
            visit.redirect("/admin");
        } else {
            visit.allow(Permission.SEARCH);
        }
    }

    private Optional<Requests.Due> due(Visit visit) {
        return visit.may(Permission.REQUESTS)
                ? Optional.of(requests.due()).filter(due -> due.overdue() + due.soon() > 0)
                : Optional.empty();
    }

    private void search(Visit visit) throws IOException {
        String role = visit.allow(Permission.SEARCH).role();
        String typed = visit.form().text("q");
        Model model;
        int status = 200;
        try {
            Customers.Found found = customers.search(typed, role);
            boolean asked = typed.codePointCount(0, typed.length()) > 1;
            model =
                    new Model(
                            typed,
                            asked,
                            found.items().stream().map(SearchPage::row).toList(),
                            found.building(),
                            Mistakes.none());
        } catch (Refusal.BadField e) {
            status = 422;
            var mistakes = Mistakes.none().add("search", visit.words().text("staff.search.long"));
            model = new Model(typed, false, List.of(), false, mistakes);
        }
        visit.show(status, visit.isPartial() ? "staff/results" : "staff/search", model);
    }

    static Row row(Customers.Masked seen) {
        return new Row(
                seen.id(),
                shown(seen, "full_name").or(() -> shown(seen, "company")).orElse(Mask.DOTS),
                shown(seen, "address").orElse(""),
                shown(seen, "email").orElse(""),
                shown(seen, "phone").orElse(""),
                shown(seen, "number").filter(text -> !text.equals(Mask.DOTS)).orElse(""));
    }

    private static Optional<String> shown(Customers.Masked seen, String field) {
        return Optional.ofNullable(seen.fields().get(new FieldId(field)));
    }
}
