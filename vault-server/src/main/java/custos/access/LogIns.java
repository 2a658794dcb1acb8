package custos.access;

import custos.access.Principal.StaffMember;
import custos.access.SessionTable.Limits;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/// How the staff log in: the password first, then the telephone's code when there is a second
/// factor, then a session.
///
/// Between the two steps somebody is no member of staff yet. She holds a value of 256 random bits
/// for five minutes, in a cookie of its own; it is good for the second step and for nothing else.
/// Safe for use by many threads.
public final class LogIns {
    /// What may pass between password and code.
    public static final Duration STEP = Duration.ofMinutes(5);

    private static final int MOST = 1_000;

    private final Accounts accounts;
    private final Sessions sessions;
    private final SecondFactor secondFactor;
    private final SecureRandom random;
    private final SessionTable<Halfway> halfway;
    private final Map<String, TotpSecret> proposals = new BoundedMap<>(MOST);

    public LogIns(
            Accounts accounts,
            Sessions sessions,
            SecondFactor secondFactor,
            InstantSource time,
            SecureRandom random) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.secondFactor = secondFactor;
        this.random = random;
        this.halfway = new SessionTable<>(new Limits(STEP, STEP, MOST), time, random);
    }

    /// Somebody whose password was right.
    ///
    /// @param state what she proved herself with; another password meanwhile, and she begins anew
    /// @param proposed the secret to take in, when she has to set up a second factor
    record Halfway(AccountName account, Account.State state, Optional<TotpSecret> proposed) {}

    /// How a step ended.
    public sealed interface Step {
        record In(Sessions.Started started) implements Step {}

        /// @param cookie what the second step has to be sent with
        record Half(String cookie) implements Step {}

        record Refused() implements Step {}

        record Wait(Login.Wait until) implements Step {}

        /// The password was too long ago, or has changed since.
        record Over() implements Step {}
    }

    /// Whether somebody without a second factor has to set one up.
    public SecondFactor secondFactor() {
        return secondFactor;
    }

    /// The first step.
    ///
    /// @param name whatever was typed
    /// @param from the client's address, after the proxies that are trusted
    /// @throws AccessFault.TooBusy as [Accounts#logIn]
    public Step password(String name, char[] password, InetAddress from) {
        return switch (accounts.logIn(name, password, from)) {
            case Login.Accepted(StaffMember member) ->
                    switch (secondFactor) {
                        case OPTIONAL -> in(member, from);
                        case REQUIRED ->
                                half(member.account(), Optional.of(TotpSecret.random(random)));
                    };
            case Login.CodeNeeded(AccountName account) -> half(account, Optional.empty());
            case Login.Refused() -> new Step.Refused();
            case Login.Wait wait -> new Step.Wait(wait);
        };
    }

    /// What the second step asks for.
    ///
    /// @param account whose password was right
    /// @param proposed the secret to take in first, when she has to set up a second factor
    public record Asked(AccountName account, Optional<TotpSecret> proposed) {}

    /// What the holder of a cookie is asked for; empty when she has to begin anew.
    public Optional<Asked> asked(String cookie) {
        return waiting(cookie)
                .map(Session::holder)
                .map(half -> new Asked(half.account(), half.proposed()));
    }

    /// The second step, with the code that her telephone shows.
    public Step code(String cookie, String code, InetAddress from) {
        Optional<Session<Halfway>> waiting = waiting(cookie);
        if (waiting.isEmpty()) {
            return new Step.Over();
        }
        Halfway half = waiting.get().holder();
        Login login = check(half, code, from);
        if (login instanceof Login.Accepted) {
            halfway.end(waiting.get());
        }
        return switch (login) {
            case Login.Accepted(StaffMember member) -> in(member, from);
            case Login.CodeNeeded _, Login.Refused _ -> new Step.Refused();
            case Login.Wait wait -> new Step.Wait(wait);
        };
    }

    /// Asks a member of staff for her password once more, before she changes what she proves
    /// herself with. [Login.Accepted] and [Login.CodeNeeded] mean that it was right.
    ///
    /// @throws AccessFault.TooBusy as [Accounts#logIn]
    public Login confirm(StaffSession session, char[] password, InetAddress from) {
        return accounts.logIn(session.member().account().value(), password, from);
    }

    /// A new secret for her to take in; it counts once she has shown a code of it.
    public TotpSecret propose(StaffSession session) {
        TotpSecret secret = TotpSecret.random(random);
        synchronized (proposals) {
            proposals.put(session.id(), secret);
        }
        return secret;
    }

    /// The secret that she was last asked to take in during this session.
    public Optional<TotpSecret> proposed(StaffSession session) {
        synchronized (proposals) {
            return Optional.ofNullable(proposals.get(session.id()));
        }
    }

    /// Sets the proposed secret when the code is one of it. All her sessions end, and a new one
    /// begins; empty when the code is wrong or nothing was proposed.
    public Optional<Sessions.Started> setSecondFactor(
            StaffSession session, String code, InetAddress from) {
        StaffMember member = session.member();
        boolean set =
                proposed(session)
                        .filter(secret ->
                                accounts.setSecondFactor(
                                        member.account(), secret, code, member.actor()))
                        .isPresent();
        if (!set) {
            return Optional.empty();
        }
        synchronized (proposals) {
            proposals.remove(session.id());
        }
        return Optional.of(renew(session, from));
    }

    /// Sets another password. All her sessions end, and a new one begins.
    ///
    /// @throws IllegalArgumentException when it is not fit
    public Sessions.Started setPassword(StaffSession session, char[] password, InetAddress from) {
        StaffMember member = session.member();
        accounts.setPassword(member.account(), password, member.actor());
        return renew(session, from);
    }

    private Sessions.Started renew(StaffSession session, InetAddress from) {
        sessions.end(session);
        var started = sessions.start(session.member(), from.getHostAddress());
        session.language().ifPresent(started.session()::language);
        return started;
    }

    private Login check(Halfway half, String code, InetAddress from) {
        return half.proposed()
                .map(secret -> accounts.logInWithFirstCode(half.account(), secret, code, from))
                .orElseGet(() -> accounts.logInWithCode(half.account(), code, from));
    }

    private Step in(StaffMember member, InetAddress from) {
        return new Step.In(sessions.start(member, from.getHostAddress()));
    }

    private Step half(AccountName account, Optional<TotpSecret> proposed) {
        return accounts.find(account)
                .<Step>map(now -> {
                    var holder = new Halfway(account, now.state(), proposed);
                    return new Step.Half(halfway.start(holder, "").cookie());
                })
                .orElseGet(Step.Refused::new);
    }

    private Optional<Session<Halfway>> waiting(String cookie) {
        return halfway.find(cookie)
                .filter(session ->
                        accounts.find(session.holder().account())
                                .filter(now -> now.state().equals(session.holder().state()))
                                .isPresent());
    }
}
