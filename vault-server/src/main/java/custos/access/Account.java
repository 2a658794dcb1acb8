package custos.access;

import custos.access.Principal.StaffMember;
import java.text.Normalizer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/// A member of staff's account. Times are UTC to the millisecond.
///
/// @param displayName what pages call her, 1 to 100 characters
/// @param roles one or several
/// @param passwordChanged sessions begun before it have ended
public record Account(
        AccountName name,
        String displayName,
        Set<Role> roles,
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
        created = created.truncatedTo(ChronoUnit.MILLIS);
        passwordChanged = passwordChanged.truncatedTo(ChronoUnit.MILLIS);
    }

    /// Whether she may log in.
    public sealed interface State {

        /// @param passwordHash as Argon2's text form; shown to nobody
        record Active(String passwordHash) implements State {
            @Override
            public String toString() {
                return "Active[password]";
            }
        }

        /// For good; the password's hash is gone.
        record Closed(Instant since) implements State {
            public Closed {
                since = since.truncatedTo(ChronoUnit.MILLIS);
            }
        }
    }

    public boolean isActive() {
        return state instanceof State.Active;
    }

    boolean isActiveAdmin() {
        return isActive() && roles.contains(Role.ADMIN);
    }

    StaffMember member() {
        return new StaffMember(name, roles);
    }

    Account withRoles(Set<Role> others) {
        return new Account(name, displayName, others, state, created, passwordChanged);
    }

    Account withPassword(String hash, Instant changed) {
        return new Account(name, displayName, roles, new State.Active(hash), created, changed);
    }

    Account closed(Instant since) {
        return new Account(
                name, displayName, roles, new State.Closed(since), created, passwordChanged);
    }

    /// Without the display name: a log must not tell who works here.
    @Override
    public String toString() {
        return "Account[" + name.value() + ", " + roles + ", " + state + "]";
    }

    private static void requireDisplayName(String text) {
        int length = text.codePointCount(0, text.length());
        boolean fit =
                length >= 1
                        && length <= MAX_DISPLAY_NAME
                        && text.codePoints().allMatch(Account::isShown);
        if (!fit) {
            throw new IllegalArgumentException("a display name is one line of 1 to 100 characters");
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
