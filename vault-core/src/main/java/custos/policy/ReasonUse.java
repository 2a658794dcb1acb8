package custos.policy;

import java.util.Optional;

/// What somebody has to give a reason for.
public enum ReasonUse {
    REVEAL,
    EXPORT,
    ERASE;

    /// The name in the policy, such as `reveal`.
    public String code() {
        return Codes.of(this);
    }

    static Optional<ReasonUse> find(String code) {
        return Codes.find(values(), ReasonUse::code, code);
    }
}
