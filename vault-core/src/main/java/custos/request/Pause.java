package custos.request;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// A time in which the shop waits for the customer: for a proof of who she is, or for an answer.
///
/// @param to the day on which it went on; none while it lasts
public record Pause(LocalDate from, Optional<LocalDate> to) {
    public Pause {
        if (to.isPresent() && to.get().isBefore(from)) {
            throw new IllegalArgumentException("a pause ends on the day it begins, or later");
        }
    }

    /// Whole days until it ended, or until a day while it lasts.
    long days(LocalDate today) {
        return Math.max(0, ChronoUnit.DAYS.between(from, to.orElse(today)));
    }
}
