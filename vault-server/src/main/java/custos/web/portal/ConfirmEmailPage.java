package custos.web.portal;

import custos.vault.portal.Corrections;
import custos.web.Visit;
import custos.web.WebContext;
import custos.web.WebRoutes;
import custos.web.WebRoutes.Gate;
import java.io.IOException;
import java.util.Optional;

/// `/my/confirm-email/{token}`: somebody who reads a new e-mail address says that it is right.
/// Looking changes nothing: programs that look through mail open every link.
public final class ConfirmEmailPage {
    private final Corrections corrections;
    private final Guests guests;

    ConfirmEmailPage(WebContext context, Guests guests) {
        this.corrections = context.vault().corrections();
        this.guests = guests;
    }

    /// What the page shows.
    public record Model(String token, State state) {}

    /// Where the link stands.
    public enum State {
        PENDING,
        CONFIRMED,
        OVER
    }

    void addTo(WebRoutes routes) {
        routes.get("/my/confirm-email/{token}", Gate.OPEN, this::page)
                .post("/my/confirm-email/{token}", Gate.OPEN, this::confirm);
    }

    private void page(Visit visit) throws IOException {
        String token = visit.path("token", ConfirmEmailPage::token);
        show(visit, token, corrections.isPending(token) ? State.PENDING : State.OVER);
    }

    private void confirm(Visit visit) throws IOException {
        String token = visit.path("token", ConfirmEmailPage::token);
        // Her session in this very browser goes on; every other ends with the old address.
        var here =
                guests.find(visit)
                        .filter(session ->
                                corrections
                                        .pendingOf(token)
                                        .equals(Optional.of(session.holder().id())));
        boolean confirmed = corrections.confirm(token, visit.policyLanguage());
        if (confirmed) {
            here.ifPresent(guests::moved);
        }
        show(visit, token, confirmed ? State.CONFIRMED : State.OVER);
    }

    private static void show(Visit visit, String token, State state) throws IOException {
        int status = state == State.OVER ? 410 : 200;
        visit.show(status, "portal/confirm-email", new Model(token, state));
    }

    private static String token(String text) {
        if (!text.matches("[A-Za-z0-9_-]{1,500}")) {
            throw new IllegalArgumentException("a link's text is letters, digits, _ and -");
        }
        return text;
    }
}
