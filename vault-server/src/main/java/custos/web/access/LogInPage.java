package custos.web.access;

import custos.access.LogIns.Step;
import custos.web.Face;
import custos.web.Form;
import custos.web.Mistakes;
import custos.web.Visit;
import custos.web.WebContext;
import custos.web.WebRoutes;
import custos.web.WebRoutes.Gate;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/// `/log-in`, its first step, and `/log-out`.
///
/// A form that was sent when its session was over is not lost: what was typed travels along in the
/// log-in form, and is shown again, ready to be sent, once she is logged in. It goes to her browser
/// and nowhere else.
public final class LogInPage {
    private static final String LOG_OUT = "/log-out";

    /// What is not carried along though it was typed: it would stand in the page to be read.
    private static final Set<String> SECRETS = Set.of("password", "old", "again", "code");

    private final WebContext context;
    private final CodePage code;

    public LogInPage(WebContext context) {
        this.context = context;
        this.code = new CodePage(context, this);
    }

    /// What the template shows.
    ///
    /// @param setUp whether there is no account yet
    public record Model(String name, boolean setUp, Onward onward, Mistakes mistakes) {}

    public void addTo(WebRoutes routes) {
        routes.get("/log-in", Gate.OPEN, this::page)
                .post("/log-in", Gate.OPEN, this::logIn)
                .post(LOG_OUT, Gate.STAFF, this::logOut);
        code.addTo(routes);
    }

    /// Shown in place of a page that needs somebody logged in.
    public void ask(Visit visit) throws IOException {
        boolean form = visit.method().equals("POST");
        List<Form.Typed> kept = form ? withoutSecrets(visit.form()) : List.of();
        // A form that lost its secrets is no use when it is sent again: its page is shown instead.
        boolean sends = form && kept.size() == visit.form().typed().size();
        // Who wanted to log out does not want to be asked it again.
        boolean leaving = visit.requestPath().equals(LOG_OUT);
        var onward = leaving ? Onward.START : new Onward(visit.requestPath(), sends, kept);
        show(visit, 401, new Model("", false, onward, Mistakes.none()));
    }

    private static List<Form.Typed> withoutSecrets(Form form) {
        return form.typed().stream().filter(typed -> !SECRETS.contains(typed.name())).toList();
    }

    private void page(Visit visit) throws IOException {
        if (visit.isLoggedIn()) {
            visit.redirect(Home.of(visit.member()));
        } else {
            boolean setUp = context.setup().code().isPresent();
            show(visit, 200, new Model("", setUp, Onward.START, Mistakes.none()));
        }
    }

    private void logIn(Visit visit) throws IOException {
        Form form = visit.form();
        char[] password = form.raw("password").toCharArray();
        Step step;
        try {
            step = context.logIns().password(form.text("name"), password, Network.of(visit));
        } finally {
            Arrays.fill(password, '\0');
        }
        switch (step) {
            case Step.In in -> welcome(visit, in, Onward.of(form));
            case Step.Half(String cookie) -> code.ask(visit, cookie, Onward.of(form));
            case Step.Refused() -> again(visit, 401, visit.words().text("login.refused"));
            case Step.Over() -> over(visit);
            case Step.Wait(var until) -> again(visit, 429, Network.mustWait(visit, until));
        }
    }

    /// Lets her in, with a session made this moment.
    void welcome(Visit visit, Step.In in, Onward onward) throws IOException {
        visit.answer().cookie(Face.SESSION, in.started().cookie(), "Strict");
        if (onward.posts()) {
            var model = new Model("", false, onward, Mistakes.none());
            visit.show(200, "access/kept", model, in.started().session().csrf());
        } else {
            boolean isStart = onward.equals(Onward.START);
            visit.redirect(isStart ? Home.of(in.started().session().member()) : onward.next());
        }
    }

    /// The second step came too late.
    void over(Visit visit) throws IOException {
        again(visit, 401, visit.words().text("login.over"));
    }

    private static void again(Visit visit, int status, String mistake) throws IOException {
        Form form = visit.form();
        var mistakes = Mistakes.none().add("name", mistake);
        show(visit, status, new Model(form.text("name"), false, Onward.of(form), mistakes));
    }

    private static void show(Visit visit, int status, Model model) throws IOException {
        visit.show(status, "access/log-in", model);
    }

    private void logOut(Visit visit) {
        context.sessions().end(visit.session());
        visit.answer().forget(Face.SESSION, "Strict");
        visit.redirect("/log-in");
    }
}
