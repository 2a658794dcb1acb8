package custos.policy;

import java.util.Optional;

/// The day from which a retention runs.
public enum RetentionStart {
    /// The day the customer last did something.
    LAST_ACTIVITY,
    /// The day that dates the record.
    RECORDED,
    /// The day the last consent ended.
    CONSENT_END;

    /// The name in the policy, such as `last-activity`.
    public String code() {
        return Codes.of(this);
    }

    static Optional<RetentionStart> find(String code) {
        return Codes.find(values(), RetentionStart::code, code);
    }
}
