package custos.web.link;

import custos.vault.consents.Confirmations;
import custos.vault.consents.Confirmations.Asked;
import custos.vault.consents.Confirmations.Outcome;
import custos.web.PolicyWords;
import custos.web.Visit;
import custos.web.WebContext;
import custos.web.WebRoutes;
import custos.web.WebRoutes.Gate;
import java.io.IOException;

/// `/confirm/{link}`: a consent is confirmed by the link in the letter that asked for it. Looking
/// shows what was asked and a button, for link scanners look too; only a POST confirms.
public final class ConfirmPage {
    private final Confirmations confirmations;
    private final LinkPace pace;

    public ConfirmPage(WebContext context) {
        this.confirmations = context.vault().confirmations();
        this.pace = new LinkPace(context.clock());
    }

    /// What the template shows.
    ///
    /// @param outcome the end of a phrase's key
    /// @param ask the sentence that was asked; empty where the policy has none any more
    /// @param notice the path of the words that go with it
    /// @param until when the link ends
    public record Model(
            String link,
            String outcome,
            String purpose,
            String channel,
            String ask,
            String notice,
            String until) {
        public boolean open() {
            return outcome.equals("open");
        }
    }

    public void addTo(WebRoutes routes) {
        routes.get("/confirm/{link}", Gate.OPEN, this::look)
                .post("/confirm/{link}", Gate.OPEN, this::confirm);
    }

    private void look(Visit visit) throws IOException {
        pace.answer(visit, link -> show(visit, link, confirmations.look(link)));
    }

    private void confirm(Visit visit) throws IOException {
        pace.answer(visit, link -> show(visit, link, confirmations.confirm(link)));
    }

    private void show(Visit visit, String link, Outcome outcome) throws IOException {
        switch (outcome) {
            case Outcome.Open(Asked asked) -> show(visit, 200, link, "open", asked);
            case Outcome.Confirmed(Asked asked, _) -> show(visit, 200, link, "confirmed", asked);
            case Outcome.AlreadyConfirmed(Asked asked) -> show(visit, 200, link, "already", asked);
            case Outcome.Expired(Asked asked) -> show(visit, 410, link, "expired", asked);
            case Outcome.Overtaken(Asked asked) -> show(visit, 409, link, "overtaken", asked);
            case Outcome.AddressChanged(Asked asked) -> show(visit, 410, link, "moved", asked);
            // A stranger who has an id from elsewhere learns nothing about her.
            case Outcome.Erased _ -> pace.refuse(visit);
        }
    }

    private static void show(Visit visit, int status, String link, String outcome, Asked asked)
            throws IOException {
        PolicyWords words = visit.policyWords();
        String purpose = asked.purpose().value();
        visit.show(
                status,
                "link/confirm",
                new Model(
                        link,
                        outcome,
                        words.purpose(purpose),
                        words.channel(asked.channel().value()),
                        words.policy().words().find(words.language(), "asks", purpose).orElse(""),
                        "/notice/" + UnsubscribePage.hex(asked.notice()),
                        visit.times().minute(asked.until())));
    }
}
