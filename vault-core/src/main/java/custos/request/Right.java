package custos.request;

import java.util.Optional;

/// What a customer asks for.
public enum Right {
    ACCESS,
    RECTIFICATION,
    ERASURE,
    RESTRICTION,
    PORTABILITY,
    OBJECTION;

    /// The name in the policy, such as `access`.
    public String code() {
        return Codes.of(this);
    }

    public static Optional<Right> find(String code) {
        return Codes.find(values(), code);
    }
}
