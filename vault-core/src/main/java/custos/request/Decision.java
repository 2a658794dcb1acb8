package custos.request;

import java.util.Optional;

/// What was decided.
public enum Decision {
    GRANTED,
    PARTLY,
    REFUSED;

    /// The name in the policy, such as `granted`.
    public String code() {
        return Codes.of(this);
    }

    /// Whether something that was asked for is not done, so that the customer is owed a reason.
    public boolean needsReason() {
        return this != GRANTED;
    }

    public static Optional<Decision> find(String code) {
        return Codes.find(values(), code);
    }
}
