package custos.web.portal;

import custos.web.WebContext;
import custos.web.WebRoutes;
import custos.web.WebRoutes.Gate;

/// All pages of customers: the way in, and what stands behind it.
public final class PortalPages {
    private final WebContext context;
    private final CodeDesk desk;

    public PortalPages(WebContext context) {
        this.context = context;
        this.desk = new CodeDesk(context.vault().portalCodes(), context.clock());
    }

    public void addTo(WebRoutes routes) {
        // Who types the shop's address alone comes for her own page.
        routes.get("/", Gate.OPEN, visit -> visit.redirect("/my"));
        var guests = new Guests(context);
        var letIn = new LetInPage(context, desk, guests);
        letIn.addTo(routes);
        new MyPage(context, guests).addTo(routes, letIn::show);
        new CorrectPage(context, guests).addTo(routes, letIn::show);
        new DownloadPage(context, guests).addTo(routes, letIn::show);
        new MyRequestsPage(context, guests).addTo(routes, letIn::show);
        new ErasePage(context, guests).addTo(routes, letIn::show);
        new ConfirmEmailPage(context, guests).addTo(routes);
    }

    /// Waits until every letter with a code that was asked for so far is in the outbox.
    public void settle() {
        desk.settle();
    }
}
