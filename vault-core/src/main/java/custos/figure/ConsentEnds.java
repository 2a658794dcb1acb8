package custos.figure;

import custos.policy.PurposeId;
import java.time.Instant;
import java.time.YearMonth;
import java.util.SortedMap;
import java.util.TreeMap;

/// How many customers' consents run out in each of the coming months. For one thread.
public final class ConsentEnds {
    /// This month and the eleven after it.
    public static final int MONTHS = 12;

    private final YearMonth first;
    private final TreeMap<String, SortedMap<YearMonth, Long>> ends = new TreeMap<>();

    public ConsentEnds(Instant now) {
        this.first = ConsentCourse.month(now);
    }

    /// Takes in one customer's consent to a purpose.
    ///
    /// @param end of the last of its channels
    public void take(PurposeId purpose, Instant end) {
        SortedMap<YearMonth, Long> months =
                ends.computeIfAbsent(purpose.value(), _ -> withoutAnybody());
        months.computeIfPresent(ConsentCourse.month(end), (_, count) -> count + 1);
    }

    private SortedMap<YearMonth, Long> withoutAnybody() {
        var months = new TreeMap<YearMonth, Long>();
        for (int i = 0; i < MONTHS; i++) {
            months.put(first.plusMonths(i), 0L);
        }
        return months;
    }

    /// By purpose; of those to which somebody agreed for a time.
    public SortedMap<String, SortedMap<YearMonth, Long>> months() {
        return ends;
    }
}
