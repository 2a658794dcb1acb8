package custos.web.access;

import custos.access.StaffSession;
import java.time.Instant;

/// A session in a list.
///
/// @param id its short name, good for ending it and nothing else
/// @param here whether it is the one that looks at the list
public record SessionRow(
        String id, String account, String network, Instant started, Instant seen, boolean here) {
    public static SessionRow of(StaffSession session, StaffSession reader) {
        return new SessionRow(
                session.id(),
                session.member().account().value(),
                session.network(),
                session.started(),
                session.lastSeen(),
                session.id().equals(reader.id()));
    }
}
