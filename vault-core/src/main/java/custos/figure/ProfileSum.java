package custos.figure;

import java.time.LocalDate;
import java.time.Period;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;

/// What customers who agreed to it have in common. For one thread.
public final class ProfileSum {
    /// Nothing is known of it.
    public static final String UNKNOWN = "unknown";

    /// What too few have in common to be named.
    public static final String OTHER = "other";

    /// Bands of years.
    public static final List<String> AGES =
            List.of("0-17", "18-24", "25-34", "35-44", "45-54", "55-64", "65+");

    /// How many children.
    public static final List<String> CHILDREN = List.of("0", "1", "2", "3+");

    private static final List<Integer> AGE_ENDS = List.of(17, 24, 34, 44, 54, 64);
    private static final int MANY_CHILDREN = 3;
    private static final int MAX_NAMES = 10_000;

    private final SequencedMap<String, Map<String, Long>> fixed = new LinkedHashMap<>();
    private final Map<String, Bounded<Long>> typed =
            Map.of(
                    "profession", new Bounded<>(MAX_NAMES, Long::sum),
                    "income_band", new Bounded<>(MAX_NAMES, Long::sum));
    private long people;

    /// @param choices the values of `gender` and `education` that the policy knows
    public ProfileSum(Map<String, List<String>> choices) {
        dimension("age", AGES);
        dimension("gender", choices.getOrDefault("gender", List.of()));
        dimension("children", CHILDREN);
        dimension("education", choices.getOrDefault("education", List.of()));
    }

    private void dimension(String name, List<String> categories) {
        var counts = new LinkedHashMap<String, Long>();
        categories.forEach(category -> counts.put(category, 0L));
        counts.put(UNKNOWN, 0L);
        fixed.put(name, counts);
    }

    /// What is known of one of them.
    ///
    /// @param texts by field; what is missing is unknown
    public record Person(
            Optional<LocalDate> born, Optional<Long> children, Map<String, String> texts) {
        /// Redacted: it is personal data.
        @Override
        public String toString() {
            return "Person[redacted]";
        }
    }

    public void take(Person person, LocalDate today) {
        people++;
        count("age", person.born().map(born -> age(born, today)));
        count("children", person.children().map(n -> n >= MANY_CHILDREN ? "3+" : Long.toString(n)));
        for (String name : List.of("gender", "education")) {
            count(name, Optional.ofNullable(person.texts().get(name)));
        }
        typed.forEach((name, sum) -> sum.add(person.texts().getOrDefault(name, UNKNOWN), 1L));
    }

    private void count(String dimension, Optional<String> category) {
        Map<String, Long> counts = fixed.get(dimension);
        if (counts != null) {
            String found = category.filter(counts::containsKey).orElse(UNKNOWN);
            counts.merge(found, 1L, Long::sum);
        }
    }

    private static String age(LocalDate born, LocalDate today) {
        int years = Period.between(born, today).getYears();
        int band = 0;
        while (band < AGE_ENDS.size() && years > AGE_ENDS.get(band)) {
            band++;
        }
        return AGES.get(band);
    }

    /// How many people agreed.
    public long people() {
        return people;
    }

    /// What may be shown of each dimension, by category; empty where a cell is hidden. What people
    /// typed is named only where five or more typed the same; all else is one cell.
    public SequencedMap<String, SequencedMap<String, Optional<Long>>> shown() {
        var shown = new LinkedHashMap<String, SequencedMap<String, Optional<Long>>>();
        fixed.forEach((name, counts) -> shown.put(name, Cells.shown(counts)));
        typed.forEach((name, sum) -> shown.put(name, Cells.shown(named(sum.values()))));
        return shown;
    }

    private Map<String, Long> named(Map<String, Long> counts) {
        var named = new TreeMap<String, Long>();
        long sum = 0;
        for (var cell : counts.entrySet()) {
            if (cell.getValue() >= Cells.FEWEST || cell.getKey().equals(UNKNOWN)) {
                named.put(cell.getKey(), cell.getValue());
                sum += cell.getValue();
            }
        }
        var ordered = new LinkedHashMap<String, Long>(named);
        if (people > sum) {
            ordered.merge(OTHER, people - sum, Long::sum);
        }
        return ordered;
    }
}
