package custos.breach;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/// What is known of a breach, as an officer wrote it down (GDPR, Art. 33(3) and (5)).
///
/// @param found when somebody here first knew of it: the time runs from then
/// @param began when it happened, or began to; none while that is not known
/// @param ended when it was over; none while it lasts or that is not known
/// @param categories of people, such as customers with a warranty
/// @param people how many it concerns; none where the vault's count stands for them
/// @param records how many records it concerns, where that is known
public record Facts(
        Instant found,
        Optional<Instant> began,
        Optional<Instant> ended,
        String what,
        Extent extent,
        String categories,
        OptionalLong people,
        OptionalLong records,
        String consequences,
        String measures,
        String contact) {
    public Facts {
        if (began.isPresent() && ended.isPresent() && ended.get().isBefore(began.get())) {
            throw new IllegalArgumentException("a breach ends when it began, or later");
        }
    }

    /// Redacted: what happened may name people.
    @Override
    public String toString() {
        return "Facts[" + extent + "]";
    }
}
