package custos.web.portal;

import custos.access.RateLimit;
import custos.web.Visit;
import custos.web.WebContext;
import java.util.LinkedHashMap;
import java.util.Map;

/// How often codes may be asked for and tried: by network, by browser, and those from the counter,
/// which no browser asked for, by all together, so that many networks guess no better than one.
final class CodeTries {
    /// The most wrong codes of one browser before it must ask for a new one.
    static final int MAX_WRONG = 5;

    private static final int A_MINUTE = 10;
    private static final int ASKED_A_MINUTE = 5;
    private static final int TOGETHER_A_MINUTE = 120;
    private static final int MAX_TICKETS = 10_000;

    private final RateLimit asking;
    private final RateLimit trying;
    private final RateLimit together;
    private final Map<String, Integer> wrong = new Tickets();

    CodeTries(WebContext context) {
        this.asking =
                new RateLimit(
                        ASKED_A_MINUTE, 2 * ASKED_A_MINUTE, RateLimit.MAX_KEYS, context.clock());
        this.trying = RateLimit.perMinute(A_MINUTE, context.clock());
        this.together = RateLimit.perMinute(TOGETHER_A_MINUTE, context.clock());
    }

    private static final class Tickets extends LinkedHashMap<String, Integer> {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
            return size() > MAX_TICKETS;
        }
    }

    /// @throws custos.web.WebFault.TooMany when this network asked too often
    void ask(Visit visit) {
        visit.requirePace(asking, visit.network().key());
    }

    /// Before a code from the counter is looked up. Whoever holds a mailed one is not held up by
    /// that: it works with its browser's ticket alone, so a flood elsewhere cannot guess it.
    ///
    /// @throws custos.web.WebFault.TooMany when all together tried too often
    void atTheCounter(Visit visit) {
        visit.requirePace(together, "");
    }

    /// Before any code or link is looked at.
    ///
    /// @throws custos.web.WebFault.TooMany when this network tried too often
    void network(Visit visit) {
        visit.requirePace(trying, visit.network().key());
    }

    synchronized boolean isSpent(String ticket) {
        return wrong.getOrDefault(ticket, 0) >= MAX_WRONG;
    }

    synchronized void wrong(String ticket) {
        if (!ticket.isEmpty()) {
            wrong.merge(ticket, 1, Integer::sum);
        }
    }
}
