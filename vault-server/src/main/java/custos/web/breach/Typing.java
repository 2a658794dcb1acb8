package custos.web.breach;

import custos.customer.PlainText;
import custos.web.Visit;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/// Reads what is typed into the forms of a breach. Moments are in the time zone of the pages.
final class Typing {
    static final int MAX_TEXT = 2_000;

    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm", Locale.ROOT);
    private static final Period OLDEST = Period.ofYears(10);

    private Typing() {}

    /// A moment as a form takes it.
    static String moment(Visit visit, Instant at) {
        return MOMENT.format(at.atZone(visit.context().zone()));
    }

    /// The latest moment that a form takes.
    static String now(Visit visit) {
        return moment(visit, visit.context().clock().instant());
    }

    /// A moment within the last ten years.
    static Optional<Instant> moment(Visit visit, String typed) {
        try {
            var zone = visit.context().zone();
            Instant now = visit.context().clock().instant();
            Instant at = LocalDateTime.parse(typed, MOMENT).atZone(zone).toInstant();
            Instant oldest = now.atZone(zone).minus(OLDEST).toInstant();
            return Optional.of(at).filter(one -> !one.isAfter(now) && !one.isBefore(oldest));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    static boolean isText(String text, int min) {
        try {
            return PlainText.lines("the text", text, min, MAX_TEXT).length() >= min;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /// A number of people or records.
    static OptionalLong number(String typed) {
        return typed.matches("[0-9]{1,10}")
                ? OptionalLong.of(Long.parseLong(typed))
                : OptionalLong.empty();
    }
}
