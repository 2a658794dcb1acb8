package custos.web.imports;

import custos.vault.imports.ImportRuns;
import custos.vault.imports.Imports;
import custos.web.WebContext;
import custos.web.WebRoutes;

/// All pages about imports; they share the sheets that are on their way.
public final class ImportPages {
    private final WebContext context;

    public ImportPages(WebContext context) {
        this.context = context;
    }

    public void addTo(WebRoutes routes) {
        Imports imports = context.vault().imports();
        ImportRuns runs = context.vault().runs().imports();
        var drafts = new SheetDrafts(context.clock(), context.random(), imports, runs);
        context.vault().attend(SheetDrafts.SWEPT_EVERY, drafts::sweep);
        var desk = new Desk(drafts);
        new ImportsPage(context, drafts).addTo(routes);
        new ShapePage(imports, desk).addTo(routes);
        new ColumnsPage(imports, desk).addTo(routes);
        new RulesPage(runs, desk).addTo(routes);
        new RunPage(context.vault().runs(), desk).addTo(routes);
        new BatchPage(imports, context.vault().runs()).addTo(routes);
    }
}
