package custos.figure;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.Set;

/// Counts of people by what they have in common, without the cells that could tell who somebody is.
public final class Cells {
    /// The fewest people that a cell is shown for.
    public static final int FEWEST = 5;

    private Cells() {}

    /// The cells that may be shown. One of one to four people is hidden; so that nobody finds it by
    /// subtracting the others from their total, the smallest others are hidden too until at least
    /// two cells and five people are. An empty cell is shown: nobody is in it.
    ///
    /// @param counts by category
    /// @return the same categories in the same order, empty where a cell is hidden
    public static SequencedMap<String, Optional<Long>> shown(Map<String, Long> counts) {
        SequencedSet<String> hidden = hidden(counts);
        var shown = new LinkedHashMap<String, Optional<Long>>();
        counts.forEach((category, count) ->
                shown.put(
                        category,
                        hidden.contains(category) ? Optional.empty() : Optional.of(count)));
        return shown;
    }

    private static SequencedSet<String> hidden(Map<String, Long> counts) {
        var hidden = new LinkedHashSet<String>();
        counts.forEach((category, count) -> {
            if (count > 0 && count < FEWEST) {
                hidden.add(category);
            }
        });
        while (!hidden.isEmpty() && tellsTooMuch(hidden, counts)) {
            Optional<String> next = smallest(counts, hidden);
            if (next.isEmpty()) {
                break;
            }
            hidden.add(next.get());
        }
        return hidden;
    }

    private static Optional<String> smallest(Map<String, Long> counts, Set<String> hidden) {
        return counts.entrySet().stream()
                .filter(cell -> cell.getValue() > 0 && !hidden.contains(cell.getKey()))
                .min(Comparator.comparingLong(Map.Entry::getValue))
                .map(Map.Entry::getKey);
    }

    private static boolean tellsTooMuch(SequencedSet<String> hidden, Map<String, Long> counts) {
        long people =
                hidden.stream().mapToLong(category -> counts.getOrDefault(category, 0L)).sum();
        return hidden.size() < 2 || people < FEWEST;
    }

    /// A part of a whole in percent with one decimal; empty when the whole is nothing.
    public static Optional<BigDecimal> percent(long part, long whole) {
        return whole <= 0
                ? Optional.empty()
                : Optional.of(
                        BigDecimal.valueOf(part)
                                .multiply(BigDecimal.valueOf(100))
                                .divide(
                                        BigDecimal.valueOf(whole),
                                        1,
                                        java.math.RoundingMode.HALF_UP));
    }
}
