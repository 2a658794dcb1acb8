package custos.web.portal;

import custos.access.Session;
import custos.consent.ConsentKey;
import custos.policy.ChannelId;
import custos.policy.Controller;
import custos.policy.NoticeDigest;
import custos.policy.PurposeId;
import custos.proof.ProvenRecord;
import custos.vault.consents.Consents;
import custos.vault.exports.Holding;
import custos.vault.exports.Receipts;
import custos.vault.portal.Portal;
import custos.vault.rows.Refusal;
import custos.web.Form;
import custos.web.Mistakes;
import custos.web.Visit;
import custos.web.WebContext;
import custos.web.WebRoutes;
import custos.web.WebRoutes.Gate;
import java.io.IOException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// `/my`: all of a customer on one page, with a switch for every consent. `/my/history`: what
/// happened to her data, one page of entries at a time.
public final class MyPage {
    private static final int ENTRIES = 50;
    private static final int FIRST_ENTRIES = 5;
    private static final int FIRST_LOOKS = 10;

    private final WebContext context;
    private final Guests guests;

    MyPage(WebContext context, Guests guests) {
        this.context = context;
        this.guests = guests;
    }

    /// What the page shows.
    ///
    /// @param mark her customer number, or what stands for it
    /// @param notice the digest of the notice that a yes cites, in hex
    /// @param done what was just done, a code; may be empty
    /// @param signalled the purposes that her browser's privacy signal ended just now
    /// @param bounded whether she came by a code from the counter, which says no and never yes
    public record Model(
            String mark,
            Controller controller,
            List<HeldPart> parts,
            List<Switches.Asked> switches,
            String notice,
            List<Happened> history,
            List<Happened> looks,
            String done,
            List<String> signalled,
            boolean bounded,
            List<MyRequestsPage.Row> requests,
            Mistakes mistakes) {}

    /// One page of her history.
    public record HistoryModel(List<Happened> entries, int page, int pages) {}

    /// An act: when, what and who.
    ///
    /// @param receipt the path of the file that proves it; empty for what is about no consent
    public record Happened(
            String at, String machine, String what, String detail, String who, String receipt) {}

    void addTo(WebRoutes routes, WebRoutes.Answers otherwise) {
        routes.get("/my", Gate.OPEN, guests.page(this::page, otherwise), "done")
                .get("/my/history", Gate.OPEN, guests.page(this::history, otherwise), "page")
                .get("/my/receipts/{leaf}", Gate.OPEN, guests.page(this::receipt, otherwise))
                .post("/my/consent", Gate.OPEN, guests.form(this::say, otherwise))
                .post("/my/stop", Gate.OPEN, guests.form(this::stop, otherwise))
                .post("/my/log-out", Gate.OPEN, guests.form(this::logOut, otherwise));
    }

    private Portal portal() {
        return context.vault().portal();
    }

    private void page(Visit visit, Session<Guest> session) throws IOException {
        List<String> ended = List.of();
        if (visit.gpc() && session.holder().firstSignal()) {
            ended =
                    portal().honourPrivacySignal(session.holder().id()).stream()
                            .map(standing ->
                                    visit.policyWords().purpose(standing.purpose().value()))
                            .toList();
        }
        show(visit, 200, session, ended, Mistakes.none());
    }

    private void show(
            Visit visit,
            int status,
            Session<Guest> session,
            List<String> signalled,
            Mistakes mistakes)
            throws IOException {
        Holding holding = portal().holding(session.holder().id());
        var text = new HeldText(visit);
        var model =
                new Model(
                        holding.mark(),
                        holding.policy().controller(),
                        HeldPart.of(holding, text),
                        new Switches(holding, text, context.clock().instant()).all(),
                        notice(visit).map(MyPage::hex).orElse(""),
                        happened(holding.history(), 0, FIRST_ENTRIES, text, session),
                        happened(holding.looks(), 0, FIRST_LOOKS, text, session),
                        visit.query("done").filter(code -> code.matches("[a-z-]{1,20}")).orElse(""),
                        signalled,
                        session.holder().isBounded(),
                        MyRequestsPage.rows(visit, context, session),
                        mistakes);
        visit.show(status, "portal/my", model, session.csrf());
    }

    private Optional<NoticeDigest> notice(Visit visit) {
        return context.vault().policies().noticeInForce(visit.policyLanguage());
    }

    private static String hex(NoticeDigest digest) {
        return HexFormat.of().formatHex(Base64.getDecoder().decode(digest.base64()));
    }

    private static List<Happened> happened(
            List<Holding.Happened> all,
            int from,
            int count,
            HeldText text,
            Session<Guest> session) {
        return all.stream()
                .skip(from)
                .limit(count)
                .map(one ->
                        new Happened(
                                text.minute(one.recorded()),
                                one.recorded().toString(),
                                text.act(one.act()),
                                detail(one, text),
                                text.role(one.role()),
                                receipt(one, session)))
                .toList();
    }

    private static String receipt(Holding.Happened one, Session<Guest> session) {
        return ProvenRecord.isOfConsent(one.act().type()) && !session.holder().isBounded()
                ? "/my/receipts/" + one.leaf()
                : "";
    }

    /// Hers to show to anybody; it is looked at by nobody here.
    private void receipt(Visit visit, Session<Guest> session) throws IOException {
        Guests.requireOwn(session);
        long leaf = visit.path("leaf", MyPage::index);
        Receipts.Receipt receipt = context.vault().receipts().own(session.holder().id(), leaf);
        try (var file = visit.answer().file("receipt-" + receipt.name(), "application/json")) {
            file.write(receipt.json());
        }
    }

    private static long index(String text) {
        if (!text.matches("0|[1-9][0-9]{0,11}")) {
            throw new IllegalArgumentException("an entry has a number");
        }
        return Long.parseLong(text);
    }

    private static String detail(Holding.Happened one, HeldText text) {
        var policy = text.policy().policy();
        return String.join(
                ", ",
                one.part().fields().stream()
                        .flatMap(number -> policy.field(number).stream())
                        .map(field -> text.policy().field(field.id().value()))
                        .toList());
    }

    private void history(Visit visit, Session<Guest> session) throws IOException {
        Holding holding = portal().holding(session.holder().id());
        int pages = Math.max(1, Math.ceilDiv(holding.history().size(), ENTRIES));
        int page =
                visit.query("page")
                        .filter(number -> number.matches("[1-9][0-9]{0,5}"))
                        .map(Integer::parseInt)
                        .map(number -> Math.min(number, pages))
                        .orElse(1);
        List<Happened> entries =
                happened(
                        holding.history(),
                        (page - 1) * ENTRIES,
                        ENTRIES,
                        new HeldText(visit),
                        session);
        visit.show(200, "portal/history", new HistoryModel(entries, page, pages), session.csrf());
    }

    /// A yes counts for the words that she had before her: when another notice came into force
    /// meanwhile, she is asked again.
    private void say(Visit visit, Session<Guest> session) throws IOException {
        Form form = visit.form();
        boolean yes = form.text("answer").equals("yes");
        if (yes) {
            Guests.requireOwn(session);
        }
        Optional<NoticeDigest> notice = notice(visit);
        if (notice.isEmpty() || (yes && !form.text("notice").equals(hex(notice.get())))) {
            again(visit, session, "portal.notice-changed");
            return;
        }
        try {
            var key =
                    new ConsentKey(
                            new PurposeId(form.text("purpose")),
                            new ChannelId(form.text("channel")));
            Consents.Answered answered =
                    portal().say(
                                    session.holder().id(),
                                    key,
                                    yes,
                                    notice.get(),
                                    visit.policyLanguage());
            boolean changed = answered.leaf() >= 0;
            String done = changed ? (yes ? "yes" : "no") : "same";
            visit.redirect("/my?done=" + done + "#switch-" + key.purpose().value());
        } catch (IllegalArgumentException e) {
            throw new Refusal.BadField("purpose", "there is no such purpose or channel");
        } catch (Refusal.Conflict e) {
            String known = "portal.refused." + e.code();
            again(visit, session, visit.words().has(known) ? known : "portal.refused.other");
        }
    }

    private void again(Visit visit, Session<Guest> session, String key) throws IOException {
        var mistakes = Mistakes.none().add("consents", visit.words().text(key));
        show(visit, 409, session, List.of(), mistakes);
    }

    private void stop(Visit visit, Session<Guest> session) {
        portal().stopEverything(session.holder().id());
        visit.redirect("/my?done=stopped#consents");
    }

    private void logOut(Visit visit, Session<Guest> session) {
        guests.end(visit, session);
        visit.redirect("/my?lang=" + visit.language());
    }
}
