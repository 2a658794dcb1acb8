package custos.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// One figure of both shops, run by run.
final class Both {
    private final List<Double> plain = new ArrayList<>();
    private final List<Double> vault = new ArrayList<>();

    void add(Shop shop, double value) {
        (shop instanceof PlainShop ? plain : vault).add(value);
    }

    Figure figure(String what, String unit, Aim aim) {
        return new Figure(what, unit, runs(plain), runs(vault), aim);
    }

    private static Runs runs(List<Double> values) {
        ToDoubleFunction<Double> unboxed = Double::doubleValue;
        return new Runs(values.stream().mapToDouble(unboxed).toArray());
    }
}
