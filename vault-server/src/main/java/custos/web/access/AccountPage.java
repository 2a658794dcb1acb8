package custos.web.access;

import custos.access.Account;
import custos.access.Login;
import custos.access.Permission;
import custos.access.StaffSession;
import custos.event.Actor;
import custos.web.Face;
import custos.web.Form;
import custos.web.Mistakes;
import custos.web.Visit;
import custos.web.WebContext;
import custos.web.WebFault;
import custos.web.WebRoutes;
import custos.web.WebRoutes.Gate;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// `/account`: what a member of staff may change about her own account.
public final class AccountPage {
    private static final Set<String> DONE = Set.of("profile", "password", "second-factor", "ended");

    private final WebContext context;

    public AccountPage(WebContext context) {
        this.context = context;
    }

    /// What the template shows.
    ///
    /// @param done the key's end of what was just done
    public record Model(
            String account,
            String displayName,
            String language,
            List<String> roles,
            boolean secondFactor,
            List<SessionRow> sessions,
            Optional<String> done,
            Mistakes mistakes) {}

    public void addTo(WebRoutes routes) {
        routes.get("/account", Gate.STAFF, this::page, "done")
                .post("/account", Gate.STAFF, this::profile)
                .post("/account/password", Gate.STAFF, this::password)
                .post("/account/sessions/end", Gate.STAFF, this::end)
                .get("/account/password", Gate.STAFF, visit -> visit.redirect("/account"))
                .get("/account/sessions/end", Gate.STAFF, visit -> visit.redirect("/account"));
    }

    private void page(Visit visit) throws IOException {
        visit.allow(Permission.OWN_ACCOUNT);
        show(visit, 200, own(visit).displayName(), Mistakes.none());
    }

    private void profile(Visit visit) throws IOException {
        Actor by = visit.allow(Permission.OWN_ACCOUNT);
        Form form = visit.form();
        String display = form.text("display-name");
        String language = form.text("language");
        var mistakes = Mistakes.none();
        AccountFields.checkDisplayName(visit, display, mistakes);
        if (!visit.languages().contains(language)) {
            mistakes.add("language", visit.words().text("account.language-unfit"));
        }
        if (!mistakes.isEmpty()) {
            show(visit, 422, display, mistakes);
            return;
        }
        Account own = own(visit);
        if (!display.equals(own.displayName())) {
            context.accounts().changeDisplayName(own.name(), display, by);
        }
        if (!Optional.of(language).equals(own.language())) {
            context.accounts().changeLanguage(own.name(), language, by);
        }
        visit.session().language(language);
        visit.redirect("/account?done=profile");
    }

    private void password(Visit visit) throws IOException {
        visit.allow(Permission.OWN_ACCOUNT);
        Form form = visit.form();
        var mistakes = Mistakes.none();
        AccountFields.checkPassword(
                visit, own(visit).name(), form.raw("password"), form.raw("again"), mistakes);
        int status = mistakes.isEmpty() ? confirm(visit, "old", mistakes) : 422;
        if (!mistakes.isEmpty()) {
            show(visit, status, own(visit).displayName(), mistakes);
            return;
        }
        char[] password = form.raw("password").toCharArray();
        try {
            var started =
                    context.logIns().setPassword(visit.session(), password, Network.of(visit));
            visit.answer().cookie(Face.SESSION, started.cookie(), "Strict");
        } finally {
            Arrays.fill(password, '\0');
        }
        visit.redirect("/account?done=password");
    }

    /// Asks for the password that she has now: an unlocked screen must not be enough to take an
    /// account over.
    ///
    /// @param field where it was typed
    /// @return the status to answer with when there are mistakes now
    static int confirm(Visit visit, String field, Mistakes mistakes) throws IOException {
        char[] password = visit.form().raw(field).toCharArray();
        Login login;
        try {
            login = visit.context().logIns().confirm(visit.session(), password, Network.of(visit));
        } finally {
            Arrays.fill(password, '\0');
        }
        return switch (login) {
            case Login.Accepted _, Login.CodeNeeded _ -> 200;
            case Login.Refused() -> {
                mistakes.add(field, visit.words().text("account.password-wrong"));
                yield 422;
            }
            case Login.Wait wait -> {
                mistakes.add(field, Network.mustWait(visit, wait));
                yield 429;
            }
        };
    }

    private void end(Visit visit) throws IOException {
        visit.allow(Permission.OWN_ACCOUNT);
        StaffSession session =
                context.sessions()
                        .named(visit.form().text("session"))
                        .filter(one -> isOwn(visit, one))
                        .orElseThrow(WebFault.Gone::new);
        context.sessions().end(session);
        if (session.id().equals(visit.session().id())) {
            visit.answer().forget(Face.SESSION, "Strict");
            visit.redirect("/log-in");
        } else {
            visit.redirect("/account?done=ended");
        }
    }

    private static boolean isOwn(Visit visit, StaffSession session) {
        return session.member().account().equals(visit.member().account());
    }

    private Account own(Visit visit) {
        return context.accounts()
                .find(visit.member().account())
                .orElseThrow(WebFault.LogInFirst::new);
    }

    private void show(Visit visit, int status, String displayName, Mistakes mistakes)
            throws IOException {
        Account own = own(visit);
        var model =
                new Model(
                        own.name().value(),
                        displayName,
                        own.language().orElse(visit.language()),
                        own.roles().stream().map(role -> "account.role." + role.word()).toList(),
                        own.hasSecondFactor(),
                        context.sessions().allOf(own.name()).stream()
                                .map(one -> SessionRow.of(one, visit.session()))
                                .toList(),
                        visit.query("done").filter(DONE::contains),
                        mistakes);
        visit.show(status, "access/account", model);
    }
}
