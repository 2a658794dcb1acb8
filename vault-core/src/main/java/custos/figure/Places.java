package custos.figure;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;

/// Which place a reason was given among those for which customers come: the first is 1.
///
/// @param sum of the places
/// @param customers how many gave it one
public record Places(long answers, long sum, long customers) {
    public static final Places NONE = new Places(0, 0, 0);

    private static final int DECIMALS = 2;

    /// Of answers that are counts alone, each of somebody else.
    ///
    /// @param times how often each place was given, the first first
    public static Places of(List<Long> times) {
        long answers = 0;
        long sum = 0;
        for (int i = 0; i < times.size(); i++) {
            answers += times.get(i);
            sum += times.get(i) * (i + 1);
        }
        return new Places(answers, sum, answers);
    }

    /// @param again whether this customer is among them already
    public Places plus(long place, boolean again) {
        return new Places(
                answers + 1, Math.addExact(sum, place), again ? customers : customers + 1);
    }

    public Places plus(Places others) {
        return new Places(answers + others.answers, sum + others.sum, customers + others.customers);
    }

    /// The mean place; empty below five customers, as somebody could be recognised in it.
    public Optional<BigDecimal> mean() {
        return customers < Cells.FEWEST
                ? Optional.empty()
                : Optional.of(
                        BigDecimal.valueOf(sum)
                                .divide(
                                        BigDecimal.valueOf(answers),
                                        DECIMALS,
                                        RoundingMode.HALF_UP));
    }
}
