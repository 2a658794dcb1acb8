package custos.request;

import static java.time.DayOfWeek.SATURDAY;
import static java.time.DayOfWeek.SUNDAY;

import de.focus_shift.jollyday.core.HolidayCalendar;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.ManagerParameters;
import java.time.LocalDate;

/// Monday to Friday but for the public holidays of Act 245/2000 Sb., as jollyday knows them.
///
/// Safe for use by many threads.
record CzechDays() implements WorkingDays {
    @Override
    public boolean isWorking(LocalDate day) {
        return day.getDayOfWeek() != SATURDAY
                && day.getDayOfWeek() != SUNDAY
                && !Calendar.HOLIDAYS.isHoliday(day);
    }

    /// Read when the first Czech deadline is asked for.
    private static final class Calendar {
        static final HolidayManager HOLIDAYS =
                HolidayManager.getInstance(
                        ManagerParameters.create(HolidayCalendar.CZECH_REPUBLIC));
    }
}
