package custos.web.link;

import custos.access.RateLimit;
import custos.vault.rows.Refusal;
import custos.web.Visit;
import java.io.IOException;
import java.time.InstantSource;
import java.util.regex.Pattern;

/// How fast links may be used, and how a link is answered that is none of ours.
///
/// Mail providers unsubscribe for many people from a few networks, so links that are ours have a
/// wide limit; a network that tries strange ones is stopped soon.
public final class LinkPace {
    private static final int PER_MINUTE = 600;
    private static final int STRANGE_PER_MINUTE = 30;
    private static final int KEYS = 10_000;

    /// What is not of this shape is no link of ours, and is neither looked up nor remembered.
    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_-]{1,200}");

    private final RateLimit all;
    private final RateLimit strange;

    /// What a template shows that needs nothing.
    public record Nothing() {}

    public LinkPace(InstantSource clock) {
        this.all = RateLimit.perMinute(PER_MINUTE, clock);
        this.strange = new RateLimit(STRANGE_PER_MINUTE, STRANGE_PER_MINUTE, KEYS, clock);
    }

    /// What answers a request about a link.
    public interface Answers {
        void answer(String link) throws IOException;
    }

    /// Every link that is not ours has the same answer, whatever is wrong with it.
    public void answer(Visit visit, Answers by) throws IOException {
        String network = visit.network().key();
        visit.requirePace(all, network);
        try {
            String link = visit.path("link", text -> text);
            if (!SHAPE.matcher(link).matches()) {
                throw new Refusal.NotFound("link");
            }
            by.answer(link);
        } catch (Refusal.NotFound e) {
            refuse(visit);
        }
    }

    void refuse(Visit visit) throws IOException {
        visit.requirePace(strange, visit.network().key());
        visit.show(404, "link/unknown", new Nothing());
    }
}
