package custos.web.access;

import custos.access.AccountName;
import custos.access.Role;
import custos.access.Setup;
import custos.web.Form;
import custos.web.Mistakes;
import custos.web.Visit;
import custos.web.WebContext;
import custos.web.WebFault;
import custos.web.WebRoutes;
import custos.web.WebRoutes.Gate;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;

/// `/set-up`: the first account, made with the code from the server's console. There is no such
/// page once there is an account.
public final class SetUpPage {
    private final Setup setup;

    public SetUpPage(WebContext context) {
        this.setup = context.setup();
    }

    /// What the template shows.
    ///
    /// @param code as it was typed
    public record Model(String code, AccountFields fields, Mistakes mistakes) {
        @Override
        public String toString() {
            return "Model[redacted]";
        }
    }

    public void addTo(WebRoutes routes) {
        routes.get("/set-up", Gate.OPEN, this::page).post("/set-up", Gate.OPEN, this::send);
    }

    private void page(Visit visit) throws IOException {
        requireOpen();
        var fields = new AccountFields("", "", EnumSet.of(Role.ADMIN, Role.OFFICER));
        visit.show("access/set-up", new Model("", fields, Mistakes.none()));
    }

    private void send(Visit visit) throws IOException {
        requireOpen();
        Form form = visit.form();
        var ticked = EnumSet.of(Role.ADMIN);
        ticked.addAll(AccountFields.roles(form));
        var typed = AccountFields.of(form);
        var fields = new AccountFields(typed.name(), typed.displayName(), ticked);
        var mistakes = Mistakes.none();
        Optional<AccountName> name = fields.check(visit, mistakes);
        name.ifPresent(account ->
                AccountFields.checkPassword(
                        visit, account, form.raw("password"), form.raw("again"), mistakes));
        if (name.isEmpty() || !mistakes.isEmpty()) {
            show(visit, 422, fields, mistakes);
            return;
        }
        answer(visit, fields, open(form, name.get(), fields));
    }

    private Setup.Outcome open(Form form, AccountName name, AccountFields fields) {
        char[] password = form.raw("password").toCharArray();
        try {
            return setup.open(
                    form.text("code"), name, fields.displayName(), fields.roles(), password);
        } finally {
            Arrays.fill(password, '\0');
        }
    }

    private static void answer(Visit visit, AccountFields fields, Setup.Outcome outcome)
            throws IOException {
        switch (outcome) {
            case Setup.Outcome.Done _ -> visit.redirect("/log-in");
            case Setup.Outcome.Over() -> throw new WebFault.NotHere();
            case Setup.Outcome.WrongCode() ->
                    again(visit, 403, fields, visit.words().text("login.set-up-refused"));
            case Setup.Outcome.Wait(long seconds) ->
                    again(visit, 429, fields, Network.mustWait(visit, seconds));
        }
    }

    private static void again(Visit visit, int status, AccountFields fields, String mistake)
            throws IOException {
        var mistakes = Mistakes.none().add("code", mistake);
        show(visit, status, fields, mistakes);
    }

    private static void show(Visit visit, int status, AccountFields fields, Mistakes mistakes)
            throws IOException {
        var model = new Model(visit.form().text("code"), fields, mistakes);
        visit.show(status, "access/set-up", model);
    }

    private void requireOpen() {
        if (setup.code().isEmpty()) {
            throw new WebFault.NotHere();
        }
    }
}
