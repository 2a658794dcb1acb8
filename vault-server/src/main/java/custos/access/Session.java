package custos.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.time.Instant;
import java.util.Optional;

/// Somebody's visit from her log-in to its end, see [SessionTable]. Safe for use by many threads.
///
/// @param <T> who it is
public final class Session<T> {
    private final SessionKey key;
    private final String id;
    private final T holder;
    private final String network;
    private final String csrf;
    private final Instant started;
    private volatile Instant lastSeen;
    private volatile Optional<String> language = Optional.empty();

    Session(SessionKey key, String id, T holder, String network, String csrf, Instant started) {
        this.key = key;
        this.id = id;
        this.holder = holder;
        this.network = network;
        this.csrf = csrf;
        this.started = started;
        this.lastSeen = started;
    }

    /// A new session, and the only time that the cookie's value is there to be sent.
    public record Started<T>(Session<T> session, String cookie) {
        @Override
        public String toString() {
            return "Started[" + session + "]";
        }
    }

    /// A short name by which lists and forms point at it; good for nothing else.
    public String id() {
        return id;
    }

    public T holder() {
        return holder;
    }

    /// Where it was begun from, as the list of sessions shows it; may be empty.
    public String network() {
        return network;
    }

    /// What every form of this session carries, so that no other site can send one.
    public String csrf() {
        return csrf;
    }

    /// Compares in constant time.
    public boolean csrfMatches(String sent) {
        return MessageDigest.isEqual(csrf.getBytes(UTF_8), sent.getBytes(UTF_8));
    }

    public Instant started() {
        return started;
    }

    public Instant lastSeen() {
        return lastSeen;
    }

    /// The language that was chosen during it.
    public Optional<String> language() {
        return language;
    }

    public void language(String chosen) {
        language = Optional.of(chosen);
    }

    SessionKey key() {
        return key;
    }

    void seen(Instant now) {
        lastSeen = now;
    }

    @Override
    public String toString() {
        return "Session[" + id + "]";
    }
}
