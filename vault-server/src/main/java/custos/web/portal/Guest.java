package custos.web.portal;

import static java.nio.charset.StandardCharsets.UTF_8;

import custos.customer.CustomerId;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// A customer on her own page, from the code that let her in to her log-out. What she may fetch
/// once is kept here and nowhere else.
final class Guest {
    /// How long a download waits to be fetched.
    static final Duration FETCH_WITHIN = Duration.ofMinutes(15);

    private final CustomerId id;
    private final boolean bounded;
    private Optional<String> mailbox;
    private boolean signalSeen;
    private Optional<Ticket> download = Optional.empty();

    /// @param bounded whether a code from the counter let her in, which staff saw as well
    /// @param mailbox which e-mail address she has, as a keyed hash
    Guest(CustomerId id, boolean bounded, Optional<String> mailbox) {
        this.id = id;
        this.bounded = bounded;
        this.mailbox = mailbox;
    }

    private record Ticket(String secret, Instant until) {}

    CustomerId id() {
        return id;
    }

    /// Whether she may look, correct and say no, and no more: for the rest she has an e-mail
    /// address that nobody at the counter reads.
    boolean isBounded() {
        return bounded;
    }

    /// Whether she still has the e-mail address that she had when she was let in: who can read an
    /// old one must not stay inside.
    synchronized boolean hasMailbox(Optional<String> now) {
        return mailbox.equals(now);
    }

    /// She changed her address in this session, which goes on.
    synchronized void moveTo(Optional<String> now) {
        mailbox = now;
    }

    /// True the first time that her browser's privacy signal is seen.
    synchronized boolean firstSignal() {
        boolean first = !signalSeen;
        signalSeen = true;
        return first;
    }

    /// Lets her fetch her data once; a link from before ends.
    synchronized void mayFetch(String secret, Instant now) {
        download = Optional.of(new Ticket(secret, now.plus(FETCH_WITHIN)));
    }

    /// Whether she may fetch her data by this link; then she may not again.
    synchronized boolean fetches(String secret, Instant now) {
        boolean may =
                download.filter(ticket -> now.isBefore(ticket.until()))
                        .filter(ticket ->
                                MessageDigest.isEqual(
                                        ticket.secret().getBytes(UTF_8), secret.getBytes(UTF_8)))
                        .isPresent();
        if (may) {
            download = Optional.empty();
        }
        return may;
    }
}
