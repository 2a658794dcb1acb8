package custos.policy;

import java.time.Period;
import java.util.Map;
import java.util.Optional;

/// How long data is kept.
///
/// @param period how long where no regime says otherwise
/// @param from the day it runs from
/// @param ground why it is kept longer than it is needed, a code with words in every language
/// @param byRegime periods that a regime sets itself
public record Retention(
        Period period,
        RetentionStart from,
        Optional<String> ground,
        Map<RegimeId, Period> byRegime) {
    public Retention {
        byRegime = Frozen.map(byRegime);
    }

    /// How long under a regime.
    public Period period(RegimeId regime) {
        return byRegime.getOrDefault(regime, period);
    }

    /// The longest period over all regimes: after it nothing of it may be left.
    public Period longest() {
        Period longest = period;
        for (Period one : byRegime.values()) {
            longest = Periods.days(one) > Periods.days(longest) ? one : longest;
        }
        return longest;
    }
}
