package custos.web.link;

import custos.access.RateLimit;
import custos.vault.Refusal;
import custos.web.Visit;
import java.io.IOException;
import java.time.InstantSource;

/// How fast links may be used, and how a link is answered that is none of ours.
///
/// Mail providers unsubscribe for many people from a few networks, so links that are ours have a
/// wide limit; a network that tries strange ones is stopped soon.
public final class LinkPace {
    private static final int PER_MINUTE = 600;
    private static final int STRANGE_PER_MINUTE = 30;
    private static final int KEYS = 10_000;

    private final RateLimit all;
    private final RateLimit strange;

    /// What a template shows that needs nothing.
    public record Nothing() {}

    LinkPace(InstantSource clock) {
        this.all = RateLimit.perMinute(PER_MINUTE, clock);
        this.strange = new RateLimit(STRANGE_PER_MINUTE, STRANGE_PER_MINUTE, KEYS, clock);
    }

    /// What answers a request about a link.
    interface Answers {
        void answer(String link) throws IOException;
    }

    /// Every link that is not ours has the same answer, whatever is wrong with it.
    void answer(Visit visit, Answers by) throws IOException {
        String network = visit.network().key();
        visit.requirePace(all, network);
        try {
            by.answer(visit.path("link", text -> text));
        } catch (Refusal.NotFound e) {
            refuse(visit);
        }
    }

    void refuse(Visit visit) throws IOException {
        visit.requirePace(strange, visit.network().key());
        visit.show(404, "link/unknown", new Nothing());
    }
}
