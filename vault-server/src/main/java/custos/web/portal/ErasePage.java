package custos.web.portal;

import custos.access.Session;
import custos.event.Actor;
import custos.event.Subject;
import custos.policy.ClassId;
import custos.vault.erasure.Erasure;
import custos.vault.exports.Holding;
import custos.web.DataLink;
import custos.web.Form;
import custos.web.Mistakes;
import custos.web.Visit;
import custos.web.WebContext;
import custos.web.WebRoutes;
import custos.web.WebRoutes.Gate;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// `/my/erase`: first what must stay, then what goes, then her number typed; and the certificate,
/// which is shown in that one answer and kept nowhere.
public final class ErasePage {
    private static final String REASON = "erasure-request";

    private final WebContext context;
    private final Guests guests;

    ErasePage(WebContext context, Guests guests) {
        this.context = context;
        this.guests = guests;
    }

    /// What the page shows before.
    ///
    /// @param erased the names of the classes that go
    /// @param bounded whether she came by a code from the counter, which does not erase
    /// @param mark what she types to confirm
    public record Model(
            List<Held> held,
            List<String> erased,
            boolean bounded,
            String mark,
            Mistakes mistakes) {}

    /// What must stay.
    public record Held(String id, String name, String ground, String until) {}

    /// The certificate.
    ///
    /// @param unmirrored whether a mirror does not hold the erasure yet
    /// @param json the same for programs, as text
    /// @param file the same as a link that holds it
    public record Certificate(
            String id,
            String on,
            long leaf,
            List<Held> held,
            List<String> erased,
            boolean suppressed,
            boolean unmirrored,
            String json,
            String file) {}

    void addTo(WebRoutes routes, WebRoutes.Answers otherwise) {
        routes.get("/my/erase", Gate.OPEN, guests.page(this::page, otherwise))
                .post("/my/erase", Gate.OPEN, guests.ownForm(this::erase, otherwise));
    }

    private void page(Visit visit, Session<Guest> session) throws IOException {
        show(visit, 200, session, holding(session), Mistakes.none());
    }

    private Holding holding(Session<Guest> session) {
        return context.vault().portal().holding(session.holder().id());
    }

    private void show(
            Visit visit, int status, Session<Guest> session, Holding holding, Mistakes mistakes)
            throws IOException {
        Erasure.Preview preview = context.vault().erasure().preview(holding.id());
        var text = new HeldText(visit);
        var model =
                new Model(
                        held(preview.held(), text),
                        erased(preview.erased(), text),
                        session.holder().isBounded(),
                        holding.mark(),
                        mistakes);
        visit.show(status, "portal/erase", model, session.csrf());
    }

    private static List<Held> held(List<Erasure.Held> held, HeldText text) {
        return held.stream()
                .map(one ->
                        new Held(
                                place(one),
                                text.policy().of("classes", one.dataClass().value()),
                                text.ground(one.ground()),
                                text.times().day(one.until())))
                .toList();
    }

    /// Where it stands on the page: a class may stay for a law and for holds.
    private static String place(Erasure.Held one) {
        return one.dataClass().value()
                + Subject.Held.holdGround(one.ground()).map(code -> "-" + code).orElse("");
    }

    private static List<String> erased(List<ClassId> erased, HeldText text) {
        return erased.stream().map(one -> text.policy().of("classes", one.value())).toList();
    }

    private void erase(Visit visit, Session<Guest> session) throws IOException {
        Form form = visit.form();
        Holding holding = holding(session);
        if (!same(form.text("number"), holding.mark())) {
            var mistakes = Mistakes.none().add("number", visit.words().text("portal.number-wrong"));
            show(visit, 400, session, holding, mistakes);
            return;
        }
        boolean suppress = form.has("suppress");
        Erasure.Certificate done =
                context.vault()
                        .erasure()
                        .erase(holding.id(), REASON, suppress, new Actor.Customer());
        guests.end(visit, session);
        guests.endAll(holding.id());
        visit.show(
                200, "portal/erased", certificate(visit, done, suppress, unmirrored(done.leaf())));
    }

    private static boolean same(String typed, String mark) {
        return fold(typed).equals(fold(mark));
    }

    private static String fold(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("\\s+", " ").strip();
    }

    private boolean unmirrored(long leaf) {
        return context.vault().mirror().holds(leaf).equals(Optional.of(false));
    }

    private static Certificate certificate(
            Visit visit, Erasure.Certificate done, boolean suppressed, boolean unmirrored) {
        var text = new HeldText(visit);
        String json = done.file();
        return new Certificate(
                done.id().value(),
                text.times().day(done.on()),
                done.leaf(),
                held(done.held(), text),
                erased(done.erased(), text),
                suppressed,
                unmirrored,
                json,
                DataLink.json(json));
    }
}
