package custos.access;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// The sessions of one kind of visitor, in memory alone: a restart ends them all.
///
/// A session is found by the value of its cookie, 256 random bits made anew for each, so that
/// nobody can make another use a session that she knows; only the value's hash is kept. It ends
/// when it is ended, was idle for too long or is too old. Safe for use by many threads.
///
/// @param <T> who is visiting
public final class SessionTable<T> {
    private static final int SECRET_BYTES = 32;
    private static final int ID_BYTES = 8;

    /// How long sessions last.
    ///
    /// @param idle without a request
    /// @param absolute whatever happens
    /// @param most at once; one more ends the one unused for longest
    public record Limits(Duration idle, Duration absolute, int most) {
        public Limits {
            if (!idle.isPositive() || absolute.compareTo(idle) < 0 || most < 1) {
                throw new IllegalArgumentException("a session lasts, and at least one may");
            }
        }
    }

    private final Limits limits;
    private final InstantSource time;
    private final SecureRandom random;
    private final Map<String, Session<T>> sessions;

    public SessionTable(Limits limits, InstantSource time, SecureRandom random) {
        this.limits = limits;
        this.time = time;
        this.random = random;
        this.sessions = new BoundedMap<>(limits.most());
    }

    /// Begins a session.
    ///
    /// @param network what a list of sessions shall show of where it was begun
    public synchronized Session.Started<T> start(T holder, String network) {
        String cookie = secret();
        SessionKey key = SessionKey.of(cookie).orElseThrow();
        byte[] id = new byte[ID_BYTES];
        random.nextBytes(id);
        var session =
                new Session<>(
                        key,
                        HexFormat.of().formatHex(id),
                        holder,
                        network,
                        secret(),
                        time.instant());
        sessions.values().removeIf(this::isOver);
        sessions.put(key.hex(), session);
        return new Session.Started<>(session, cookie);
    }

    /// The session of a cookie, and now used; empty when it has ended or never was.
    public synchronized Optional<Session<T>> find(String cookie) {
        Optional<Session<T>> found =
                SessionKey.of(cookie).map(key -> sessions.get(key.hex())).filter(this::isAlive);
        found.ifPresent(session -> session.seen(time.instant()));
        return found;
    }

    /// The session that a list named so.
    public synchronized Optional<Session<T>> named(String id) {
        return all().stream().filter(session -> session.id().equals(id)).findFirst();
    }

    public synchronized void end(Session<T> session) {
        sessions.remove(session.key().hex());
    }

    /// Ends all sessions whose holder is meant.
    ///
    /// @return how many there were
    public synchronized int endAll(Predicate<T> meant) {
        sessions.values().removeIf(this::isOver);
        int before = sessions.size();
        sessions.values().removeIf(session -> meant.test(session.holder()));
        return before - sessions.size();
    }

    /// Those that have not ended, the one unused for longest first.
    public synchronized List<Session<T>> all() {
        return sessions.values().stream().filter(this::isAlive).toList();
    }

    /// When a session ends unless it is used again.
    public Instant expires(Session<T> session) {
        Instant idle = session.lastSeen().plus(limits.idle());
        Instant absolute = session.started().plus(limits.absolute());
        return idle.isBefore(absolute) ? idle : absolute;
    }

    private boolean isAlive(Session<T> session) {
        return time.instant().isBefore(expires(session));
    }

    private boolean isOver(Session<T> session) {
        return !isAlive(session);
    }

    private String secret() {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
