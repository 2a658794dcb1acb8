package custos.web.portal;

import custos.access.RateLimit;
import custos.access.Session;
import custos.customer.CustomerId;
import custos.event.Actor;
import custos.policy.Language;
import custos.vault.portal.PortalCodes;
import custos.web.Visit;
import custos.web.WebContext;
import custos.web.WebFault;
import custos.web.WebRoutes;
import custos.web.WebRoutes.Gate;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/// `/my/download`: her data to take along. The link works once, for a quarter of an hour, in her
/// session; the file is made while she fetches it and kept nowhere, so that there is nothing left
/// for an erasure to find.
public final class DownloadPage {
    private static final String REASON = "access-request";

    private final WebContext context;
    private final Guests guests;
    private final PortalCodes codes;
    private final RateLimit limit;

    DownloadPage(WebContext context, Guests guests) {
        this.context = context;
        this.guests = guests;
        this.codes = context.vault().portalCodes();
        this.limit = new RateLimit(1, 5, RateLimit.MAX_KEYS, context.clock());
    }

    /// What the page shows.
    ///
    /// @param link the text of the link; empty until she asks for one
    /// @param bounded whether she came by a code from the counter, which downloads nothing
    public record Model(String link, long minutes, boolean bounded) {}

    void addTo(WebRoutes routes, WebRoutes.Answers otherwise) {
        routes.get("/my/download", Gate.OPEN, guests.page(this::page, otherwise))
                .post("/my/download", Gate.OPEN, guests.ownForm(this::make, otherwise))
                .get("/my/download/{link}", Gate.OPEN, guests.page(this::fetch, otherwise));
    }

    private void page(Visit visit, Session<Guest> session) throws IOException {
        show(visit, session, "");
    }

    private static void show(Visit visit, Session<Guest> session, String link) throws IOException {
        var model = new Model(link, Guest.FETCH_WITHIN.toMinutes(), session.holder().isBounded());
        visit.show(200, "portal/download", model, session.csrf());
    }

    private void make(Visit visit, Session<Guest> session) throws IOException {
        visit.requirePace(limit, session.holder().id().value());
        String link = codes.newTicket();
        session.holder().mayFetch(link, context.clock().instant());
        show(visit, session, link);
    }

    private void fetch(Visit visit, Session<Guest> session) throws IOException {
        String link = visit.path("link", text -> text);
        if (!session.holder().fetches(link, context.clock().instant())) {
            throw new WebFault.Gone();
        }
        OutputStream out = visit.answer().file("my-data.zip", "application/zip");
        CustomerId id = session.holder().id();
        Optional<Language> reader = Optional.of(visit.policyLanguage());
        context.vault().exports().zip(id, reader, REASON, new Actor.Customer(), out);
        out.close();
    }
}
