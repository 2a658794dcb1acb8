package custos.web.audit;

import custos.access.Permission;
import custos.event.Actor;
import custos.vault.inspection.Inspection.Finding;
import custos.vault.inspection.Inspection.Severity;
import custos.vault.inspection.Verification;
import custos.web.Visit;
import custos.web.WebContext;
import custos.web.WebRoutes;
import custos.web.WebRoutes.Gate;
import java.io.IOException;
import java.util.List;

/// `/audit/verify`: one button that checks the whole vault, its progress, and the last result.
public final class VerifyPage {
    private static final int MAX_SHOWN = 200;

    private final WebContext context;

    VerifyPage(WebContext context) {
        this.context = context;
    }

    void addTo(WebRoutes routes) {
        routes.get("/audit/verify", Gate.STAFF, visit -> show(visit, "audit/verify"))
                .get(
                        "/audit/verify/progress",
                        Gate.STAFF,
                        visit -> show(visit, "audit/verification"))
                .post("/audit/verify", Gate.STAFF, this::start);
    }

    /// What the template shows.
    public record Model(Telling telling, Verification.State state) {
        public boolean isRunning() {
            return state instanceof Verification.State.Running;
        }

        /// The first findings, damage before warnings.
        public List<Finding> findings(Verification.State.Done done) {
            return done.report().findings().stream()
                    .sorted((a, b) -> b.severity().compareTo(a.severity()))
                    .limit(MAX_SHOWN)
                    .toList();
        }

        public String severity(Severity severity) {
            return severity == Severity.DAMAGE ? "audit.verify.damage" : "audit.verify.warning";
        }
    }

    private void show(Visit visit, String template) throws IOException {
        visit.allow(Permission.VERIFY);
        visit.show(
                template,
                new Model(Telling.to(visit), context.vault().runs().verification().state()));
    }

    private void start(Visit visit) {
        Actor by = visit.allow(Permission.VERIFY);
        context.vault().runs().verification().start(by);
        visit.redirect("/audit/verify");
    }
}
