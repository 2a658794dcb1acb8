package custos.access;

import static java.nio.charset.StandardCharsets.US_ASCII;

import custos.access.AccessRows.Change;
import custos.access.AccessRows.Kind;
import custos.access.Account.State;
import custos.access.LoginGate.Entry;
import custos.access.Principal.StaffMember;
import custos.event.Actor;
import java.net.InetAddress;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;

/// The accounts of the staff.
///
/// All are kept in memory; a change is durable before it counts. Whether somebody may make a change
/// is decided before, by the [PermissionTable]. Safe for use by many threads. Passwords are
/// `char[]` that the caller wipes.
public final class Accounts {
    /// Open and closed ones together.
    public static final int MAX_ACCOUNTS = 10_000;

    /// Refusals that the ledger is told of: ten at once, then six a minute. More are a flood, which
    /// must not fill the ledger.
    private static final int NOTED_AT_ONCE = 10;

    private static final int NOTED_PER_MINUTE = 6;

    private final AccessRows rows;
    private final PasswordPool passwords;
    private final InstantSource time;
    private final LoginGate gate;
    private final RateLimit noted;
    private final Map<AccountName, Account> accounts = new ConcurrentHashMap<>();
    private final ReentrantLock changes = new ReentrantLock();

    public Accounts(AccessRows rows, PasswordPool passwords, InstantSource time) {
        this.rows = rows;
        this.passwords = passwords;
        this.time = time;
        this.gate = new LoginGate(time);
        this.noted = new RateLimit(NOTED_PER_MINUTE, NOTED_AT_ONCE, 1, time);
        for (byte[] content : rows.all(Kind.ACCOUNT)) {
            keep(AccessCodec.account(content));
        }
    }

    /// By name, open and closed.
    public List<Account> all() {
        return accounts.values().stream()
                .sorted(Comparator.comparing(account -> account.name().value()))
                .toList();
    }

    public Optional<Account> find(AccountName name) {
        return Optional.ofNullable(accounts.get(name));
    }

    /// Who an account is now; empty when there is none or it is closed. Sessions ask it for each
    /// request, so that a closed account and a taken role end at once.
    public Optional<StaffMember> member(AccountName name) {
        return find(name).filter(Account::isActive).map(Account::member);
    }

    /// @throws IllegalArgumentException when the display name or password is not fit
    /// @throws AccessFault.NameTaken also for the name of a closed account
    public Account create(
            AccountName name, String displayName, Set<Role> roles, char[] password, Actor by) {
        Passwords.requireFit(password, name);
        var active = new State.Active(passwords.hash(password));
        var now = time.instant();
        var account = new Account(name, displayName, roles, active, now, now);
        changes.lock();
        try {
            if (accounts.containsKey(name)) {
                throw new AccessFault.NameTaken("an account");
            }
            if (accounts.size() >= MAX_ACCOUNTS) {
                throw new AccessFault.Full("accounts", MAX_ACCOUNTS);
            }
            return write(account, Change.ACCOUNT_CREATED, by);
        } finally {
            changes.unlock();
        }
    }

    /// Gives an account these roles instead of the ones it has.
    ///
    /// @throws AccessFault.NotThere when it is not there or closed
    /// @throws AccessFault.LastAdmin when nobody would be left to manage accounts
    public Account changeRoles(AccountName name, Set<Role> roles, Actor by) {
        return change(name, account -> account.withRoles(roles), Change.ACCOUNT_CHANGED, by);
    }

    /// Sets a password; sessions begun before it have to end ([Account#passwordChanged]).
    ///
    /// @throws IllegalArgumentException when it is not fit
    /// @throws AccessFault.NotThere when the account is not there or closed
    public Account setPassword(AccountName name, char[] password, Actor by) {
        Passwords.requireFit(password, name);
        requireOpen(name);
        String hash = passwords.hash(password);
        return change(
                name,
                account -> account.withPassword(hash, time.instant()),
                Change.ACCOUNT_CHANGED,
                by);
    }

    /// Closes an account for good and forgets its password.
    ///
    /// @throws AccessFault.NotThere when it is not there or closed already
    /// @throws AccessFault.LastAdmin when nobody would be left to manage accounts
    public Account close(AccountName name, Actor by) {
        return change(name, account -> account.closed(time.instant()), Change.ACCOUNT_CLOSED, by);
    }

    /// Checks a password, in the same time whether or not the account exists.
    ///
    /// @param name whatever was typed
    /// @param from the client's address, after the proxies that are trusted
    /// @throws AccessFault.TooBusy when too many passwords wait to be checked; this one was not
    public Login logIn(String name, char[] password, InetAddress from) {
        Optional<String> asked = Optional.of(name).filter(Words::isName);
        return switch (gate.begin(asked, from)) {
            case Entry.Closed(var delay) -> new Login.Wait(delay);
            case Entry.Open(var begun) -> check(asked.map(AccountName::new), password, begun);
        };
    }

    private Login check(Optional<AccountName> name, char[] password, LoginGate.Try begun) {
        Optional<Account> account = name.flatMap(this::find);
        try {
            if (isRight(account, password)) {
                // It may have been closed, or got another password, while the hash was made.
                Optional<Account> now = name.flatMap(this::find);
                if (now.equals(account)) {
                    begun.right();
                    return new Login.Accepted(account.orElseThrow().member());
                }
            }
        } catch (AccessFault.TooBusy busy) {
            begun.notLookedAt();
            throw busy;
        }
        noteRefusal(account);
        return new Login.Refused();
    }

    private boolean isRight(Optional<Account> account, char[] password) {
        if (!Passwords.canBeAsked(password)) {
            return false;
        }
        if (account.isPresent() && account.get().state() instanceof State.Active(String hash)) {
            return passwords.verify(hash, password);
        }
        return passwords.refuse(password);
    }

    /// An account's own name stands in the ledger; what else was typed does not: people type
    /// passwords into the wrong box.
    private void noteRefusal(Optional<Account> account) {
        if (noted.secondsToWait("").isEmpty()) {
            rows.note(
                    Change.LOGIN_REFUSED,
                    account.<Actor>map(known -> known.member().actor()).orElse(new Actor.Vault()));
        }
    }

    private Account change(AccountName name, UnaryOperator<Account> edit, Change change, Actor by) {
        changes.lock();
        try {
            Account before = requireOpen(name);
            Account after = edit.apply(before);
            if (before.isActiveAdmin() && !after.isActiveAdmin() && isOnlyAdmin(name)) {
                throw new AccessFault.LastAdmin();
            }
            return write(after, change, by);
        } finally {
            changes.unlock();
        }
    }

    private Account requireOpen(AccountName name) {
        return find(name)
                .filter(Account::isActive)
                .orElseThrow(() -> new AccessFault.NotThere("account"));
    }

    private boolean isOnlyAdmin(AccountName name) {
        return accounts.values().stream()
                .noneMatch(other -> other.isActiveAdmin() && !other.name().equals(name));
    }

    private Account write(Account account, Change change, Actor by) {
        rows.put(
                Kind.ACCOUNT,
                account.name().value().getBytes(US_ASCII),
                AccessCodec.encode(account),
                change,
                by);
        keep(account);
        return account;
    }

    private void keep(Account account) {
        accounts.put(account.name(), account);
    }
}
