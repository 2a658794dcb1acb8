package custos.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A request is of the day that it is where its law is in force.
class DaysTest {
    @ParameterizedTest(name = "{0}: {1} is {2}, due {3}")
    @CsvSource({
        "GDPR_CZ, 2026-07-01T20:30:00Z, 2026-07-01, 2026-08-03, 22:30 in Prague",
        "GDPR_CZ, 2026-07-01T21:30:00Z, 2026-07-01, 2026-08-03, 23:30 in Prague",
        "GDPR_CZ, 2026-07-01T22:00:00Z, 2026-07-02, 2026-08-03, midnight in Prague",
        "GDPR_CZ, 2026-11-22T22:59:59Z, 2026-11-22, 2026-12-22, a second before midnight in winter",
        "GDPR_CZ, 2026-11-22T23:00:00Z, 2026-11-23, 2026-12-23, midnight in winter",
        "GDPR_CZ, 2026-03-28T22:30:00Z, 2026-03-28, 2026-04-28, the evening before the clocks go on",
        "GDPR_CZ, 2026-03-29T22:30:00Z, 2026-03-30, 2026-04-30, and after it",
        "GDPR_CZ, 2026-10-24T22:30:00Z, 2026-10-25, 2026-11-25, the night in which they go back",
        "GDPR_CZ, 2026-10-25T22:30:00Z, 2026-10-25, 2026-11-25, 23:30 on that very day",
        "PDPA_MY, 2026-02-02T14:30:00Z, 2026-02-02, 2026-02-23, 22:30 in Kuala Lumpur",
        "PDPA_MY, 2026-02-02T15:30:00Z, 2026-02-02, 2026-02-23, 23:30 in Kuala Lumpur",
        "PDPA_MY, 2026-02-02T16:00:00Z, 2026-02-03, 2026-02-24, midnight in Kuala Lumpur",
        "CCPA, 2026-01-11T06:30:00Z, 2026-01-10, 2026-02-24, 22:30 in Los Angeles",
        "CCPA, 2026-01-11T07:30:00Z, 2026-01-10, 2026-02-24, 23:30 in Los Angeles",
        "CCPA, 2026-01-11T08:00:00Z, 2026-01-11, 2026-02-25, midnight in Los Angeles",
        "CCPA, 2026-03-09T06:30:00Z, 2026-03-08, 2026-04-22, 23:30 on the day the clocks go on",
        "CCPA, 2026-03-09T07:00:00Z, 2026-03-09, 2026-04-23, midnight after it",
        "CCPA, 2026-11-02T07:30:00Z, 2026-11-01, 2026-12-16, 23:30 on the day they go back",
        "CCPA, 2026-11-02T08:00:00Z, 2026-11-02, 2026-12-17, midnight after it",
    })
    void a_request_of_the_evening_is_of_that_day(
            Term term, Instant at, LocalDate day, LocalDate due, String why) {
        assertThat(term.day(at)).as(why).isEqualTo(day);
        assertThat(Course.begun(Right.ACCESS, term, term.day(at)).due(day)).as(why).isEqualTo(due);
    }

    @ParameterizedTest
    @CsvSource({
        "GDPR_CZ, Europe/Prague",
        "PDPA_MY, Asia/Kuala_Lumpur",
        "CCPA, America/Los_Angeles",
    })
    void a_year_has_no_evening_of_another_day(Term term, ZoneId zone) {
        for (int day = 0; day < 366; day++) {
            LocalDateTime evening = LocalDateTime.of(2026, 1, 1, 23, 59).plusDays(day);
            Instant at = evening.atZone(zone).toInstant();
            assertThat(term.day(at)).isEqualTo(evening.toLocalDate());
            assertThat(term.day(at.plus(Duration.ofMinutes(1))))
                    .isEqualTo(evening.toLocalDate().plusDays(1));
        }
    }

    @Test
    void days_of_before_that_were_counted_in_utc_are_never_undercut() {
        LocalDate utc = LocalDate.of(2026, 1, 11);
        LocalDate there = utc.minusDays(1);
        Course course = Course.begun(Right.ACCESS, Term.CCPA, utc);

        course = made(course, new Step.CheckIdentity(), there);
        assertThat(course.pauses()).containsExactly(new Pause(utc, Optional.empty()));
        course = made(course, new Step.Work(), there);
        course = made(course, new Step.Extend(DelayReason.COMPLEXITY), there);
        course = made(course, new Step.Decide(Decision.GRANTED, List.of()), there);

        assertThat(course.verdict().orElseThrow().on()).isEqualTo(utc);
        assertThat(course.clocks().runningDays(there)).isZero();
    }

    private static Course made(Course course, Step step, LocalDate day) {
        return ((Course.Outcome.Made) course.after(step, day)).course();
    }
}
