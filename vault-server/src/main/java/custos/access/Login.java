package custos.access;

import custos.access.Principal.StaffMember;
import java.time.Duration;

/// How a log-in ended.
public sealed interface Login {

    record Accepted(StaffMember member) implements Login {}

    /// The password was right; the code that her telephone shows is asked for before she is in.
    record CodeNeeded(AccountName account) implements Login {}

    /// The same for an unknown name, a wrong password and a closed account, in words and in time.
    record Refused() implements Login {}

    /// Not looked at: too many tries were wrong.
    ///
    /// @param delay until the next try is looked at
    record Wait(Duration delay) implements Login {
        /// Whole seconds, at least 1: the value of `Retry-After`.
        public long seconds() {
            return Math.max(1, delay.plusMillis(999).toSeconds());
        }
    }
}
