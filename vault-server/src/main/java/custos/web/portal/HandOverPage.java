package custos.web.portal;

import custos.access.Permission;
import custos.customer.CustomerId;
import custos.event.Actor;
import custos.vault.portal.PortalCodes;
import custos.vault.rows.Refusal;
import custos.web.Visit;
import custos.web.WebContext;
import custos.web.WebRoutes;
import custos.web.WebRoutes.Gate;
import java.io.IOException;
import java.util.Optional;

/// `/customers/{customer}/portal-code` on the staff's face: makes a code for a customer who stands
/// at the counter, and shows it once, on a slip to take along.
public final class HandOverPage {
    private final WebContext context;

    public HandOverPage(WebContext context) {
        this.context = context;
    }

    /// What the slip shows.
    ///
    /// @param code none where neither customer number nor postcode is known
    /// @param address where customers type it
    public record Model(String customer, Optional<String> code, String address, String until) {}

    public void addTo(WebRoutes routes) {
        routes.post("/customers/{customer}/portal-code", Gate.STAFF, this::handOver);
    }

    private void handOver(Visit visit) throws IOException {
        Actor actor = visit.allow(Permission.FORMS);
        CustomerId id = visit.path("customer", CustomerId::new);
        try {
            String code = context.vault().portalCodes().handOver(id, actor);
            show(visit, 200, id, Optional.of(code));
        } catch (Refusal.Conflict e) {
            show(visit, 409, id, Optional.empty());
        }
    }

    private void show(Visit visit, int status, CustomerId id, Optional<String> code)
            throws IOException {
        var until = context.clock().instant().plus(PortalCodes.HANDED_FOR);
        var model =
                new Model(
                        id.value(), code, context.publicUrl() + "/my", visit.times().minute(until));
        visit.show(status, "portal/handed", model);
    }
}
