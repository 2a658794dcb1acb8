package custos.vault.lists;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/// The numbers of those who rank highest, at most so many; of equals the older customer comes
/// first. For one thread.
final class Highest {
    private static final Comparator<Ranked> WORST_FIRST =
            Comparator.comparing(Ranked::rank)
                    .thenComparing(Comparator.comparingLong(Ranked::no).reversed());

    private final int most;
    private final PriorityQueue<Ranked> kept = new PriorityQueue<>(WORST_FIRST);

    Highest(int most) {
        this.most = most;
    }

    private record Ranked(long no, BigDecimal rank) {
        @Override
        public String toString() {
            return "Ranked[" + no + "]";
        }
    }

    void offer(long no, BigDecimal rank) {
        kept.add(new Ranked(no, rank));
        if (kept.size() > most) {
            kept.poll();
        }
    }

    List<Long> descending() {
        return kept.stream().sorted(WORST_FIRST.reversed()).map(Ranked::no).toList();
    }
}
