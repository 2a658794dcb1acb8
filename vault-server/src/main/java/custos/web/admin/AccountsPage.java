package custos.web.admin;

import custos.access.AccessFault;
import custos.access.AccountName;
import custos.access.Permission;
import custos.access.RandomPassword;
import custos.access.Role;
import custos.event.Actor;
import custos.web.Form;
import custos.web.Mistakes;
import custos.web.Visit;
import custos.web.WebContext;
import custos.web.WebFault;
import custos.web.WebRoutes;
import custos.web.WebRoutes.Gate;
import custos.web.access.AccountFields;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// `/admin/accounts`: opens, changes and closes accounts. Their names stand in forms, never in
/// addresses: they name people.
public final class AccountsPage {
    private static final Set<String> DONE = Set.of("roles", "second-factor", "closed");

    private final WebContext context;

    public AccountsPage(WebContext context) {
        this.context = context;
    }

    /// What the template shows.
    ///
    /// @param typed the new account as it was typed
    /// @param generate whether its password is to be made by chance
    /// @param once a password that is shown this once
    /// @param done the key's end of what was just done
    public record Model(
            List<AccountRow> accounts,
            AccountFields typed,
            boolean generate,
            Optional<Once> once,
            Optional<String> done,
            Mistakes mistakes) {}

    /// A password of an account, to be handed over.
    public record Once(String account, String password) {
        @Override
        public String toString() {
            return "Once[redacted]";
        }
    }

    public void addTo(WebRoutes routes) {
        routes.get("/admin/accounts", Gate.STAFF, this::page, "done")
                .post("/admin/accounts", Gate.STAFF, this::create)
                .post("/admin/accounts/roles", Gate.STAFF, this::roles)
                .post("/admin/accounts/password", Gate.STAFF, this::password)
                .post("/admin/accounts/second-factor", Gate.STAFF, this::secondFactor)
                .post("/admin/accounts/close", Gate.STAFF, this::close);
        // A form that was refused is shown under its own address: its page in another language, or
        // anew after a log-in, is the list.
        for (String form : List.of("roles", "password", "second-factor", "close")) {
            routes.get("/admin/accounts/" + form, Gate.STAFF, AccountsPage::toList);
        }
    }

    private static void toList(Visit visit) {
        visit.redirect("/admin/accounts");
    }

    private void page(Visit visit) throws IOException {
        visit.allow(Permission.ACCOUNTS);
        show(visit, 200, AccountFields.NONE, true, Optional.empty(), Mistakes.none());
    }

    private void create(Visit visit) throws IOException {
        Actor by = visit.allow(Permission.ACCOUNTS);
        Form form = visit.form();
        var typed = AccountFields.of(form);
        boolean generate = !form.text("how").equals("typed");
        var mistakes = Mistakes.none();
        Optional<AccountName> name = typed.check(visit, mistakes);
        if (name.isPresent() && !generate) {
            AccountFields.checkPassword(
                    visit, name.get(), form.raw("password"), form.raw("again"), mistakes);
        }
        if (name.isEmpty() || !mistakes.isEmpty()) {
            show(visit, 422, typed, generate, Optional.empty(), mistakes);
            return;
        }
        char[] password =
                generate ? RandomPassword.of(context.random()) : form.raw("password").toCharArray();
        try {
            context.accounts().create(name.get(), typed.displayName(), typed.roles(), password, by);
            var once = new Once(name.get().value(), generate ? String.valueOf(password) : "");
            show(visit, 200, AccountFields.NONE, true, Optional.of(once), Mistakes.none());
        } catch (AccessFault.NameTaken taken) {
            mistakes.add("name", visit.words().text("admin.name-taken"));
            show(visit, 409, typed, generate, Optional.empty(), mistakes);
        } finally {
            Arrays.fill(password, '\0');
        }
    }

    private void roles(Visit visit) throws IOException {
        Actor by = visit.allow(Permission.ACCOUNTS);
        Set<Role> roles = AccountFields.roles(visit.form());
        if (roles.isEmpty()) {
            refuse(visit, 422, "account.roles-none");
        } else {
            change(visit, "roles", name -> context.accounts().changeRoles(name, roles, by));
        }
    }

    private void secondFactor(Visit visit) throws IOException {
        Actor by = visit.allow(Permission.ACCOUNTS);
        change(visit, "second-factor", name -> context.accounts().resetSecondFactor(name, by));
    }

    private void close(Visit visit) throws IOException {
        Actor by = visit.allow(Permission.ACCOUNTS);
        change(visit, "closed", name -> context.accounts().close(name, by));
    }

    private void password(Visit visit) throws IOException {
        Actor by = visit.allow(Permission.ACCOUNTS);
        AccountName name = name(visit);
        char[] password = RandomPassword.of(context.random());
        try {
            context.accounts().setPassword(name, password, by);
            var once = new Once(name.value(), String.valueOf(password));
            show(visit, 200, AccountFields.NONE, true, Optional.of(once), Mistakes.none());
        } catch (AccessFault.NotThere gone) {
            throw new WebFault.Gone();
        } finally {
            Arrays.fill(password, '\0');
        }
    }

    private void change(Visit visit, String done, Consumer<AccountName> act) throws IOException {
        try {
            act.accept(name(visit));
            visit.redirect("/admin/accounts?done=" + done);
        } catch (AccessFault.LastAdmin last) {
            refuse(visit, 409, "admin.last-admin");
        } catch (AccessFault.NotThere gone) {
            throw new WebFault.Gone();
        }
    }

    private void refuse(Visit visit, int status, String key) throws IOException {
        var mistakes = Mistakes.none();
        mistakes.add("account-" + name(visit).value(), visit.words().text(key));
        show(visit, status, AccountFields.NONE, true, Optional.empty(), mistakes);
    }

    private static AccountName name(Visit visit) throws IOException {
        try {
            return new AccountName(visit.form().text("account"));
        } catch (IllegalArgumentException unfit) {
            throw new WebFault.Gone();
        }
    }

    private void show(
            Visit visit,
            int status,
            AccountFields typed,
            boolean generate,
            Optional<Once> once,
            Mistakes mistakes)
            throws IOException {
        var rows = context.accounts().all().stream().map(AccountRow::of).toList();
        Optional<String> done = visit.query("done").filter(DONE::contains);
        visit.show(
                status, "admin/accounts", new Model(rows, typed, generate, once, done, mistakes));
    }
}
