package custos.web.data;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The rule for small cells, written down once more: one to four people are not shown, nor the
/// smallest others until two cells and five people are hidden together.
final class Hidden {
    static final String WORD = "under 5";

    private Hidden() {}

    static Set<String> of(Map<String, Integer> counts) {
        var hidden = new HashSet<String>();
        int people = 0;
        List<String> smallestFirst = new ArrayList<>();
        counts.keySet().stream()
                .filter(key -> counts.getOrDefault(key, 0) > 0)
                .sorted(Comparator.comparingInt(key -> counts.getOrDefault(key, 0)))
                .forEach(smallestFirst::add);
        for (String key : smallestFirst) {
            int count = counts.getOrDefault(key, 0);
            boolean enough = hidden.size() >= 2 && people >= 5;
            if (count < 5 || (!hidden.isEmpty() && !enough)) {
                hidden.add(key);
                people += count;
            }
        }
        return hidden;
    }

    static String percent(long part, long whole) {
        return BigDecimal.valueOf(100 * part)
                .divide(BigDecimal.valueOf(whole), 1, RoundingMode.HALF_UP)
                .toPlainString();
    }
}
