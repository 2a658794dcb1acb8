package custos.search;

import custos.search.InventedCustomers.Invented;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

/// Prints the figures of docs/adr/0003-name-search.md; run by hand: `main(customers)`.
final class NameSearchFigures {
    private static final int QUERIES = 2_000;
    private static final int SAMPLE = 20_000;

    private final Random chance = new Random(1);
    private final List<Invented> sample = new ArrayList<>();

    private NameSearchFigures() {}

    public static void main(String[] arguments) {
        new NameSearchFigures().measure(Integer.parseInt(arguments[0]));
    }

    private void measure(int customers) {
        long before = usedBytes();
        var search = filled(customers);
        long heap = usedBytes() - before;
        System.out.printf(
                "%,d customers: %.1f MiB, %,d words%n",
                search.indexed(), heap / 1048576.0, search.distinctWords());
        for (int round = 0; round < 2; round++) {
            time("two letters", search, word -> word.substring(0, Math.min(2, word.length())));
            time("three letters", search, word -> word.substring(0, Math.min(3, word.length())));
            time("whole word", search, word -> word);
            time("misspelt", search, word -> word.replace('v', 'w').replace('s', 'z') + "e");
            time(
                    "two short words",
                    search,
                    word -> "ja " + word.substring(0, Math.min(2, word.length())));
            time("worst: 8 x 2 letters", search, _ -> "pr ko no ja ku ma ah ho");
        }
        timeChanges(search);
    }

    private NameSearch filled(int customers) {
        var invented = new InventedCustomers(1);
        var search = new NameSearch();
        var batch = new ArrayList<Invented>();
        long nanos = 0;
        for (int i = 0; i < customers; ) {
            for (batch.clear(); batch.size() < 1_000; i++) batch.add(invented.next(i));
            long start = System.nanoTime();
            for (var each : batch)
                search.fill(each.number(), each.names(), each.towns(), each.streets());
            nanos += System.nanoTime() - start;
            if (sample.size() < SAMPLE) sample.addAll(batch.subList(0, 50));
        }
        search.built();
        System.out.printf("filled in %.2f s%n", nanos / 1e9);
        return search;
    }

    private void time(String what, NameSearch search, Function<String, String> made) {
        var nanos = new long[QUERIES];
        for (int i = 0; i < QUERIES; i++) {
            var query = made.apply(anyWord());
            long start = System.nanoTime();
            search.find(query, 20);
            nanos[i] = System.nanoTime() - start;
        }
        print(what, nanos);
    }

    private void timeChanges(NameSearch search) {
        var removals = new long[QUERIES];
        var puts = new long[QUERIES];
        for (int i = 0; i < QUERIES; i++) {
            var each = sample.get(chance.nextInt(sample.size()));
            long start = System.nanoTime();
            search.remove(each.number());
            long between = System.nanoTime();
            search.put(each.number(), each.names(), each.towns(), each.streets());
            removals[i] = between - start;
            puts[i] = System.nanoTime() - between;
        }
        print("remove", removals);
        print("put", puts);
    }

    private String anyWord() {
        var each = sample.get(chance.nextInt(sample.size()));
        var words = new ArrayList<>(Words.ofNames(each.names()));
        words.addAll(Words.ofPlaces(each.towns(), List.of()));
        return words.get(chance.nextInt(words.size()));
    }

    private static void print(String what, long[] nanos) {
        Arrays.sort(nanos);
        System.out.printf(
                "%-22s p50 %.3f ms, p99 %.3f ms, most %.3f ms%n",
                what,
                nanos[nanos.length / 2] / 1e6,
                nanos[nanos.length * 99 / 100] / 1e6,
                nanos[nanos.length - 1] / 1e6);
    }

    private static long usedBytes() {
        for (int i = 0; i < 3; i++) System.gc();
        var runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
