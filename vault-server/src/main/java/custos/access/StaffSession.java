package custos.access;

import custos.access.Principal.StaffMember;
import java.time.Instant;
import java.util.Optional;

/// A session of a member of staff as one request sees it: who she is, and what she may, at this
/// moment.
public final class StaffSession {
    private final Session<Sessions.Holder> session;
    private final StaffMember member;
    private final Instant expires;

    StaffSession(Session<Sessions.Holder> session, StaffMember member, Instant expires) {
        this.session = session;
        this.member = member;
        this.expires = expires;
    }

    public StaffMember member() {
        return member;
    }

    /// When it ends unless it is used again.
    public Instant expires() {
        return expires;
    }

    /// A short name by which lists and forms point at it.
    public String id() {
        return session.id();
    }

    public String csrf() {
        return session.csrf();
    }

    public boolean csrfMatches(String sent) {
        return session.csrfMatches(sent);
    }

    public Instant started() {
        return session.started();
    }

    public Instant lastSeen() {
        return session.lastSeen();
    }

    /// The address that it was begun from; may be empty.
    public String network() {
        return session.network();
    }

    /// The language that was chosen during it.
    public Optional<String> language() {
        return session.language();
    }

    public void language(String chosen) {
        session.language(chosen);
    }

    Session<Sessions.Holder> session() {
        return session;
    }

    @Override
    public String toString() {
        return "StaffSession[" + session.id() + "]";
    }
}
