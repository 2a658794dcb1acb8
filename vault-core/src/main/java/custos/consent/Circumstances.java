package custos.consent;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// When, how and where something was said, for which address, and what stood in the way just then.
///
/// `occurred` may be earlier than `recorded`, never later. `until` is when a yes said now will end,
/// by the policy of the day.
public record Circumstances(
        Instant occurred,
        Instant recorded,
        Optional<Instant> until,
        String method,
        String source,
        Optional<String> address,
        Suppressed suppressed,
        AgeCheck age) {
    public Circumstances {
        occurred = occurred.truncatedTo(ChronoUnit.MILLIS);
        recorded = recorded.truncatedTo(ChronoUnit.MILLIS);
        Ending.requireCode("a method", method);
        Ending.requireCode("a source", source);
        if (occurred.isAfter(recorded)) {
            throw new IllegalArgumentException("what was said cannot have been said in the future");
        }
    }

    /// Redacted: the address is personal data.
    @Override
    public String toString() {
        return "Circumstances[" + occurred + ", " + method + "]";
    }
}
