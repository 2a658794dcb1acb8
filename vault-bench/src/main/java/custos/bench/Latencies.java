package custos.bench;

import java.util.Arrays;
import java.util.function.IntConsumer;

/// How long each of many calls took, one after the other, on one thread.
record Latencies(long[] nanos, long totalNanos) {

    static Latencies of(int calls, IntConsumer call) {
        long[] nanos = new long[calls];
        long start = System.nanoTime();
        for (int i = 0; i < calls; i++) {
            long before = System.nanoTime();
            call.accept(i);
            nanos[i] = System.nanoTime() - before;
        }
        long total = System.nanoTime() - start;
        Arrays.sort(nanos);
        return new Latencies(nanos, total);
    }

    double perSecond() {
        return nanos.length * 1e9 / totalNanos;
    }

    /// In milliseconds, so that this share of the calls took no longer.
    double millis(double share) {
        return nanos[(int) Math.min(nanos.length - 1L, (long) (nanos.length * share))] / 1e6;
    }
}
