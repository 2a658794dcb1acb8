package custos.mail;

import custos.policy.Policy;
import custos.vault.Vault;
import custos.vault.letters.Matter;
import custos.vault.letters.Outbox;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Carries letters from the outbox to the mail server, on one thread, in the order of their events.
///
/// What the server does not take at present is tried again after a minute, then after twice as long
/// each time, at most six hours, for three days from when it was written; what it never takes is
/// given up at once. A letter leaves the outbox once it was handed over, so that a restart loses
/// none; a crash in between sends one twice, under the same Message-ID.
///
/// No log line names an address.
public final class Postman implements AutoCloseable {
    /// How long a letter is tried.
    static final Duration PATIENCE = Duration.ofDays(3);

    private static final Logger LOG = LoggerFactory.getLogger(Postman.class);
    private static final int EVERY_SECONDS = 2;
    private static final int CHUNK = 100;

    private final Vault vault;
    private final MailTransport transport;
    private final Typesetter typesetter;
    private final InstantSource clock;
    private final Map<Long, Waits> waiting = new HashMap<>();
    private final LongAdder sent = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder givenUp = new LongAdder();
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("custos-postman").daemon().factory());
    private final Set<Long> unreadable = new HashSet<>();
    private Waits server = Waits.NONE;
    private Optional<ScheduledFuture<?>> rounds = Optional.empty();

    Postman(Vault vault, MailSettings settings, MailTransport transport, InstantSource clock) {
        this.vault = vault;
        this.transport = transport;
        this.typesetter = new Typesetter(settings);
        this.clock = clock;
    }

    /// Begins to send what waits, and what will.
    public static Postman start(Vault vault, MailSettings settings, InstantSource clock) {
        var postman = new Postman(vault, settings, settings.way().transport(), clock);
        postman.rounds =
                Optional.of(
                        postman.timer.scheduleWithFixedDelay(
                                postman::quietly, 0, EVERY_SECONDS, TimeUnit.SECONDS));
        return postman;
    }

    /// What was done since the start.
    ///
    /// @param refused by the server for good
    /// @param givenUp after three days, or because a link in it was over before it could be sent
    public record Tally(long sent, long refused, long givenUp) {}

    public Tally tally() {
        return new Tally(sent.sum(), refused.sum(), givenUp.sum());
    }

    private void quietly() {
        try {
            deliver();
        } catch (RuntimeException e) {
            LOG.warn("the mail round broke off and is made again: {}", e.getClass().getName());
        }
    }

    /// One round: tries every letter that is due.
    synchronized void deliver() {
        if (clock.instant().isBefore(server.until())) {
            return;
        }
        Set<Long> seen = new HashSet<>();
        long from = 0;
        var some = vault.outbox().after(from, CHUNK);
        while (some.upTo() != from) {
            from = some.upTo();
            some.unreadable().forEach(this::warn);
            for (Outbox.Waiting letter : some.letters()) {
                seen.add(letter.no());
                if (!tried(letter)) {
                    return;
                }
            }
            some = vault.outbox().after(from, CHUNK);
        }
        waiting.keySet().retainAll(seen);
    }

    /// Says so once: the row stays, and rounds are many.
    private void warn(long no) {
        if (unreadable.add(no)) {
            LOG.warn("letter {} in the outbox does not open and is not sent", no);
        }
    }

    /// @return false when nothing can be sent at present
    private boolean tried(Outbox.Waiting letter) {
        Instant now = clock.instant();
        if (isOver(letter, now)) {
            forget(letter, givenUp, "is given up");
            return true;
        }
        Waits waits = waiting.getOrDefault(letter.no(), Waits.NONE);
        if (now.isBefore(waits.until())) {
            return true;
        }
        try {
            Policy policy = vault.policies().current();
            MimeMessage message = typesetter.set(letter, policy, now);
            transport.send(message, letter.no(), now);
            server = Waits.NONE;
            forget(letter, sent, "was sent");
        } catch (IllegalArgumentException e) {
            forget(letter, refused, "is no message: " + e.getMessage());
        } catch (MailFault.Refused e) {
            forget(letter, refused, "was refused: " + e.getMessage());
        } catch (MailFault.NotNow e) {
            waiting.put(letter.no(), waits.longer(now));
            LOG.info("letter {} waits: {}", letter.no(), e.getMessage());
        } catch (MailFault.Unreachable e) {
            server = server.longer(now);
            LOG.warn("no mail until {}: {}", server.until(), e.getMessage());
            return false;
        }
        return true;
    }

    private static boolean isOver(Outbox.Waiting letter, Instant now) {
        boolean late = !now.isBefore(letter.at().plus(PATIENCE));
        return late
                || until(letter.letter().matter()).filter(end -> !now.isBefore(end)).isPresent();
    }

    /// A link that is over helps nobody.
    private static Optional<Instant> until(Matter matter) {
        return switch (matter) {
            case Matter.ConfirmConsent ask -> Optional.of(ask.until());
            case Matter.ConfirmPosting ask -> Optional.of(ask.until());
            case Matter.PortalLink link -> Optional.of(link.until());
            case Matter.ConfirmEmail ask -> Optional.of(ask.until());
            case Matter.Subscribed _,
                    Matter.AddressChanged _,
                    Matter.DetailsChanged _,
                    Matter.CodeHandedOver _,
                    Matter.RequestCame _,
                    Matter.RequestExtended _,
                    Matter.RequestIdentity _,
                    Matter.RequestQuestion _,
                    Matter.RequestDecided _ ->
                    Optional.empty();
        };
    }

    private void forget(Outbox.Waiting letter, LongAdder count, String why) {
        vault.outbox().forget(letter.no());
        waiting.remove(letter.no());
        count.increment();
        LOG.info("letter {} {}", letter.no(), why);
    }

    /// Ends the round under way, then stops; what waits stays in the outbox.
    @Override
    public void close() {
        rounds.ifPresent(round -> round.cancel(false));
        timer.close();
    }
}
