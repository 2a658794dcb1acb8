package custos.policy;

import java.time.LocalDate;
import java.time.Period;
import java.time.temporal.ChronoUnit;

/// Comparing periods: counted in days from a fixed day, as months differ.
final class Periods {
    private static final LocalDate FIXED = LocalDate.of(2001, 1, 1);

    private Periods() {}

    static long days(Period period) {
        return ChronoUnit.DAYS.between(FIXED, FIXED.plus(period));
    }
}
