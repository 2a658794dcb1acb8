package custos.web.portal;

import custos.customer.EmailAddress;
import custos.vault.portal.PortalCodes;
import custos.web.Form;
import custos.web.Mistakes;
import custos.web.Visit;
import custos.web.WebContext;
import custos.web.WebRoutes;
import custos.web.WebRoutes.Gate;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// The way onto a customer's own page: `/my` asks for a code, `/my/code` takes one that is typed,
/// `/my/in/{code}` one that came as a link. Opening a link does nothing: programs that look through
/// mail open them all.
///
/// A form that came too late for its session is not lost: what was typed travels along while she
/// types a code, and can be sent again afterwards. It goes to her browser and nowhere else.
public final class LetInPage {
    private static final String TICKET = "__Host-custos-ticket";
    private static final String KEPT = "kept.";

    private final PortalCodes codes;
    private final CodeDesk desk;
    private final CodeTries tries;
    private final Guests guests;

    LetInPage(WebContext context, CodeDesk desk, Guests guests) {
        this.codes = context.vault().portalCodes();
        this.desk = desk;
        this.tries = new CodeTries(context);
        this.guests = guests;
    }

    /// What the templates show.
    ///
    /// @param sent whether a code was just asked for
    /// @param link the code of a link that was opened
    /// @param asksForMark whether the link asks for a customer number or postcode
    /// @param kept what she had typed into a form that came too late
    public record Model(
            boolean sent,
            String link,
            boolean asksForMark,
            Typed typed,
            List<Form.Typed> kept,
            Mistakes mistakes) {}

    /// What she typed here, to be shown again.
    public record Typed(String email, String mark) {
        static final Typed NOTHING = new Typed("", "");

        /// Redacted: people type personal data.
        @Override
        public String toString() {
            return "Typed[redacted]";
        }
    }

    void addTo(WebRoutes routes) {
        routes.post("/my", Gate.OPEN, this::ask)
                .get("/my/code", Gate.OPEN, this::codePage, "sent")
                .post("/my/code", Gate.OPEN, this::typed)
                .get("/my/in/{code}", Gate.OPEN, this::linkPage)
                .post("/my/in/{code}", Gate.OPEN, this::followed);
    }

    /// Shown to somebody who is not let in, in place of the page that she asked for.
    void show(Visit visit) throws IOException {
        boolean late = visit.method().equals("POST");
        List<Form.Typed> kept =
                late && visit.requestPath().equals(CorrectPage.PATH)
                        ? visit.form().typed()
                        : List.of();
        show(visit, late ? 401 : 200, model(Typed.NOTHING, kept, Mistakes.none()));
    }

    private static Model model(Typed typed, List<Form.Typed> kept, Mistakes mistakes) {
        return new Model(false, "", false, typed, kept, mistakes);
    }

    private static void show(Visit visit, int status, Model model) throws IOException {
        visit.show(status, "portal/let-in", model);
    }

    /// The same answer for every address, before anybody looks for it.
    private void ask(Visit visit) throws IOException {
        Form form = visit.form();
        tries.ask(visit);
        Optional<EmailAddress> address = address(form.text("email"));
        if (address.isEmpty()) {
            var mistakes = Mistakes.none().add("email", visit.words().text("portal.email-wrong"));
            var typed = new Typed(form.text("email"), "");
            show(visit, 400, model(typed, kept(form), mistakes));
            return;
        }
        String ticket = codes.newTicket();
        visit.answer().cookie(TICKET, ticket, "Lax");
        desk.ask(address.get(), visit.policyLanguage(), ticket);
        if (kept(form).isEmpty()) {
            visit.redirect("/my/code?sent=1&lang=" + visit.language());
        } else {
            showCode(
                    visit,
                    200,
                    new Model(true, "", false, Typed.NOTHING, kept(form), Mistakes.none()));
        }
    }

    private static Optional<EmailAddress> address(String typed) {
        try {
            return Optional.of(new EmailAddress(typed));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private void codePage(Visit visit) throws IOException {
        boolean sent = visit.query("sent").isPresent();
        showCode(visit, 200, new Model(sent, "", false, Typed.NOTHING, List.of(), Mistakes.none()));
    }

    private static void showCode(Visit visit, int status, Model model) throws IOException {
        visit.show(status, "portal/code", model);
    }

    private void typed(Visit visit) throws IOException {
        Form form = visit.form();
        tries.network(visit);
        String ticket = visit.cookie(TICKET).orElse("");
        String mark = form.text("mark");
        switch (use(visit, ticket, form.text("code"), mark)) {
            case PortalCodes.Entry.Welcome welcome -> {
                visit.answer().forget(TICKET, "Lax");
                goOn(visit, kept(form), guests.welcome(visit, welcome));
            }
            case PortalCodes.Entry.Refused _, PortalCodes.Entry.MarkNeeded _ -> {
                String key = tries.isSpent(ticket) ? "portal.code-spent" : "portal.code-wrong";
                var mistakes = Mistakes.none().add("code", visit.words().text(key));
                showCode(visit, 401, model(new Typed("", mark), kept(form), mistakes));
            }
        }
    }

    /// A code that this browser asked for, or else one from the counter. What is wrong counts
    /// before the counter's limit can refuse, or a flood would let a browser guess without end.
    private PortalCodes.Entry use(Visit visit, String ticket, String code, String mark) {
        if (tries.isSpent(ticket)) {
            return new PortalCodes.Entry.Refused();
        }
        PortalCodes.Entry mailed = codes.useMailed(ticket, code, mark);
        if (mailed instanceof PortalCodes.Entry.Welcome) {
            return mailed;
        }
        tries.wrong(ticket);
        tries.atTheCounter(visit);
        return codes.useFromCounter(code, mark);
    }

    private static void goOn(Visit visit, List<Form.Typed> kept, String csrf) throws IOException {
        if (kept.isEmpty()) {
            visit.redirect("/my");
        } else {
            visit.show(200, "portal/kept", model(Typed.NOTHING, kept, Mistakes.none()), csrf);
        }
    }

    private void linkPage(Visit visit) throws IOException {
        String link = visit.path("code", LetInPage::link);
        showLink(visit, 200, link, "", Mistakes.none());
    }

    private void showLink(Visit visit, int status, String link, String mark, Mistakes mistakes)
            throws IOException {
        boolean asks = codes.asksForMark(link);
        visit.show(
                status,
                "portal/link",
                new Model(false, link, asks, new Typed("", mark), List.of(), mistakes));
    }

    private static String link(String code) {
        if (!code.matches("[A-Za-z0-9_-]{1,64}")) {
            throw new IllegalArgumentException("a link's code is letters, digits, _ and -");
        }
        return code;
    }

    private void followed(Visit visit) throws IOException {
        String link = visit.path("code", LetInPage::link);
        tries.network(visit);
        String mark = visit.form().text("mark");
        switch (codes.useLink(link, mark)) {
            case PortalCodes.Entry.Welcome welcome -> {
                visit.answer().forget(TICKET, "Lax");
                guests.welcome(visit, welcome);
                visit.redirect("/my");
            }
            case PortalCodes.Entry.MarkNeeded() ->
                    showLink(visit, 400, link, mark, mistake(visit, "mark", "portal.mark-needed"));
            case PortalCodes.Entry.Refused() ->
                    showLink(visit, 401, link, mark, mistake(visit, "let-in", "portal.link-wrong"));
        }
    }

    private static Mistakes mistake(Visit visit, String field, String key) {
        return Mistakes.none().add(field, visit.words().text(key));
    }

    private static List<Form.Typed> kept(Form form) {
        return form.typed().stream()
                .filter(typed -> typed.name().startsWith(KEPT))
                .map(typed -> new Form.Typed(typed.name().substring(KEPT.length()), typed.value()))
                .toList();
    }
}
