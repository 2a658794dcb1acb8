package custos.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HolidaysTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ':',
            value = {
                "2025 : 01-29 01-30 03-31 04-01 05-01 05-12 06-02 06-07 06-27 08-31 09-01 09-05 09-16"
                        + " 10-20 12-25",
                "2026 : 02-17 02-18 03-21 03-22 03-23 05-01 05-27 05-31 06-01 06-02 06-17 08-25 08-31"
                        + " 09-16 11-08 11-09 12-25",
            })
    void the_federal_holidays_of_malaysia_are_those_that_were_published(int year, String days) {
        assertThat(MalaysianHolidays.in(year))
                .containsExactlyInAnyOrderElementsOf(dates(year, days).toList());
    }

    @Test
    void a_year_may_have_one_islamic_new_year_or_two() {
        assertThat(MalaysianHolidays.in(2008))
                .contains(LocalDate.of(2008, 1, 10), LocalDate.of(2008, 12, 29));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ':',
            value = {
                "2025 : 01-01 04-18 04-21 05-01 05-08 07-05 07-06 09-28 10-28 11-17 12-24 12-25"
                        + " 12-26",
                "2026 : 01-01 04-03 04-06 05-01 05-08 07-05 07-06 09-28 10-28 11-17 12-24 12-25"
                        + " 12-26",
            })
    void on_czech_holidays_and_weekends_nobody_works(int year, String days) {
        var closed =
                LocalDate.of(year, 1, 1)
                        .datesUntil(LocalDate.of(year + 1, 1, 1))
                        .filter(day -> !new CzechDays().isWorking(day));
        var weekends =
                LocalDate.of(year, 1, 1)
                        .datesUntil(LocalDate.of(year + 1, 1, 1))
                        .filter(day -> day.getDayOfWeek().getValue() > 5);

        assertThat(closed)
                .containsExactlyElementsOf(
                        Stream.concat(weekends, dates(year, days)).sorted().distinct().toList());
    }

    private static Stream<LocalDate> dates(int year, String days) {
        return Arrays.stream(days.strip().split(" ")).map(day -> LocalDate.parse(year + "-" + day));
    }
}
