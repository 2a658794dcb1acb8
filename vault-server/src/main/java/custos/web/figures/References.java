package custos.web.figures;

import custos.access.StaffSession;
import java.util.LinkedHashMap;

/// What members of staff compare with, each in her own session: nobody else sees it, and it is gone
/// with the server. Safe for threads.
final class References {
    /// As many as are kept; the oldest goes first.
    static final int MOST = 100;

    private final LinkedHashMap<String, Reference> bySession = new LinkedHashMap<>();

    synchronized Reference of(StaffSession session) {
        return bySession.getOrDefault(session.id(), Reference.NONE);
    }

    synchronized void put(StaffSession session, Reference reference) {
        bySession.remove(session.id());
        bySession.put(session.id(), reference);
        if (bySession.size() > MOST) {
            bySession.pollFirstEntry();
        }
    }
}
