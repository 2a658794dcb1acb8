package custos.request;

import static java.time.DayOfWeek.SATURDAY;
import static java.time.DayOfWeek.SUNDAY;

import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Monday to Friday but for the federal holidays of Malaysia. Holidays of single states do not
/// count: a deadline is then rather early than late (ADR 0024).
///
/// Safe for use by many threads.
record MalaysianDays() implements WorkingDays {
    private static final Map<Integer, Set<LocalDate>> YEARS = new ConcurrentHashMap<>();

    @Override
    public boolean isWorking(LocalDate day) {
        return day.getDayOfWeek() != SATURDAY
                && day.getDayOfWeek() != SUNDAY
                && !YEARS.computeIfAbsent(day.getYear(), MalaysianHolidays::in).contains(day);
    }
}
