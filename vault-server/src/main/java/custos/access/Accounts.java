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
    private final UsedCodes usedCodes = new UsedCodes();
    private final Map<AccountName, Account> accounts = new ConcurrentHashMap<>();
    private final ReentrantLock changes = new ReentrantLock();

    public Accounts(AccessRows rows, PasswordPool passwords, InstantSource time) {
        this.rows = rows;
        this.passwords = passwords;
        this.time = time;
        this.gate = new LoginGate(time);
        this.noted = new RateLimit(NOTED_PER_MINUTE, NOTED_AT_ONCE, 1, time);
        for (byte[] content : rows.all(Kind.ACCOUNT)) {
            Account account = AccessCodec.account(content);
            keep(account);
            if (account.hasSecondFactor()) {
                usedCodes.forgetPast(account.name(), time.instant());
            }
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
        return create(name, displayName, roles, password, Change.created(roles), by);
    }

    Account create(
            AccountName name,
            String displayName,
            Set<Role> roles,
            char[] password,
            Change change,
            Actor by) {
        Passwords.requireFit(password, name);
        requireFree(name);
        var active = new State.Active(passwords.hash(password), Optional.empty());
        var now = time.instant();
        var account = new Account(name, displayName, roles, Optional.empty(), active, now, now);
        changes.lock();
        try {
            requireFree(name);
            if (accounts.size() >= MAX_ACCOUNTS) {
                throw new AccessFault.Full("accounts", MAX_ACCOUNTS);
            }
            return write(account, change, by);
        } finally {
            changes.unlock();
        }
    }

    private void requireFree(AccountName name) {
        if (accounts.containsKey(name)) {
            throw new AccessFault.NameTaken("an account");
        }
    }

    /// Gives an account these roles instead of the ones it has.
    ///
    /// @throws AccessFault.NotThere when it is not there or closed
    /// @throws AccessFault.LastAdmin when nobody would be left to manage accounts
    public Account changeRoles(AccountName name, Set<Role> roles, Actor by) {
        return change(name, account -> account.withRoles(roles), Change.roles(roles), by);
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
                name, account -> account.withPassword(hash, time.instant()), Change.PASSWORD, by);
    }

    /// @throws IllegalArgumentException when it is not fit
    /// @throws AccessFault.NotThere when the account is not there or closed
    public Account changeDisplayName(AccountName name, String text, Actor by) {
        return change(name, account -> account.withDisplayName(text), Change.DISPLAY_NAME, by);
    }

    /// Sets the language in which she reads pages from her next log-in on.
    ///
    /// @throws IllegalArgumentException when it is no code of one
    /// @throws AccessFault.NotThere when the account is not there or closed
    public Account changeLanguage(AccountName name, String code, Actor by) {
        return change(name, account -> account.withLanguage(code), Change.LANGUAGE, by);
    }

    /// Sets up a second factor, or another in place of the one before, when the code shows that her
    /// telephone has taken the secret in. Sessions begun before have to end.
    ///
    /// @return whether the code was right; if not, nothing changed
    /// @throws AccessFault.NotThere when the account is not there or closed
    public boolean setSecondFactor(AccountName name, TotpSecret secret, String code, Actor by) {
        requireOpen(name);
        if (!usedCodes.useFirst(name, secret, code, time.instant())) {
            return false;
        }
        change(
                name,
                account -> account.withSecondFactor(Optional.of(secret)),
                Change.SECOND_FACTOR_SET,
                by);
        return true;
    }

    /// Takes the second factor away: her telephone is lost. Sessions begun before have to end.
    ///
    /// @throws AccessFault.NotThere when the account is not there or closed
    public Account resetSecondFactor(AccountName name, Actor by) {
        return change(
                name,
                account -> account.withSecondFactor(Optional.empty()),
                Change.SECOND_FACTOR_RESET,
                by);
    }

    /// Records that somebody ended an account's sessions.
    public void noteSessionsEnded(AccountName name, Actor by) {
        rows.note(Change.SESSIONS_ENDED, Optional.of(name), by);
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
                    return rightPassword(account.orElseThrow(), begun);
                }
            }
        } catch (AccessFault.TooBusy busy) {
            begun.notLookedAt();
            throw busy;
        }
        noteRefusal(account, Change.PASSWORD_REFUSED);
        return new Login.Refused();
    }

    /// With a second factor a right password wipes no wrong tries: who has stolen it could else
    /// guess codes without end.
    private static Login rightPassword(Account account, LoginGate.Try begun) {
        if (account.hasSecondFactor()) {
            begun.notLookedAt();
            return new Login.CodeNeeded(account.name());
        }
        begun.right();
        return new Login.Accepted(account.member());
    }

    /// Checks the code of somebody whose password was right. A wrong one counts like a wrong
    /// password; a right one is good once.
    public Login logInWithCode(AccountName name, String code, InetAddress from) {
        return switch (gate.begin(Optional.of(name.value()), from)) {
            case Entry.Closed(var delay) -> new Login.Wait(delay);
            case Entry.Open(var begun) -> checkCode(name, code, begun);
        };
    }

    private Login checkCode(AccountName name, String code, LoginGate.Try begun) {
        Optional<Account> account = find(name);
        if (account.flatMap(Account::secondFactor)
                .filter(secret -> usedCodes.use(name, secret, code, time.instant()))
                .isPresent()) {
            begun.right();
            return new Login.Accepted(account.orElseThrow().member());
        }
        noteRefusal(account, Change.CODE_REFUSED);
        return new Login.Refused();
    }

    private boolean isRight(Optional<Account> account, char[] password) {
        if (!Passwords.canBeAsked(password)) {
            return false;
        }
        if (account.isPresent() && account.get().state() instanceof State.Active(String hash, _)) {
            return passwords.verify(hash, password);
        }
        return passwords.refuse(password);
    }

    /// An account's own name stands in the ledger; what else was typed does not: people type
    /// passwords into the wrong box.
    private void noteRefusal(Optional<Account> account, Change change) {
        if (noted.secondsToWait("").isEmpty()) {
            rows.note(
                    change,
                    account.map(Account::name),
                    account.<Actor>map(known -> known.member().actor()).orElse(new Actor.Vault()));
        }
    }

    /// As [#logInWithCode], with a code that shows that she has taken in a new secret, which is
    /// set.
    Login logInWithFirstCode(AccountName name, TotpSecret secret, String code, InetAddress from) {
        return switch (gate.begin(Optional.of(name.value()), from)) {
            case Entry.Closed(var delay) -> new Login.Wait(delay);
            case Entry.Open(var begun) -> {
                StaffMember member = requireOpen(name).member();
                if (!setSecondFactor(name, secret, code, member.actor())) {
                    noteRefusal(find(name), Change.CODE_REFUSED);
                    yield new Login.Refused();
                }
                begun.right();
                yield new Login.Accepted(member);
            }
        };
    }

    /// Records a wrong set-up code, unless it is one of a flood.
    void noteSetUpRefused() {
        noteRefusal(Optional.empty(), Change.SET_UP_REFUSED);
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
