package custos.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import custos.access.AccessRows.Change;
import custos.event.Actor;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/// The first account of a vault that has none. Who reads the server's console finds a code there,
/// which is good for one account and only while there is none. Safe for use by many threads.
public final class Setup {
    private static final int TRIES_PER_MINUTE = 5;

    private final Accounts accounts;
    private final Optional<String> code;
    private final RateLimit tries;
    private final ReentrantLock creating = new ReentrantLock();

    public Setup(Accounts accounts, InstantSource time, SecureRandom random) {
        this.accounts = accounts;
        this.code =
                accounts.all().isEmpty()
                        ? Optional.of(String.valueOf(RandomPassword.of(random)))
                        : Optional.empty();
        this.tries = RateLimit.perMinute(TRIES_PER_MINUTE, time);
    }

    /// How a try ended.
    public sealed interface Outcome {
        record Done(Account account) implements Outcome {}

        record WrongCode() implements Outcome {}

        /// @param seconds until the next try is looked at, at least 1
        record Wait(long seconds) implements Outcome {}

        /// There is an account already.
        record Over() implements Outcome {}
    }

    /// The code, for the server's console; empty when there is an account.
    public Optional<String> code() {
        return code.filter(_ -> accounts.all().isEmpty());
    }

    /// Makes the first account, an admin's.
    ///
    /// @param typed the code; case and the spaces around it do not count
    /// @throws IllegalArgumentException when display name, roles or password are not fit; the code
    ///   stays good
    /// @throws AccessFault.TooBusy when too many passwords wait; the code stays good
    public Outcome open(
            String typed, AccountName name, String displayName, Set<Role> roles, char[] password) {
        creating.lock();
        try {
            Optional<String> right = code();
            if (right.isEmpty()) {
                return new Outcome.Over();
            }
            // One limit for everybody: a code of 100 bits is not found by guessing from anywhere.
            OptionalLong seconds = tries.secondsToWait("");
            if (seconds.isPresent()) {
                return new Outcome.Wait(seconds.getAsLong());
            }
            if (!isSame(right.get(), typed)) {
                accounts.noteSetUpRefused();
                return new Outcome.WrongCode();
            }
            requireAdmin(roles);
            var by = new Actor.Staff(name.value(), Role.ADMIN.word());
            return new Outcome.Done(
                    accounts.create(name, displayName, roles, password, Change.setUp(roles), by));
        } finally {
            creating.unlock();
        }
    }

    private static void requireAdmin(Set<Role> roles) {
        if (!roles.contains(Role.ADMIN)) {
            throw new IllegalArgumentException("the first account is an admin's");
        }
    }

    private static boolean isSame(String right, String typed) {
        String tidy = typed.strip().toLowerCase(Locale.ROOT);
        return MessageDigest.isEqual(right.getBytes(UTF_8), tidy.getBytes(UTF_8));
    }

    @Override
    public String toString() {
        return "Setup[redacted]";
    }
}
