package custos.plot;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;

/// An axis from one round number to another, with round numbers between: steps of 1, 2 or 5 times a
/// power of ten.
public record Axis(BigDecimal from, BigDecimal to, BigDecimal step) {
    private static final int STEPS = 5;

    /// The axis that takes in zero and all values.
    public static Axis over(double least, double most) {
        double low = Math.min(0, least);
        double high = Math.max(0, most);
        if (!Double.isFinite(low) || !Double.isFinite(high)) {
            throw new IllegalArgumentException("an axis has two ends");
        }
        if (low == high) {
            high = 1;
        }
        BigDecimal step = step((high - low) / STEPS);
        return new Axis(
                times(step, Math.floor(low / step.doubleValue())),
                times(step, Math.ceil(high / step.doubleValue())),
                step);
    }

    private static BigDecimal step(double about) {
        int power = (int) Math.floor(Math.log10(about));
        BigDecimal ten = BigDecimal.ONE.scaleByPowerOfTen(power);
        for (int factor : new int[] {1, 2, 5}) {
            BigDecimal step = ten.multiply(BigDecimal.valueOf(factor));
            if (step.doubleValue() >= about * (1 - 1e-9)) {
                return step;
            }
        }
        return ten.scaleByPowerOfTen(1);
    }

    private static BigDecimal times(BigDecimal step, double count) {
        return step.multiply(BigDecimal.valueOf((long) count), MathContext.DECIMAL64);
    }

    /// The numbers that are written at it, from end to end.
    public List<BigDecimal> ticks() {
        var ticks = new ArrayList<BigDecimal>();
        for (BigDecimal at = from; at.compareTo(to) <= 0; at = at.add(step)) {
            ticks.add(at);
        }
        return ticks;
    }

    /// Where a value lies between the ends, 0 to 1.
    public double place(double value) {
        double low = from.doubleValue();
        return (value - low) / (to.doubleValue() - low);
    }
}
