package custos.web.access;

import custos.access.Login;
import custos.access.Sessions;
import custos.web.Face;
import custos.web.Form;
import custos.web.Mistakes;
import custos.web.Visit;
import custos.web.WebContext;
import custos.web.WebFault;
import custos.web.WebRoutes;
import custos.web.WebRoutes.Gate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// `/log-in` and `/log-out`.
///
/// A form that was sent when its session was over is not lost: what was typed travels along in the
/// log-in form, and is shown again, ready to be sent, once she is logged in. It goes to her browser
/// and nowhere else.
public final class LogInPage {
    private static final String KEPT = "kept.";

    private final WebContext context;

    public LogInPage(WebContext context) {
        this.context = context;
    }

    /// What the template shows.
    ///
    /// @param next where she wanted to go
    /// @param kept what she had typed there
    public record Model(String name, String next, List<Form.Typed> kept, Mistakes mistakes) {}

    public void addTo(WebRoutes routes) {
        routes.get("/log-in", Gate.OPEN, this::page)
                .post("/log-in", Gate.OPEN, this::logIn)
                .post("/log-out", Gate.STAFF, this::logOut);
    }

    /// Shown in place of a page that needs somebody logged in.
    public void ask(Visit visit) throws IOException {
        boolean form = visit.method().equals("POST");
        List<Form.Typed> kept = form ? visit.form().typed() : List.of();
        show(visit, 401, new Model("", visit.requestPath(), kept, Mistakes.none()));
    }

    private void page(Visit visit) throws IOException {
        if (visit.isLoggedIn()) {
            visit.redirect("/");
        } else {
            show(visit, 200, new Model("", "/", List.of(), Mistakes.none()));
        }
    }

    private void logIn(Visit visit) throws IOException {
        Form form = visit.form();
        char[] password = form.raw("password").toCharArray();
        Login login;
        try {
            login = context.accounts().logIn(form.text("name"), password, network(visit));
        } finally {
            Arrays.fill(password, '\0');
        }
        switch (login) {
            case Login.Accepted(var member) -> {
                Sessions.Started started = context.sessions().start(member);
                visit.answer().cookie(Face.SESSION, started.cookie(), "Strict");
                welcome(visit, form, started.session().csrf());
            }
            case Login.Refused() -> again(visit, 401, "login.refused");
            case Login.Wait wait -> {
                visit.answer().header("Retry-After", Long.toString(wait.seconds()));
                again(visit, 429, "login.wait");
            }
        }
    }

    private static void welcome(Visit visit, Form form, String csrf) throws IOException {
        String next = next(form).orElse("/");
        List<Form.Typed> kept = kept(form);
        if (kept.isEmpty()) {
            visit.redirect(next);
        } else {
            visit.show(200, "access/kept", new Model("", next, kept, Mistakes.none()), csrf);
        }
    }

    private void again(Visit visit, int status, String key) throws IOException {
        Form form = visit.form();
        var mistakes = Mistakes.none().add("name", visit.words().text(key));
        show(
                visit,
                status,
                new Model(form.text("name"), next(form).orElse("/"), kept(form), mistakes));
    }

    private static List<Form.Typed> kept(Form form) {
        return form.typed().stream()
                .filter(typed -> typed.name().startsWith(KEPT))
                .map(typed -> new Form.Typed(typed.name().substring(KEPT.length()), typed.value()))
                .toList();
    }

    /// Only a path of our own: a log-in page that leads elsewhere serves thieves.
    private static Optional<String> next(Form form) {
        return form.filled("next").filter(path -> path.matches("/([a-z0-9][a-z0-9/-]{0,200})?"));
    }

    private static void show(Visit visit, int status, Model model) throws IOException {
        visit.show(status, "access/log-in", model);
    }

    private void logOut(Visit visit) {
        context.sessions().end(visit.session());
        visit.answer().forget(Face.SESSION, "Strict");
        visit.redirect("/log-in");
    }

    private static InetAddress network(Visit visit) {
        try {
            return InetAddress.getByName(visit.address());
        } catch (UnknownHostException e) {
            throw new WebFault.Unreadable();
        }
    }
}
