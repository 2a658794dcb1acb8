package custos.web.audit;

import custos.web.WebContext;
import custos.web.WebRoutes;

/// All pages below `/audit`.
public final class AuditPages {
    private final WebContext context;

    public AuditPages(WebContext context) {
        this.context = context;
    }

    public void addTo(WebRoutes routes) {
        new LogPage(context).addTo(routes);
        new EntryPage(context).addTo(routes);
        new VerifyPage(context).addTo(routes);
        new CheckpointsPage(context).addTo(routes);
        new SamplePage(context).addTo(routes);
        new CasesPage(context).addTo(routes);
        new PolicyPage(context).addTo(routes);
        new NoticePage(context).addTo(routes);
        new ProcessingPage(context).addTo(routes);
    }
}
