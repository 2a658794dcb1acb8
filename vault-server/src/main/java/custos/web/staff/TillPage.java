package custos.web.staff;

import custos.access.Permission;
import custos.access.PermissionTable;
import custos.vault.customers.Customers;
import custos.vault.records.Till;
import custos.vault.rows.Refusal;
import custos.web.Mistakes;
import custos.web.Visit;
import custos.web.WebContext;
import custos.web.WebRoutes;
import custos.web.WebRoutes.Gate;
import java.io.IOException;
import java.util.List;

/// `/till`: one box for what a customer has with her: her telephone number, her reward card, or the
/// payment provider's mark. What is typed or scanned travels in the body of a request.
public final class TillPage {
    private static final String PATH = "/till";
    private static final int MAX_CHARS = 100;

    private final Till till;

    public TillPage(WebContext context) {
        this.till = context.vault().counter().till();
    }

    /// What the template shows.
    ///
    /// @param asked whether anything was looked for
    /// @param open whether the reader may open whom she found
    public record Model(
            String typed,
            boolean asked,
            List<SearchPage.Row> rows,
            boolean open,
            Mistakes mistakes) {
        /// Redacted: people search for people.
        @Override
        public String toString() {
            return "Model[" + rows.size() + " rows]";
        }
    }

    public void addTo(WebRoutes routes) {
        routes.get(PATH, Gate.STAFF, this::page).post(PATH, Gate.STAFF, this::find);
    }

    private void page(Visit visit) throws IOException {
        visit.allow(Permission.SEARCH);
        show(visit, 200, "", List.of(), Mistakes.none());
    }

    private void find(Visit visit) throws IOException {
        String role = visit.allow(Permission.SEARCH).role();
        String typed = visit.form().text("q");
        if (typed.length() > MAX_CHARS) {
            var mistakes =
                    Mistakes.none()
                            .add("q", visit.words().text("staff.till.long", "max", MAX_CHARS));
            show(visit, 422, typed, List.of(), mistakes);
            return;
        }
        try {
            List<Customers.Masked> found = typed.isEmpty() ? List.of() : till.find(typed, role);
            show(visit, 200, typed, found, Mistakes.none());
        } catch (Refusal.BadField card) {
            // A card number is not even shown again.
            var mistakes = Mistakes.none().add("q", visit.words().text("staff.till.card"));
            show(visit, 422, "", List.of(), mistakes);
        }
    }

    private static void show(
            Visit visit, int status, String typed, List<Customers.Masked> found, Mistakes mistakes)
            throws IOException {
        visit.show(
                status,
                "staff/till",
                new Model(
                        typed,
                        !typed.isEmpty() && mistakes.isEmpty(),
                        found.stream().map(SearchPage::row).toList(),
                        PermissionTable.allows(
                                        visit.member(), Permission.OPEN, PermissionTable.SERVICE)
                                .isAllowed(),
                        mistakes));
    }
}
