package custos.vault.keys;

import custos.crypto.CryptoFault;
import custos.vault.core.Core;
import custos.vault.rows.VaultFault;
import custos.vault.writer.Landing;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/// Some customers whose rows come under the newest keys together: one write of each at a time, all
/// in one group unless others write too, until nothing is left. Whoever is changed meanwhile is
/// looked at again. For one thread and one use.
final class ResealedChunk {
    private static final int MAX_STALE = 64;

    private final Core core;
    private final SortedMap<Long, Resealing.Aim> left = new TreeMap<>();
    private final SortedSet<Long> found = new TreeSet<>();
    private final SortedSet<Long> broken = new TreeSet<>();
    private int landed;

    ResealedChunk(Core core, List<Long> customers, Resealing.Aim aim) {
        this.core = core;
        customers.forEach(no -> left.put(no, aim));
    }

    private record UnderWay(Resealing.Step step, Supplier<Landing> landing) {}

    /// @throws VaultFault.Busy when somebody is changed again and again
    void run() {
        int stale = 0;
        while (!left.isEmpty()) {
            int before = landed;
            var underWay = new TreeMap<Long, UnderWay>();
            left.forEach((no, aim) ->
                    step(no, aim)
                            .ifPresent(step ->
                                    underWay.put(
                                            no,
                                            new UnderWay(
                                                    step, core.writer().handOver(step.write())))));
            left.keySet().retainAll(underWay.keySet());
            underWay.forEach(this::landing);
            stale = landed > before ? 0 : stale + 1;
            if (stale > MAX_STALE) {
                throw new VaultFault.Busy("a customer is being changed all the time");
            }
        }
    }

    private Optional<Resealing.Step> step(long no, Resealing.Aim aim) {
        try {
            return Resealing.next(core, no, aim);
        } catch (CryptoFault | IllegalArgumentException e) {
            broken.add(no);
            return Optional.empty();
        }
    }

    private void landing(long no, UnderWay one) {
        if (!(one.landing().get() instanceof Landing.Landed)) {
            return;
        }
        landed++;
        if (one.step().resealed() > 0) {
            found.add(no);
        }
        if (one.step().more()) {
            left.put(no, Resealing.Aim.NEWEST_KEYS);
        } else {
            left.remove(no);
        }
    }

    /// How many writes landed.
    int landed() {
        return landed;
    }

    /// Who had something under older keys.
    SortedSet<Long> found() {
        return found;
    }

    /// Of whom something does not open.
    SortedSet<Long> broken() {
        return broken;
    }
}
