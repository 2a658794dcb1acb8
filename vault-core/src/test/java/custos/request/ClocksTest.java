package custos.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import custos.policy.RegimeId;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClocksTest {
    @ParameterizedTest(name = "{0}: {1} -> {2}, extended {3} ({4})")
    @CsvSource({
        "GDPR_CZ, 2026-01-31, 2026-03-02, 2026-04-30, no 31 February: the 28th is a Saturday",
        "GDPR_CZ, 2026-03-05, 2026-04-07, 2026-06-05, a Sunday and then Easter Monday",
        "GDPR_CZ, 2026-08-31, 2026-09-30, 2026-11-30, no 31 September",
        "GDPR_CZ, 2026-02-10, 2026-03-10, 2026-05-11, the same date; extended from a Sunday",
        "GDPR_CZ, 2024-01-31, 2024-02-29, 2024-04-30, a leap year",
        "GDPR_CZ, 2026-03-03, 2026-04-07, 2026-06-03, Good Friday to after Easter",
        "GDPR_CZ, 2026-11-24, 2026-12-28, 2027-02-24, Christmas Eve to the Monday after",
        "GDPR_CZ, 2026-06-05, 2026-07-07, 2026-09-07, Sunday the 5th and Monday the 6th of July",
        "GDPR_CZ, 2026-12-01, 2027-01-04, 2027-03-01, New Year's Day is a Friday",
        "PDPA_MY, 2026-02-02, 2026-02-23, 2026-03-09, 21 and 35 days",
        "PDPA_MY, 2026-01-27, 2026-02-19, 2026-03-03, both days of Chinese New Year",
        "PDPA_MY, 2026-02-27, 2026-03-20, 2026-04-03, Friday before Hari Raya; Good Friday is none",
        "PDPA_MY, 2026-02-28, 2026-03-24, 2026-04-06, both days of Hari Raya and the day in lieu",
        "PDPA_MY, 2026-05-10, 2026-06-03, 2026-06-15, Wesak on a Sunday beside the King's birthday",
        "PDPA_MY, 2026-10-18, 2026-11-10, 2026-11-23, Deepavali on a Sunday",
        "CCPA, 2026-01-10, 2026-02-24, 2026-04-10, 45 and 90 days",
        "CCPA, 2026-01-01, 2026-02-15, 2026-04-01, a Sunday stays a Sunday",
    })
    void an_answer_is_due(
            Term term, LocalDate received, LocalDate due, LocalDate extended, String why) {
        var clocks = new Clocks(term, received, List.of(), false);
        var longer = new Clocks(term, received, List.of(), true);

        assertThat(clocks.due(received)).as(why).isEqualTo(due);
        assertThat(longer.due(received)).as(why).isEqualTo(extended);
        assertThat(clocks.dueIfExtended(received)).isEqualTo(extended);
        assertThat(longer.lastDayToExtend(received)).isEqualTo(due);
    }

    @ParameterizedTest(name = "{0}: {1}, paused {2} to {3} -> {4}, extended {5} ({6})")
    @CsvSource({
        "GDPR_CZ, 2026-01-31, 2026-02-02, 2026-02-03, 2026-03-02, 2026-05-04, 28 February and 1 day"
                + " is Sunday 1 March: added before the roll",
        "GDPR_CZ, 2026-01-31, 2026-02-02, 2026-02-05, 2026-03-03, 2026-05-04, 28 February and 3 days",
        "GDPR_CZ, 2026-03-05, 2026-03-06, 2026-03-08, 2026-04-07, 2026-06-08, 5 April and 2 days"
                + " is Tuesday the 7th",
        "GDPR_CZ, 2026-03-05, 2026-03-06, 2026-03-06, 2026-04-07, 2026-06-05, no whole day",
        "PDPA_MY, 2026-02-02, 2026-02-05, 2026-02-10, 2026-03-02, 2026-03-16, 28 February is a"
                + " Saturday",
        "CCPA, 2026-01-10, 2026-01-12, 2026-01-22, 2026-02-24, 2026-04-10, California does not wait",
    })
    void pauses_add_whole_days_before_the_roll(
            Term term,
            LocalDate received,
            LocalDate from,
            LocalDate to,
            LocalDate due,
            LocalDate extended,
            String why) {
        var pauses = List.of(new Pause(from, Optional.of(to)));

        assertThat(new Clocks(term, received, pauses, false).due(to)).as(why).isEqualTo(due);
        assertThat(new Clocks(term, received, pauses, true).due(to)).as(why).isEqualTo(extended);
    }

    @Test
    void a_deadline_moves_on_while_a_pause_lasts() {
        var received = LocalDate.of(2026, 8, 31);
        var pauses =
                List.of(
                        new Pause(LocalDate.of(2026, 9, 1), Optional.of(LocalDate.of(2026, 9, 3))),
                        new Pause(LocalDate.of(2026, 9, 10), Optional.empty()));
        var clocks = new Clocks(Term.GDPR_CZ, received, pauses, false);

        assertThat(clocks.due(LocalDate.of(2026, 9, 10))).isEqualTo("2026-10-02");
        assertThat(clocks.due(LocalDate.of(2026, 9, 15))).isEqualTo("2026-10-07");
        assertThat(clocks.pausedDays(LocalDate.of(2026, 9, 15))).isEqualTo(7);
        assertThat(clocks.runningDays(LocalDate.of(2026, 9, 15))).isEqualTo(8);
    }

    @Test
    void pauses_follow_one_another() {
        var received = LocalDate.of(2026, 8, 31);
        var early = List.of(new Pause(LocalDate.of(2026, 8, 30), Optional.empty()));
        var open =
                List.of(
                        new Pause(LocalDate.of(2026, 9, 1), Optional.empty()),
                        new Pause(LocalDate.of(2026, 9, 2), Optional.empty()));

        assertThatThrownBy(() -> new Clocks(Term.GDPR_CZ, received, early, false))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Clocks(Term.GDPR_CZ, received, open, false))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_regime_without_a_known_term_has_none() {
        assertThat(Term.of(new RegimeId("gdpr-cz"))).contains(Term.GDPR_CZ);
        assertThat(Term.of(new RegimeId("pdpa-my"))).contains(Term.PDPA_MY);
        assertThat(Term.of(new RegimeId("ccpa"))).contains(Term.CCPA);
        assertThat(Term.of(new RegimeId("lgpd"))).isEmpty();
    }
}
