package custos.request;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;

/// The two clocks of a request, one that runs and one that stands while the shop waits for the
/// customer, and the day by which they have an answer due.
///
/// @param term of the law
/// @param received the day of the request
/// @param pauses in their order; only the last may last
public record Clocks(Term term, LocalDate received, List<Pause> pauses, boolean extended) {
    public Clocks {
        pauses = List.copyOf(pauses);
        LocalDate from = received;
        for (int i = 0; i < pauses.size(); i++) {
            Pause pause = pauses.get(i);
            boolean last = i == pauses.size() - 1;
            if (pause.from().isBefore(from) || (pause.to().isEmpty() && !last)) {
                throw new IllegalArgumentException("pauses follow one another");
            }
            from = pause.to().orElse(pause.from());
        }
    }

    /// The last day for an answer, as it looks on a day: it moves on while a pause lasts.
    public LocalDate due(LocalDate today) {
        return term.due(received, extended, pausedDays(today));
    }

    /// The last day on which the customer can be told that it takes longer.
    public LocalDate lastDayToExtend(LocalDate today) {
        return term.due(received, false, pausedDays(today));
    }

    /// The last day for an answer if it were extended.
    public LocalDate dueIfExtended(LocalDate today) {
        return term.due(received, true, pausedDays(today));
    }

    /// Whole days of waiting for the customer.
    public long pausedDays(LocalDate today) {
        return pauses.stream().mapToLong(pause -> pause.days(today)).sum();
    }

    /// Whole days of the shop's own.
    public long runningDays(LocalDate today) {
        return Math.max(0, ChronoUnit.DAYS.between(received, today) - pausedDays(today));
    }
}
