package custos.request;

import static java.time.DayOfWeek.MONDAY;
import static java.time.DayOfWeek.SUNDAY;

import com.ibm.icu.util.Calendar;
import com.ibm.icu.util.ChineseCalendar;
import com.ibm.icu.util.IslamicCalendar;
import com.ibm.icu.util.IslamicCalendar.CalculationType;
import com.ibm.icu.util.TimeZone;
import com.ibm.icu.util.ULocale;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The federal holidays of Malaysia in a year, with the days given in lieu (Holidays Act 1951).
///
/// Chinese New Year and Wesak are reckoned by the Chinese calendar, the Muslim days by the civil
/// Islamic one. The Keeper of the Rulers' Seal proclaims the latter after the moon was looked for:
/// a day may come earlier or later by one, and what was published for a year goes before what was
/// reckoned (ADR 0024).
final class MalaysianHolidays {
    private static final int SHAWWAL = 9;
    private static final int DHU_AL_HIJJAH = 11;
    private static final int MUHARRAM = 0;
    private static final int RABI_AL_AWWAL = 2;

    /// No calendar of ICU reckons it. After the last of these years it is left out, and a deadline
    /// that falls on it is a day early.
    private static final Map<Integer, LocalDate> DEEPAVALI =
            Map.of(
                    2024, LocalDate.of(2024, 10, 31),
                    2025, LocalDate.of(2025, 10, 20),
                    2026, LocalDate.of(2026, 11, 8),
                    2027, LocalDate.of(2027, 10, 28),
                    2028, LocalDate.of(2028, 10, 17),
                    2029, LocalDate.of(2029, 11, 5),
                    2030, LocalDate.of(2030, 10, 26));

    /// Where the published day is another than the reckoned one: from the latter to the former.
    private static final Map<LocalDate, LocalDate> PUBLISHED =
            Map.of(
                    LocalDate.of(2026, 3, 20), LocalDate.of(2026, 3, 21),
                    LocalDate.of(2026, 8, 26), LocalDate.of(2026, 8, 25));

    private MalaysianHolidays() {}

    static Set<LocalDate> in(int year) {
        var days = new TreeSet<LocalDate>();
        fixed(year).forEach(days::add);
        chinese(year, 1, 1).forEach(first -> addTwo(days, first));
        chinese(year, 4, 15).forEach(days::add);
        islamic(year, SHAWWAL, 1).forEach(first -> addTwo(days, first));
        islamic(year, DHU_AL_HIJJAH, 10).forEach(days::add);
        islamic(year, MUHARRAM, 1).forEach(days::add);
        islamic(year, RABI_AL_AWWAL, 12).forEach(days::add);
        Stream.ofNullable(DEEPAVALI.get(year)).forEach(days::add);
        return inLieu(days);
    }

    /// Labour Day, the Yang di-Pertuan Agong's birthday, National Day, Malaysia Day, Christmas.
    private static List<LocalDate> fixed(int year) {
        return List.of(
                LocalDate.of(year, Month.MAY, 1),
                LocalDate.of(year, Month.JUNE, 1).with(TemporalAdjusters.firstInMonth(MONDAY)),
                LocalDate.of(year, Month.AUGUST, 31),
                LocalDate.of(year, Month.SEPTEMBER, 16),
                LocalDate.of(year, Month.DECEMBER, 25));
    }

    private static void addTwo(SortedSet<LocalDate> days, LocalDate first) {
        days.add(first);
        days.add(first.plusDays(1));
    }

    /// For a holiday on a Sunday the next day that is none already.
    private static Set<LocalDate> inLieu(SortedSet<LocalDate> days) {
        var all = new TreeSet<>(days);
        for (LocalDate day : days) {
            if (day.getDayOfWeek() == SUNDAY) {
                LocalDate instead = day.plusDays(1);
                while (!all.add(instead)) {
                    instead = instead.plusDays(1);
                }
            }
        }
        return Set.copyOf(all);
    }

    /// A day of the Chinese calendar, by its place in the year from 1.
    private static Stream<LocalDate> chinese(int year, int month, int day) {
        return within(
                year,
                year - 1,
                no -> {
                    var calendar = new ChineseCalendar(TimeZone.GMT_ZONE, ULocale.ROOT);
                    calendar.clear();
                    calendar.set(Calendar.EXTENDED_YEAR, no);
                    calendar.set(Calendar.MONTH, month - 1);
                    calendar.set(ChineseCalendar.IS_LEAP_MONTH, 0);
                    calendar.set(Calendar.DAY_OF_MONTH, day);
                    return calendar;
                });
    }

    /// A day of the Islamic calendar, of which a year of ours may have two.
    private static Stream<LocalDate> islamic(int year, int month, int day) {
        var first = new IslamicCalendar(TimeZone.GMT_ZONE, ULocale.ROOT);
        first.setCalculationType(CalculationType.ISLAMIC_CIVIL);
        first.setTimeInMillis(
                LocalDate.of(year, 1, 1).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli());
        return within(
                        year,
                        first.get(Calendar.YEAR),
                        no -> {
                            var calendar = new IslamicCalendar(TimeZone.GMT_ZONE, ULocale.ROOT);
                            calendar.setCalculationType(CalculationType.ISLAMIC_CIVIL);
                            calendar.clear();
                            calendar.set(no, month, day);
                            return calendar;
                        })
                .map(reckoned -> PUBLISHED.getOrDefault(reckoned, reckoned));
    }

    private static Stream<LocalDate> within(
            int year, int firstYear, IntFunction<Calendar> calendar) {
        return IntStream.rangeClosed(firstYear, firstYear + 2)
                .mapToObj(calendar)
                .map(Calendar::getTimeInMillis)
                .map(millis -> LocalDate.ofInstant(Instant.ofEpochMilli(millis), ZoneOffset.UTC))
                .filter(day -> day.getYear() == year);
    }
}
