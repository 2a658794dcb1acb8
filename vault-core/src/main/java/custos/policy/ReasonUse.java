package custos.policy;

import java.util.Optional;

/// What somebody has to give a reason for.
public enum ReasonUse {
    REVEAL,
    EXPORT,
    ERASE,

    /// Setting a legal hold: its ground.
    HOLD,

    /// Ending a legal hold.
    RELEASE;

    /// Whether a policy may name none, as those do that were written before it: then nobody can do
    /// this.
    boolean isOptional() {
        return this == HOLD || this == RELEASE;
    }

    /// The name in the policy, such as `reveal`.
    public String code() {
        return Codes.of(this);
    }

    static Optional<ReasonUse> find(String code) {
        return Codes.find(values(), ReasonUse::code, code);
    }
}
