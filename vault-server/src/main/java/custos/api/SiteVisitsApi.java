package custos.api;

import custos.access.Permission;
import custos.customer.CustomerId;
import custos.event.Actor;
import custos.vault.visits.SiteVisits;
import custos.vault.visits.SiteVisits.Admission;
import java.io.IOException;

/// `/customers/{customer}/visit-pass`: the shop's own server asks, when a customer logs in, whether
/// her browser may report her visits.
final class SiteVisitsApi {
    private final SiteVisits visits;

    SiteVisitsApi(SiteVisits visits) {
        this.visits = visits;
    }

    void addTo(Routes routes) {
        routes.post(CustomersApi.ONE + "/visit-pass", this::admit);
    }

    private void admit(Call call) throws IOException {
        Actor actor = call.allow(Permission.REPORT_VISITS);
        CustomerId id = call.customer();
        Members body = call.maybeBody();
        boolean logIn = body.maybeFlag("logIn").orElse(false);
        boolean gpc = body.maybeFlag("gpc").orElse(false);
        body.requireNoOthers();
        Admission admission = visits.admit(id, gpc);
        if (logIn) {
            visits.loggedIn(id, actor);
        }
        call.answer()
                .json(
                        200,
                        json -> {
                            json.writeBooleanProperty(
                                    "permitted", admission instanceof Admission.Open);
                            switch (admission) {
                                case Admission.Open(String pass, var until) -> {
                                    json.writeStringProperty("pass", pass);
                                    json.writeStringProperty("until", until.toString());
                                }
                                case Admission.Closed(String why) ->
                                        json.writeStringProperty("why", why);
                            }
                        });
    }
}
