package custos.access;

import custos.access.Principal.StaffMember;
import java.text.Normalizer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// A member of staff's account. Times are UTC to the millisecond.
///
/// @param displayName what pages call her, 1 to 100 characters
/// @param roles one or several
/// @param language in which she reads pages, when she chose one
/// @param passwordChanged sessions begun before it have ended
public record Account(
        AccountName name,
        String displayName,
        Set<Role> roles,
        Optional<String> language,
        State state,
        Instant created,
        Instant passwordChanged) {

    private static final int MAX_DISPLAY_NAME = 100;

    public Account {
        displayName = Normalizer.normalize(displayName.strip(), Normalizer.Form.NFC);
        requireDisplayName(displayName);
        if (roles.isEmpty()) {
            throw new IllegalArgumentException("an account has at least one role");
        }
        roles = Collections.unmodifiableSet(EnumSet.copyOf(roles));
        language.ifPresent(Account::requireLanguage);
        created = created.truncatedTo(ChronoUnit.MILLIS);
        passwordChanged = passwordChanged.truncatedTo(ChronoUnit.MILLIS);
    }

    /// Whether she may log in.
    public sealed interface State {

        /// What she proves herself with. Every session begun under another has ended.
        ///
        /// @param passwordHash as Argon2's text form; shown to nobody
        /// @param secondFactor what her telephone knows too, when she has set it up
        record Active(String passwordHash, Optional<TotpSecret> secondFactor) implements State {
            @Override
            public String toString() {
                return "Active[password]";
            }
        }

        /// For good; the password's hash and the second factor are gone.
        record Closed(Instant since) implements State {
            public Closed {
                since = since.truncatedTo(ChronoUnit.MILLIS);
            }
        }
    }

    public boolean isActive() {
        return state instanceof State.Active;
    }

    /// Whether her telephone is asked besides her password.
    public boolean hasSecondFactor() {
        return secondFactor().isPresent();
    }

    Optional<TotpSecret> secondFactor() {
        return state instanceof State.Active(_, var secret) ? secret : Optional.empty();
    }

    boolean isActiveAdmin() {
        return isActive() && roles.contains(Role.ADMIN);
    }

    StaffMember member() {
        return new StaffMember(name, roles);
    }

    Account withRoles(Set<Role> others) {
        return new Account(name, displayName, others, language, state, created, passwordChanged);
    }

    Account withDisplayName(String text) {
        return new Account(name, text, roles, language, state, created, passwordChanged);
    }

    Account withLanguage(String chosen) {
        return new Account(
                name, displayName, roles, Optional.of(chosen), state, created, passwordChanged);
    }

    Account withPassword(String hash, Instant changed) {
        return new Account(
                name,
                displayName,
                roles,
                language,
                new State.Active(hash, secondFactor()),
                created,
                changed);
    }

    Account withSecondFactor(Optional<TotpSecret> secret) {
        State proven =
                state instanceof State.Active(String hash, _)
                        ? new State.Active(hash, secret)
                        : state;
        return new Account(name, displayName, roles, language, proven, created, passwordChanged);
    }

    Account closed(Instant since) {
        return new Account(
                name,
                displayName,
                roles,
                language,
                new State.Closed(since),
                created,
                passwordChanged);
    }

    /// Without the display name: a log must not tell who works here.
    @Override
    public String toString() {
        return "Account[" + name.value() + ", " + roles + ", " + state + "]";
    }

    private static void requireDisplayName(String text) {
        if (!isDisplayName(text)) {
            throw new IllegalArgumentException("a display name is one line of 1 to 100 characters");
        }
    }

    /// Whether pages can call somebody so: one line of 1 to 100 characters.
    public static boolean isDisplayName(String text) {
        int length = text.codePointCount(0, text.length());
        return length >= 1
                && length <= MAX_DISPLAY_NAME
                && text.codePoints().allMatch(Account::isShown);
    }

    private static void requireLanguage(String code) {
        if (!code.matches("[a-z]{2}")) {
            throw new IllegalArgumentException("a language is two letters, such as cs");
        }
    }

    private static boolean isShown(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE ->
                    false;
            default -> true;
        };
    }
}
