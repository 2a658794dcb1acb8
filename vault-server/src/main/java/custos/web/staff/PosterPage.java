package custos.web.staff;

import custos.access.Permission;
import custos.policy.Language;
import custos.web.Languages;
import custos.web.Qr;
import custos.web.Visit;
import custos.web.WebContext;
import custos.web.WebRoutes;
import custos.web.WebRoutes.Gate;
import java.io.IOException;
import java.util.List;

/// `/poster`: one sheet for the counter, with the address of the notice, of the customer's own page
/// and the key that receipts are checked with.
public final class PosterPage {
    private final WebContext context;

    public PosterPage(WebContext context) {
        this.context = context;
    }

    /// What the template shows.
    ///
    /// @param controller who is answerable, as the policy names it
    /// @param texts one for each language that policy and pages share
    /// @param key that the ledger is verified with
    public record Model(
            String controller, List<Text> texts, Qr qr, String notice, String own, String key) {}

    /// What stands on the sheet in one language.
    public record Text(String language, String title, String lead, String own, String key) {}

    public void addTo(WebRoutes routes) {
        routes.get("/poster", Gate.STAFF, this::show);
    }

    private void show(Visit visit) throws IOException {
        visit.allow(Permission.FORMS);
        var policy = visit.policyWords().policy();
        String notice = context.publicUrl() + "/privacy";
        visit.show(
                "staff/poster",
                new Model(
                        policy.controller().name(),
                        policy.languages().stream()
                                .map(Language::value)
                                .filter(Languages.ALL::contains)
                                .map(language -> text(visit, language))
                                .toList(),
                        Qr.of(notice),
                        notice,
                        context.publicUrl() + "/my",
                        context.vault().ledger().key().toString()));
    }

    private static Text text(Visit visit, String language) {
        var words = visit.words(language);
        return new Text(
                language,
                words.text("staff.poster.title"),
                words.text("staff.poster.lead"),
                words.text("staff.poster.own"),
                words.text("staff.poster.key"));
    }
}
