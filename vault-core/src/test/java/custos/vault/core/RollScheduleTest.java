package custos.vault.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class RollScheduleTest {
    private static final ZoneId PRAGUE = ZoneId.of("Europe/Prague");

    private static RollSchedule at(String time, String last) {
        return new RollSchedule(LocalTime.parse(time), PRAGUE, Instant.parse(last));
    }

    private static boolean isTime(RollSchedule schedule, String now) {
        return schedule.isTime(Instant.parse(now));
    }

    @Test
    void it_is_time_once_a_day_by_the_clock_of_the_place() {
        var schedule = at("03:30", "2026-01-10T12:00:00Z");
        assertThat(isTime(schedule, "2026-01-10T23:00:00Z")).isFalse();
        assertThat(isTime(schedule, "2026-01-11T02:29:59Z")).isFalse();
        assertThat(isTime(schedule, "2026-01-11T02:30:00Z")).isTrue();
        assertThat(isTime(schedule, "2026-01-11T02:31:00Z")).isFalse();
        assertThat(isTime(schedule, "2026-01-12T02:30:00Z")).isTrue();
    }

    @Test
    void a_night_that_was_slept_through_is_made_up_for_once() {
        var schedule = at("03:30", "2026-01-10T12:00:00Z");
        assertThat(isTime(schedule, "2026-01-13T08:00:00Z")).isTrue();
        assertThat(isTime(schedule, "2026-01-13T08:01:00Z")).isFalse();
    }

    @Test
    void an_hour_that_the_clock_leaps_over_still_has_its_turn() {
        // On 2026-03-29 there is no 02:30 in Prague.
        var schedule = at("02:30", "2026-03-28T12:00:00Z");
        assertThat(isTime(schedule, "2026-03-29T00:59:00Z")).isFalse();
        assertThat(isTime(schedule, "2026-03-29T01:31:00Z")).isTrue();
        assertThat(isTime(schedule, "2026-03-30T00:29:00Z")).isFalse();
        assertThat(isTime(schedule, "2026-03-30T00:30:00Z")).isTrue();
    }
}
