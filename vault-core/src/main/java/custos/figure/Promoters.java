package custos.figure;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/// Answers to "would you recommend us" on one scale: 9 and 10 promote, up to 6 detract.
public record Promoters(long promoters, long passives, long detractors) {
    public static final Promoters NONE = new Promoters(0, 0, 0);

    private static final int PROMOTES = 9;
    private static final int DETRACTS = 6;

    /// Of answers that are counts alone.
    ///
    /// @param points how often each of 0 to 10 was given
    public static Promoters of(List<Long> points) {
        return new Promoters(
                sum(points.subList(PROMOTES, points.size())),
                sum(points.subList(DETRACTS + 1, PROMOTES)),
                sum(points.subList(0, DETRACTS + 1)));
    }

    private static long sum(List<Long> counts) {
        return counts.stream().mapToLong(Long::longValue).sum();
    }

    public Promoters plus(long score) {
        if (score >= PROMOTES) {
            return new Promoters(promoters + 1, passives, detractors);
        }
        return score <= DETRACTS
                ? new Promoters(promoters, passives, detractors + 1)
                : new Promoters(promoters, passives + 1, detractors);
    }

    public Promoters plus(Promoters others) {
        return new Promoters(
                promoters + others.promoters,
                passives + others.passives,
                detractors + others.detractors);
    }

    public long answers() {
        return promoters + passives + detractors;
    }

    /// 100 x (promoters - detractors) / answers, with one decimal; empty below five answers, as
    /// somebody could be recognised in it.
    public Optional<BigDecimal> score() {
        return answers() < Cells.FEWEST
                ? Optional.empty()
                : Cells.percent(promoters - detractors, answers());
    }
}
