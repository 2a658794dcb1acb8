package custos.web.link;

import custos.access.RateLimit;
import custos.policy.NoticeDigest;
import custos.policy.Policy;
import custos.policy.PurposeId;
import custos.vault.consents.Subscriptions;
import custos.vault.consents.Subscriptions.Asked;
import custos.vault.consents.Subscriptions.Shown;
import custos.vault.core.Policies;
import custos.web.Form;
import custos.web.PolicyWords;
import custos.web.Visit;
import custos.web.WebContext;
import custos.web.WebFault;
import custos.web.WebRoutes;
import custos.web.WebRoutes.Gate;
import java.io.IOException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// `/u/{link}`: unsubscribing and preferences by a mailed link, without a log-in and without a
/// cookie. Looking shows a button, for link scanners look too; only a POST acts.
public final class UnsubscribePage {
    private static final Set<String> DONE =
            Set.of("stopped", "everything", "asked", "on", "nobody", "renewed");
    private static final int LETTERS_PER_MINUTE = 1;
    private static final int LETTERS_AT_ONCE = 3;
    private static final int KEYS = 10_000;

    private final Subscriptions subscriptions;
    private final Policies policies;
    private final LinkPace pace;
    private final RateLimit letters;

    public UnsubscribePage(WebContext context) {
        this.subscriptions = context.vault().subscriptions();
        this.policies = context.vault().policies();
        this.pace = new LinkPace(context.clock());
        this.letters = new RateLimit(LETTERS_PER_MINUTE, LETTERS_AT_ONCE, KEYS, context.clock());
    }

    /// What the template shows.
    ///
    /// @param about what the link is about; empty for all marketing
    /// @param done what was done just now, the end of a phrase's key; empty for nothing
    /// @param notice the notice in force, which asking cites
    public record Model(
            String link,
            String about,
            String channel,
            boolean current,
            boolean canAsk,
            List<Line> lines,
            String done,
            Notice notice) {

        /// Whether what the link is about is over already, as far as can be seen.
        public boolean ended() {
            return done.equals("stopped") || done.equals("everything");
        }
    }

    /// A notice, by its digest in both spellings.
    public record Notice(String base64, String path) {}

    /// One purpose.
    ///
    /// @param ask the sentence that asks for it; empty where the policy has none
    public record Line(String id, String name, String ask, boolean on, boolean waits) {}

    public void addTo(WebRoutes routes) {
        routes.get("/u/{link}", Gate.OPEN, this::look, "done")
                .post("/u/{link}", Gate.ANYWHERE, this::oneClick)
                .post("/u/{link}/stop", Gate.OPEN, this::stop)
                .post("/u/{link}/ask", Gate.OPEN, this::ask);
    }

    private void look(Visit visit) throws IOException {
        String done = visit.query("done").filter(DONE::contains).orElse("");
        pace.answer(visit, link -> show(visit, link, done));
    }

    /// The button of the page, and of the mail program (RFC 8058): the address alone says what.
    private void oneClick(Visit visit) throws IOException {
        pace.answer(
                visit,
                link -> {
                    OneClick.require(visit);
                    subscriptions.stop(link);
                    show(visit, link, "stopped");
                });
    }

    private void stop(Visit visit) throws IOException {
        Form form = visit.form();
        pace.answer(
                visit,
                link -> {
                    Optional<String> purpose = form.filled("purpose");
                    if (purpose.isPresent()) {
                        subscriptions.stop(link, purpose(purpose.get()));
                    } else {
                        subscriptions.stopEverything(link);
                    }
                    back(visit, link, purpose.isPresent() ? "stopped" : "everything");
                });
    }

    private void ask(Visit visit) throws IOException {
        Form form = visit.form();
        pace.answer(
                visit,
                link -> {
                    PurposeId purpose = purpose(form.text("purpose"));
                    NoticeDigest inForce = inForce(visit);
                    if (!form.text("notice").equals(inForce.base64())) {
                        // Other words came into force since the page was shown.
                        back(visit, link, "renewed");
                        return;
                    }
                    visit.requirePace(letters, link);
                    Asked asked = subscriptions.ask(link, purpose, inForce, visit.policyLanguage());
                    back(
                            visit,
                            link,
                            switch (asked) {
                                case Asked.Mailed _ -> "asked";
                                case Asked.AlreadyOn _ -> "on";
                                case Asked.Nobody _ -> "nobody";
                            });
                });
    }

    private static PurposeId purpose(String typed) {
        try {
            return new PurposeId(typed);
        } catch (IllegalArgumentException e) {
            throw new WebFault.Unreadable();
        }
    }

    private static void back(Visit visit, String link, String done) {
        visit.redirect("/u/" + link + "?done=" + done + "&lang=" + visit.language());
    }

    private NoticeDigest inForce(Visit visit) {
        return policies.noticeInForce(visit.policyLanguage()).orElseThrow();
    }

    private void show(Visit visit, String link, String done) throws IOException {
        Shown shown = subscriptions.show(link);
        PolicyWords words = visit.policyWords();
        Policy policy = words.policy();
        NoticeDigest notice = inForce(visit);
        List<Line> lines =
                shown.switches().stream()
                        .map(one -> {
                            String id = one.purpose().value();
                            String ask =
                                    policy.words().find(words.language(), "asks", id).orElse("");
                            return new Line(
                                    id,
                                    words.purpose(id),
                                    ask,
                                    one.position() == Subscriptions.Position.ON,
                                    one.position() == Subscriptions.Position.ASKED);
                        })
                        .toList();
        visit.show(
                "link/unsubscribe",
                new Model(
                        link,
                        shown.about().map(id -> words.purpose(id.value())).orElse(""),
                        words.channel(shown.channel().value()),
                        shown.current(),
                        shown.canAsk(),
                        lines,
                        done,
                        new Notice(notice.base64(), "/notice/" + hex(notice))));
    }

    static String hex(NoticeDigest digest) {
        return HexFormat.of().formatHex(Base64.getDecoder().decode(digest.base64()));
    }
}
