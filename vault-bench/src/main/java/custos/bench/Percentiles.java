package custos.bench;

import java.util.List;

/// p50 and p99 of both shops, run by run.
final class Percentiles {
    private final String what;
    private final double mostMillis;
    private final Both middle = new Both();
    private final Both slow = new Both();

    Percentiles(String what, double mostMillis) {
        this.what = what;
        this.mostMillis = mostMillis;
    }

    void add(Shop shop, Latencies latencies) {
        middle.add(shop, latencies.millis(0.5));
        slow.add(shop, latencies.millis(0.99));
    }

    List<Figure> figures() {
        return List.of(
                middle.figure(what + ", p50", "ms", Aim.none()),
                slow.figure(what + ", p99", "ms", new Aim.Below(mostMillis)));
    }
}
