package custos.web.breach;

import custos.access.Permission;
import custos.breach.Breach;
import custos.web.Visit;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What an officer is reminded of: breaches of which somebody still has to be told.
///
/// @param late how many of which a deadline has passed
/// @param open the others
public record BreachReminder(int late, int open) {
    /// Empty when there are none, and for everybody but officers.
    public static Optional<BreachReminder> of(Visit visit) {
        if (!visit.may(Permission.BREACHES)) {
            return Optional.empty();
        }
        Instant now = visit.context().clock().instant();
        int late = 0;
        int open = 0;
        for (Breach one : visit.context().vault().breaches().newest()) {
            List<BreachView.Standing> left =
                    BreachView.duties(visit, one).stream()
                            .filter(duty -> one.notice(duty).isEmpty())
                            .map(duty -> BreachView.open(duty, now))
                            .toList();
            if (left.contains(BreachView.Standing.LATE)) {
                late++;
            } else if (left.contains(BreachView.Standing.OPEN)) {
                open++;
            }
        }
        return late + open == 0 ? Optional.empty() : Optional.of(new BreachReminder(late, open));
    }
}
