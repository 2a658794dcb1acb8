package custos.search;

import static java.util.Collections.disjoint;
import static java.util.Comparator.comparingInt;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import custos.search.InventedCustomers.Invented;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The index against a list of customers read from end to end.
class NameSearchPropertyTest {
    private record Known(
            long number,
            Set<String> names,
            Set<String> places,
            Set<Integer> nameSounds,
            Set<Integer> placeSounds) {
        static Known of(Invented invented) {
            var names = Words.ofNames(invented.names());
            var places = Words.ofPlaces(invented.towns(), invented.streets());
            return new Known(invented.number(), names, places, sounds(names), sounds(places));
        }

        private static Set<Integer> sounds(Set<String> words) {
            return words.stream().flatMap(each -> Sounds.of(each).stream()).collect(toSet());
        }
    }

    private record Ranked(long number, int rank) {
        Hit hit() {
            return new Hit(number, List.of(Match.EXACT, Match.PREFIX, Match.SOUND).get(rank / 2));
        }

        Cursor cursor() {
            return new Cursor(rank, number);
        }
    }

    private final TreeMap<Long, Known> living = new TreeMap<>();
    private final NameSearch search = new NameSearch();

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void it_answers_as_reading_every_customer_would(long seed) {
        var chance = new Random(seed);
        var invented = new InventedCustomers(seed);
        for (int i = 0; i < 3_000; i++) change(chance, invented);
        for (int i = 0; i < 200; i++) {
            if (i % 10 == 0) change(chance, invented);
            assertPages(query(chance), 1 + chance.nextInt(100));
        }
        assertThat(search.indexed()).isEqualTo(living.size());
        assertThat(search.distinctWords()).isEqualTo(distinctWords());
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {7, 8})
    void nothing_remains_when_all_are_gone(long seed) {
        var chance = new Random(seed);
        var invented = new InventedCustomers(seed);
        for (int i = 0; i < 2_000; i++) change(chance, invented);
        var numbers = new ArrayList<>(living.keySet());
        Collections.shuffle(numbers, chance);
        numbers.forEach(search::remove);
        assertThat(search.distinctWords()).isZero();
        assertThat(search.indexed()).isZero();
        assertThat(search.find("praha", 1).hits()).isEmpty();
    }

    private void change(Random chance, InventedCustomers invented) {
        long number = chance.nextInt(2_500) * 1_000_003L;
        if (chance.nextInt(4) == 0) {
            search.remove(number);
            living.remove(number);
        } else {
            var next = invented.next(number);
            search.put(number, next.names(), next.towns(), next.streets());
            living.put(number, Known.of(next));
        }
    }

    private String query(Random chance) {
        var all = new ArrayList<>(living.values());
        var customer = all.get(chance.nextInt(all.size()));
        var words = new ArrayList<>(customer.names);
        words.addAll(customer.places);
        Collections.shuffle(words, chance);
        var query = new StringBuilder();
        for (var word : words.subList(0, 1 + chance.nextInt(Math.min(3, words.size()))))
            query.append(varied(word, chance)).append(' ');
        return query.toString();
    }

    private static String varied(String word, Random chance) {
        return switch (chance.nextInt(4)) {
            case 0 -> word;
            case 1 -> word.replace('v', 'w').replace('s', 'z');
            default -> word.substring(0, 1 + chance.nextInt(word.length()));
        };
    }

    private void assertPages(String query, int limit) {
        var expected = expected(query);
        var page = search.find(query, limit);
        int seen = 0;
        while (true) {
            int until = Math.min(seen + limit, expected.size());
            var hits = expected.subList(seen, until).stream().map(Ranked::hit).toList();
            assertThat(page.hits()).as(query).isEqualTo(hits);
            assertThat(page.next().isPresent()).as(query).isEqualTo(until < expected.size());
            if (page.next().isEmpty()) return;
            var cursor = Cursor.parse(page.next().get().text());
            assertThat(cursor).as(query).isEqualTo(expected.get(until - 1).cursor());
            page = search.find(query, limit, cursor);
            seen = until;
        }
    }

    private List<Ranked> expected(String query) {
        var words = Words.ofQuery(query);
        return living.values().stream()
                .flatMap(each ->
                        rank(each, words).stream().mapToObj(rank -> new Ranked(each.number, rank)))
                .sorted(comparingInt(Ranked::rank).thenComparingLong(Ranked::number))
                .toList();
    }

    private static OptionalInt rank(Known customer, Set<String> words) {
        boolean anchored = words.stream().anyMatch(NameSearchPropertyTest::isLong);
        int worst = 0;
        for (var word : words) {
            var rank = rank(customer, word, anchored);
            if (rank.isEmpty()) return rank;
            worst = Math.max(worst, rank.getAsInt());
        }
        return words.isEmpty() ? OptionalInt.empty() : OptionalInt.of(worst);
    }

    private static OptionalInt rank(Known customer, String word, boolean prefix) {
        if (customer.names.contains(word)) return OptionalInt.of(0);
        if (customer.places.contains(word)) return OptionalInt.of(1);
        if (prefix && begins(customer.names, word)) return OptionalInt.of(2);
        if (prefix && begins(customer.places, word)) return OptionalInt.of(3);
        var codes = Sounds.of(word);
        if (!disjoint(customer.nameSounds, codes)) return OptionalInt.of(4);
        if (!disjoint(customer.placeSounds, codes)) return OptionalInt.of(5);
        return OptionalInt.empty();
    }

    private static boolean begins(Set<String> words, String prefix) {
        return words.stream().anyMatch(each -> each.startsWith(prefix));
    }

    private static boolean isLong(String word) {
        return word.length() > 1 || Words.isUnspaced(word);
    }

    private int distinctWords() {
        return distinct(Known::names) + distinct(Known::places);
    }

    private int distinct(Function<Known, Set<String>> words) {
        return (int) living.values().stream().map(words).flatMap(Set::stream).distinct().count();
    }
}
