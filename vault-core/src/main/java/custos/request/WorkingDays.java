package custos.request;

import java.time.LocalDate;

/// The days on which an office is open, where a deadline moves on to the next of them.
sealed interface WorkingDays permits CzechDays, MalaysianDays, WorkingDays.EveryDay {

    boolean isWorking(LocalDate day);

    /// This day, or the next working day after it.
    default LocalDate orNext(LocalDate day) {
        LocalDate open = day;
        while (!isWorking(open)) {
            open = open.plusDays(1);
        }
        return open;
    }

    /// Where a deadline is the day that it falls on, whichever that is.
    record EveryDay() implements WorkingDays {
        @Override
        public boolean isWorking(LocalDate day) {
            return true;
        }
    }
}
