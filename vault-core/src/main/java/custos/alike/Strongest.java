package custos.alike;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;

/// The strongest pairs so far, each once, and no more than may be. For one thread.
final class Strongest {
    private static final Comparator<Likely> WEAKEST_FIRST =
            Comparator.comparingInt(Likely::score)
                    .thenComparing(
                            Comparator.comparingLong((Likely one) -> one.pair().first()).reversed())
                    .thenComparing(
                            Comparator.comparingLong((Likely one) -> one.pair().second())
                                    .reversed());

    private final int most;
    private final PriorityQueue<Likely> kept = new PriorityQueue<>(WEAKEST_FIRST);
    private final Set<Pair> known = new HashSet<>();
    private boolean full;

    Strongest(int most) {
        this.most = most;
    }

    void add(Likely one) {
        if (!known.add(one.pair())) {
            return;
        }
        kept.add(one);
        if (kept.size() > most) {
            full = true;
            known.remove(kept.remove().pair());
        }
    }

    /// Whether there were more than are kept.
    boolean isFull() {
        return full;
    }

    /// The strongest first.
    List<Likely> ranked() {
        return kept.stream().sorted(WEAKEST_FIRST.reversed()).toList();
    }
}
