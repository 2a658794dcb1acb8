package custos.web.access;

import custos.access.LogIns.Asked;
import custos.access.LogIns.Step;
import custos.web.Form;
import custos.web.Mistakes;
import custos.web.Visit;
import custos.web.WebContext;
import custos.web.WebRoutes;
import custos.web.WebRoutes.Gate;
import java.io.IOException;
import java.util.Optional;

/// `/log-in/code`, the second step: the code that her telephone shows. Where a second factor is
/// required and she has none, she sets it up here, before anything else.
public final class CodePage {
    /// Holds the right to take the second step; see [custos.access.LogIns].
    static final String STEP = "__Host-custos-step";

    private final WebContext context;
    private final LogInPage logIn;

    CodePage(WebContext context, LogInPage logIn) {
        this.context = context;
        this.logIn = logIn;
    }

    /// What the template shows.
    ///
    /// @param secret to be taken in first
    public record Model(Optional<NewSecret> secret, Onward onward, Mistakes mistakes) {}

    void addTo(WebRoutes routes) {
        routes.get("/log-in/code", Gate.OPEN, this::page)
                .post("/log-in/code", Gate.OPEN, this::send);
    }

    /// Right after the password.
    void ask(Visit visit, String cookie, Onward onward) throws IOException {
        visit.answer().cookie(STEP, cookie, "Strict");
        show(visit, 200, cookie, onward, Mistakes.none());
    }

    private void page(Visit visit) throws IOException {
        show(visit, 200, cookie(visit), Onward.START, Mistakes.none());
    }

    private void send(Visit visit) throws IOException {
        Form form = visit.form();
        var onward = Onward.of(form);
        switch (context.logIns().code(cookie(visit), form.text("code"), Network.of(visit))) {
            case Step.In in -> {
                visit.answer().forget(STEP, "Strict");
                logIn.welcome(visit, in, onward);
            }
            case Step.Half(String cookie) -> ask(visit, cookie, onward);
            case Step.Over() -> logIn.over(visit);
            case Step.Refused() ->
                    again(visit, 401, onward, visit.words().text("login.code-refused"));
            case Step.Wait(var until) -> again(visit, 429, onward, Network.mustWait(visit, until));
        }
    }

    private void again(Visit visit, int status, Onward onward, String mistake) throws IOException {
        show(visit, status, cookie(visit), onward, Mistakes.none().add("code", mistake));
    }

    private void show(Visit visit, int status, String cookie, Onward onward, Mistakes mistakes)
            throws IOException {
        Optional<Asked> asked = context.logIns().asked(cookie);
        if (asked.isEmpty()) {
            visit.redirect("/log-in");
            return;
        }
        Optional<NewSecret> secret =
                asked.get()
                        .proposed()
                        .map(taken -> NewSecret.of(visit, asked.get().account(), taken));
        visit.show(status, "access/code", new Model(secret, onward, mistakes));
    }

    private static String cookie(Visit visit) {
        return visit.cookie(STEP).orElse("");
    }
}
