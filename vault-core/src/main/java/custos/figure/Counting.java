package custos.figure;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;

/// Sums of what customers' records tell, taken in one after the other. For one thread.
public final class Counting {
    /// How many best sellers are named.
    public static final int BEST = 20;

    private static final int MAX_NAMES = 20_000;

    private final Bounded<Long> sources = new Bounded<>(MAX_NAMES, Long::sum);
    private final Bounded<Sold> sold = new Bounded<>(MAX_NAMES, Sold::plus);
    private final SortedMap<String, SortedMap<YearMonth, Promoters>> promoters = new TreeMap<>();
    private final SortedMap<String, SortedMap<YearMonth, Rewarded>> rewards = new TreeMap<>();
    private final SortedMap<String, Places> reasons = new TreeMap<>();
    private long sourcesTold;

    /// Where one customer heard of the shop; case and spaces at the ends do not count.
    public void source(String told) {
        sourcesTold++;
        sources.add(told.strip().toLowerCase(Locale.ROOT), 1L);
    }

    /// One line of a purchase.
    ///
    /// @param again whether this customer bought it before
    public void sold(String item, java.math.BigDecimal quantity, boolean again) {
        sold.add(item.strip(), new Sold(1, again ? 0 : 1, quantity));
    }

    /// A line that takes something back: it lessens the quantity and is no purchase.
    ///
    /// @param quantity below zero, or zero
    public void returned(String item, java.math.BigDecimal quantity) {
        sold.add(item.strip(), new Sold(0, 0, quantity));
    }

    /// One answer to "would you recommend us".
    public void answer(String scale, long score, LocalDate day) {
        promoters
                .computeIfAbsent(scale, _ -> new TreeMap<>())
                .merge(YearMonth.from(day), Promoters.NONE.plus(score), Promoters::plus);
    }

    /// One place that a customer gave a reason.
    ///
    /// @param again whether this customer gave it one before
    public void reason(String reason, long place, boolean again) {
        reasons.compute(
                reason,
                (_, before) -> Optional.ofNullable(before).orElse(Places.NONE).plus(place, again));
    }

    /// One movement of a reward.
    ///
    /// @param again whether this customer had one of this unit in this month before
    public void reward(String unit, long movement, YearMonth month, boolean again) {
        rewards.computeIfAbsent(unit, _ -> new TreeMap<>())
                .compute(
                        month,
                        (_, before) ->
                                Optional.ofNullable(before)
                                        .orElse(Rewarded.NONE)
                                        .plus(movement, again));
    }

    public SortedMap<String, SortedMap<YearMonth, Promoters>> promoters() {
        return promoters;
    }

    public SortedMap<String, Places> reasons() {
        return reasons;
    }

    public SortedMap<String, SortedMap<YearMonth, Rewarded>> rewards() {
        return rewards;
    }

    /// Answers of five or more customers, most first, and all others as one cell.
    public SequencedMap<String, Optional<Long>> sources() {
        var named = new LinkedHashMap<String, Long>();
        sources.values().entrySet().stream()
                .filter(cell -> cell.getValue() >= Cells.FEWEST)
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(BEST)
                .forEach(cell -> named.put(cell.getKey(), cell.getValue()));
        long others = sourcesTold - named.values().stream().mapToLong(Long::longValue).sum();
        if (others > 0) {
            named.merge(ProfileSum.OTHER, others, Long::sum);
        }
        return Cells.shown(named);
    }

    /// What was bought most often, of what five or more customers bought: an article that somebody
    /// had made for herself names her.
    public SequencedMap<String, Sold> best() {
        var best = new LinkedHashMap<String, Sold>();
        sold.values().entrySet().stream()
                .filter(one -> one.getValue().customers() >= Cells.FEWEST)
                .sorted(
                        Map.Entry.<String, Sold>comparingByValue(
                                        Comparator.comparingLong(Sold::purchases))
                                .reversed()
                                .thenComparing(Map.Entry.comparingByKey()))
                .limit(BEST)
                .forEach(one -> best.put(one.getKey(), one.getValue()));
        return best;
    }
}
