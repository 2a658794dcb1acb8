package custos.bench;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/// One figure, measured a number of times.
record Runs(double[] values) {

    static Runs of(double... values) {
        return new Runs(values.clone());
    }

    /// The middle one; of an even number the lower of the two.
    double median() {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[(sorted.length - 1) / 2];
    }

    boolean isEmpty() {
        return values.length == 0;
    }

    String all() {
        return DoubleStream.of(values).mapToObj(Runs::text).collect(Collectors.joining(" / "));
    }

    static String text(double value) {
        return value >= 100
                ? "%,.0f".formatted(value)
                : value >= 10 ? "%.1f".formatted(value) : "%.3f".formatted(value);
    }
}
