package custos.figure;

import custos.policy.ChannelId;
import custos.policy.PurposeId;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// How consents went, month by month: what was given and withdrawn, and how many customers stood
/// agreed at each month's end. For one thread.
public final class ConsentCourse {
    private final Map<PurposeId, TreeMap<YearMonth, Moves>> purposes = new HashMap<>();
    private final TreeMap<YearMonth, Long> registered = new TreeMap<>();

    /// What happened in a month.
    ///
    /// @param given answers that were a yes
    /// @param withdrawn yeses that were taken back
    /// @param agreed how many more customers than before stand agreed by some channel
    private record Moves(long given, long withdrawn, long agreed) {
        static final Moves NONE = new Moves(0, 0, 0);

        Moves plus(long more, long less, long standing) {
            return new Moves(given + more, withdrawn + less, agreed + standing);
        }
    }

    /// One month of a purpose.
    ///
    /// @param agreed customers who stand agreed by some channel at its end
    /// @param customers that there were at its end
    public record Month(long given, long withdrawn, long agreed, long customers) {}

    /// What somebody said, or what ended what she said.
    public enum Said {
        YES,
        /// She took a yes back.
        WITHDRAWN,
        /// A no, or an end that is not hers.
        NO
    }

    /// One step of one customer's consent.
    public record Step(PurposeId purpose, ChannelId channel, Said said, Instant at) {}

    /// Takes in one customer. What a file told of years before she was registered made her a
    /// customer then.
    ///
    /// @param since when she was registered
    /// @param steps in the order in which they were recorded
    public void take(Instant since, List<Step> steps) {
        Instant first =
                steps.stream()
                        .map(Step::at)
                        .filter(since::isAfter)
                        .min(Comparator.naturalOrder())
                        .orElse(since);
        registered.merge(month(first), 1L, Long::sum);
        var byPurpose = new HashMap<PurposeId, List<Step>>();
        for (Step step : steps) {
            byPurpose.computeIfAbsent(step.purpose(), _ -> new ArrayList<>()).add(step);
        }
        byPurpose.forEach(this::take);
    }

    private void take(PurposeId purpose, List<Step> steps) {
        TreeMap<YearMonth, Moves> months = purposes.computeIfAbsent(purpose, _ -> new TreeMap<>());
        Set<ChannelId> agreed = new HashSet<>();
        steps.sort(Comparator.comparing(Step::at));
        for (Step step : steps) {
            boolean before = !agreed.isEmpty();
            boolean yes = step.said() == Said.YES;
            boolean took = yes ? agreed.add(step.channel()) : agreed.remove(step.channel());
            boolean after = !agreed.isEmpty();
            long standing = before == after ? 0 : after ? 1 : -1;
            months.merge(
                    month(step.at()),
                    Moves.NONE.plus(
                            yes ? 1 : 0, step.said() == Said.WITHDRAWN && took ? 1 : 0, standing),
                    (one, other) -> one.plus(other.given(), other.withdrawn(), other.agreed()));
        }
    }

    static YearMonth month(Instant at) {
        return YearMonth.from(at.atZone(ZoneOffset.UTC));
    }

    /// Every month from the first customer to this one, by purpose.
    ///
    /// @param now the last month
    public SortedMap<String, SortedMap<YearMonth, Month>> months(YearMonth now) {
        var all = new TreeMap<String, SortedMap<YearMonth, Month>>();
        purposes.forEach((purpose, moves) -> all.put(purpose.value(), course(moves, now)));
        return all;
    }

    private SortedMap<YearMonth, Month> course(SortedMap<YearMonth, Moves> moves, YearMonth now) {
        var course = new TreeMap<YearMonth, Month>();
        YearMonth first = moves.firstKey();
        if (!registered.isEmpty() && registered.firstKey().isBefore(first)) {
            first = registered.firstKey();
        }
        long agreed = 0;
        long customers = 0;
        for (YearMonth month = first; !month.isAfter(now); month = month.plusMonths(1)) {
            Moves here = moves.getOrDefault(month, Moves.NONE);
            agreed += here.agreed();
            customers += registered.getOrDefault(month, 0L);
            course.put(month, new Month(here.given(), here.withdrawn(), agreed, customers));
        }
        return course;
    }
}
