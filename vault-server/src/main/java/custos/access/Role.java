package custos.access;

import java.util.Arrays;

/// What an account is for. An account has one or several; it may do what any of them may.
public enum Role {
    /// Serves customers: sees masked values, opens them for the service alone.
    STAFF("staff"),
    /// The privacy officer: decides on customers' data and their requests.
    OFFICER("officer"),
    /// Reviews the log; sees no values and finds nobody by name.
    AUDITOR("auditor"),
    /// Runs the vault; sees no values.
    ADMIN("admin");

    private final String word;

    Role(String word) {
        this.word = word;
    }

    /// The name in the ledger, in commands and in pages.
    public String word() {
        return word;
    }

    /// @throws IllegalArgumentException for any other name
    public static Role parse(String word) {
        return Arrays.stream(values())
                .filter(role -> role.word.equals(word))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "a role is one of staff, officer, auditor, admin"));
    }
}
