package custos.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NameSearchConcurrencyTest {
    private static final int CUSTOMERS = 400;
    private static final String[] TOWNS = {"Praha", "Brno"};

    private final NameSearch search = new NameSearch();
    private final AtomicBoolean done = new AtomicBoolean();

    /// Even customers move between two towns, odd ones come and go, number 1,000,000 never changes.
    @Test
    void readers_see_each_change_whole_while_writers_put_and_remove() throws Exception {
        search.put(1_000_000, List.of("Stálý"), List.of("Praha"), List.of());
        for (int i = 0; i < CUSTOMERS; i += 2) move(i, 0);
        try (var threads = Executors.newFixedThreadPool(5)) {
            var readers = IntStream.range(0, 3).mapToObj(_ -> threads.submit(this::read)).toList();
            var writers = List.of(threads.submit(writer(1)), threads.submit(writer(2)));
            for (var each : writers) each.get();
            done.set(true);
            for (var each : readers) assertThat(each.get()).isPositive();
        }
        for (int i = 0; i < CUSTOMERS; i++) search.remove(i);
        assertThat(search.distinctWords()).isEqualTo(2);
    }

    private int read() {
        int reads = 0;
        for (; !done.get() || reads == 0; reads++) {
            assertThat(search.find("staly praha", 10).hits())
                    .containsExactly(new Hit(1_000_000, Match.EXACT));
            var settled = search.find("usedly", 100).hits();
            assertThat(settled)
                    .hasSize(100)
                    .isSortedAccordingTo((a, b) -> Long.compare(a.customer(), b.customer()));
            assertThat(settled).allMatch(hit -> hit.customer() % 2 == 0);
            assertThat(search.find("praha brno", 10).hits()).isEmpty();
        }
        return reads;
    }

    private Callable<Void> writer(long seed) {
        var chance = new Random(seed);
        return () -> {
            for (int i = 0; i < 20_000; i++) {
                int customer = chance.nextInt(CUSTOMERS);
                if (customer % 2 == 0) move(customer, chance.nextInt(2));
                else if (chance.nextBoolean()) search.remove(customer);
                else search.put(customer, List.of("Host " + i), List.of(), List.of());
            }
            return null;
        };
    }

    private void move(int customer, int town) {
        search.put(customer, List.of("Usedlý"), List.of(TOWNS[town]), List.of());
    }
}
