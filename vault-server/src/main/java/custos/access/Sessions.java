package custos.access;

import custos.access.Account.State;
import custos.access.Principal.StaffMember;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// The sessions of the staff.
///
/// Each request asks anew who the account is now: a taken role, a closed account, a changed
/// password and a changed second factor count at once. Safe for use by many threads.
public final class Sessions {
    /// Half an hour without a request, twelve hours in all.
    public static final SessionTable.Limits LIMITS =
            new SessionTable.Limits(Duration.ofMinutes(30), Duration.ofHours(12), 10_000);

    private final Accounts accounts;
    private final SessionTable<Holder> table;

    public Sessions(Accounts accounts, InstantSource time, SecureRandom random) {
        this(accounts, LIMITS, time, random);
    }

    public Sessions(
            Accounts accounts,
            SessionTable.Limits limits,
            InstantSource time,
            SecureRandom random) {
        this.accounts = accounts;
        this.table = new SessionTable<>(limits, time, random);
    }

    /// Whose a session is.
    ///
    /// @param state with the password and the second factor it was begun under: each password's
    ///   hash has its own salt, so that any change of them is noticed, whatever the clock says
    record Holder(AccountName account, State state) {}

    /// A new session, and the only time that the cookie's value is there to be sent.
    public record Started(StaffSession session, String cookie) {
        @Override
        public String toString() {
            return "Started[" + session.id() + "]";
        }
    }

    /// As [#start(StaffMember, String)], from nowhere in particular.
    public Started start(StaffMember member) {
        return start(member, "");
    }

    /// Begins a session for somebody whose password, and second factor if she has one, was right.
    ///
    /// @param network where she is, for the list of sessions
    /// @throws AccessFault.NotThere when the account was closed meanwhile
    public Started start(StaffMember member, String network) {
        Account account =
                accounts.find(member.account())
                        .filter(Account::isActive)
                        .orElseThrow(() -> new AccessFault.NotThere("account"));
        var started = table.start(new Holder(account.name(), account.state()), network);
        account.language().ifPresent(started.session()::language);
        return new Started(seenBy(account, started.session()), started.cookie());
    }

    /// The session of a cookie, and now used; empty when it has ended or never was.
    public Optional<StaffSession> find(String cookie) {
        return table.find(cookie).flatMap(this::current);
    }

    /// The session that a list named so.
    public Optional<StaffSession> named(String id) {
        return table.named(id).flatMap(this::current);
    }

    public void end(StaffSession session) {
        table.end(session.session());
    }

    /// @return how many there were
    public int endAllOf(AccountName account) {
        return table.endAll(holder -> holder.account().equals(account));
    }

    /// Those that have not ended, the one unused for longest first.
    public List<StaffSession> all() {
        return table.all().stream().flatMap(session -> current(session).stream()).toList();
    }

    /// One account's, likewise.
    public List<StaffSession> allOf(AccountName account) {
        return all().stream().filter(one -> one.member().account().equals(account)).toList();
    }

    private Optional<StaffSession> current(Session<Holder> session) {
        Holder holder = session.holder();
        Optional<Account> account =
                accounts.find(holder.account())
                        .filter(now -> now.isActive() && now.state().equals(holder.state()));
        if (account.isEmpty()) {
            table.end(session);
        }
        return account.map(now -> seenBy(now, session));
    }

    private StaffSession seenBy(Account account, Session<Holder> session) {
        return new StaffSession(session, account.member(), table.expires(session));
    }
}
