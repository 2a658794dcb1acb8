package custos.breach;

import custos.policy.RegimeId;
import java.time.Instant;
import java.util.OptionalLong;

/// That an authority or those concerned were told, or why they were not.
///
/// @param people how many were told; none for an authority
/// @param languages of the letters, such as `en, cs`; may be empty
/// @param reason why so late, or why not at all; may be empty
public record Notice(
        RegimeId regime,
        Told whom,
        Instant at,
        Way way,
        OptionalLong people,
        String languages,
        String reason) {
    /// Redacted: a reason may name people.
    @Override
    public String toString() {
        return "Notice[" + regime.value() + ", " + whom + "]";
    }
}
