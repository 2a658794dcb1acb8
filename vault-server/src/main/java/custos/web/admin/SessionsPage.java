package custos.web.admin;

import custos.access.Permission;
import custos.access.StaffSession;
import custos.event.Actor;
import custos.web.Face;
import custos.web.Visit;
import custos.web.WebContext;
import custos.web.WebFault;
import custos.web.WebRoutes;
import custos.web.WebRoutes.Gate;
import custos.web.access.SessionRow;
import java.io.IOException;
import java.util.List;

/// `/admin/sessions`: who is logged in, and ending a session.
public final class SessionsPage {
    private final WebContext context;

    public SessionsPage(WebContext context) {
        this.context = context;
    }

    /// What the template shows.
    public record Model(List<SessionRow> sessions, boolean done) {}

    public void addTo(WebRoutes routes) {
        routes.get("/admin/sessions", Gate.STAFF, this::page, "done")
                .post("/admin/sessions/end", Gate.STAFF, this::end)
                .get("/admin/sessions/end", Gate.STAFF, visit -> visit.redirect("/admin/sessions"));
    }

    private void page(Visit visit) throws IOException {
        visit.allow(Permission.ACCOUNTS);
        List<SessionRow> rows =
                context.sessions().all().stream()
                        .map(one -> SessionRow.of(one, visit.session()))
                        .toList()
                        .reversed();
        visit.show("admin/sessions", new Model(rows, visit.query("done").isPresent()));
    }

    private void end(Visit visit) throws IOException {
        Actor by = visit.allow(Permission.ACCOUNTS);
        StaffSession session =
                context.sessions()
                        .named(visit.form().text("session"))
                        .orElseThrow(WebFault.Gone::new);
        context.sessions().end(session);
        context.accounts().noteSessionsEnded(session.member().account(), by);
        if (session.id().equals(visit.session().id())) {
            visit.answer().forget(Face.SESSION, "Strict");
            visit.redirect("/log-in");
        } else {
            visit.redirect("/admin/sessions?done=ended");
        }
    }
}
