package custos.policy;

import java.util.Optional;

/// Who looks: the roles that an account or a token of this vault can have.
public enum Role {
    STAFF("staff"),
    OFFICER("officer"),
    AUDITOR("auditor"),
    ADMIN("admin"),
    INTEGRATION("integration"),
    OPERATOR("operator");

    private final String code;

    Role(String code) {
        this.code = code;
    }

    /// The role's name in the policy, the API and the ledger.
    public String code() {
        return code;
    }

    /// The role of this name; empty when there is none.
    public static Optional<Role> find(String code) {
        return Codes.find(values(), Role::code, code);
    }
}
