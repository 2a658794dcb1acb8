package custos.web.access;

import custos.access.AccountName;
import custos.access.Permission;
import custos.access.Sessions;
import custos.access.TotpSecret;
import custos.web.Face;
import custos.web.Mistakes;
import custos.web.Visit;
import custos.web.WebContext;
import custos.web.WebRoutes;
import custos.web.WebRoutes.Gate;
import java.io.IOException;
import java.util.Optional;

/// `/account/second-factor`: a member of staff takes a secret into her telephone, her first or
/// another in place of the one before. Her password is asked for once more.
public final class SecondFactorPage {
    private final WebContext context;

    public SecondFactorPage(WebContext context) {
        this.context = context;
    }

    /// What the template shows.
    ///
    /// @param secret once the password was right
    public record Model(boolean replaces, Optional<NewSecret> secret, Mistakes mistakes) {}

    public void addTo(WebRoutes routes) {
        routes.get("/account/second-factor", Gate.STAFF, this::page)
                .post("/account/second-factor", Gate.STAFF, this::propose)
                .post("/account/second-factor/code", Gate.STAFF, this::code)
                .get(
                        "/account/second-factor/code",
                        Gate.STAFF,
                        visit -> visit.redirect("/account/second-factor"));
    }

    private void page(Visit visit) throws IOException {
        visit.allow(Permission.OWN_ACCOUNT);
        show(visit, 200, Optional.empty(), Mistakes.none());
    }

    private void propose(Visit visit) throws IOException {
        visit.allow(Permission.OWN_ACCOUNT);
        var mistakes = Mistakes.none();
        int status = AccountPage.confirm(visit, "password", mistakes);
        Optional<TotpSecret> secret =
                mistakes.isEmpty()
                        ? Optional.of(context.logIns().propose(visit.session()))
                        : Optional.empty();
        show(visit, status, secret, mistakes);
    }

    private void code(Visit visit) throws IOException {
        visit.allow(Permission.OWN_ACCOUNT);
        Optional<TotpSecret> proposed = context.logIns().proposed(visit.session());
        if (proposed.isEmpty()) {
            visit.redirect("/account/second-factor");
            return;
        }
        Optional<Sessions.Started> started =
                context.logIns()
                        .setSecondFactor(
                                visit.session(), visit.form().text("code"), Network.of(visit));
        if (started.isEmpty()) {
            var mistakes = Mistakes.none().add("code", visit.words().text("login.code-refused"));
            show(visit, 422, proposed, mistakes);
            return;
        }
        visit.answer().cookie(Face.SESSION, started.get().cookie(), "Strict");
        visit.redirect("/account?done=second-factor");
    }

    private void show(Visit visit, int status, Optional<TotpSecret> secret, Mistakes mistakes)
            throws IOException {
        AccountName name = visit.member().account();
        boolean replaces =
                context.accounts().find(name).filter(one -> one.hasSecondFactor()).isPresent();
        Optional<NewSecret> shown = secret.map(taken -> NewSecret.of(visit, name, taken));
        visit.show(status, "access/second-factor", new Model(replaces, shown, mistakes));
    }
}
