package custos.consent;

import java.time.Instant;
import java.util.Optional;

/// A use that somebody is about to make of a consent: for what, when, and for which address.
public record Use(
        ConsentKey key, Instant at, Optional<String> address, Suppressed suppressed, AgeCheck age) {
    /// Redacted: the address is personal data.
    @Override
    public String toString() {
        return "Use[" + key + ", " + at + "]";
    }
}
