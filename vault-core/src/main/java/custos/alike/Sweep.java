package custos.alike;

import custos.sheet.Resemblance;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.LongPredicate;
import java.util.function.Predicate;

/// Holds many customers against each other, in memory: those who share a key of
/// [Resemblance#keys()]. For one thread and one use.
///
/// It holds a card of each customer and a number for each of her keys, some 400 bytes in all.
public final class Sweep {
    /// The most customers that are compared.
    public static final int MAX_CUSTOMERS = 1 << Sweep.INDEX_BITS;

    /// The most pairs that are kept.
    public static final int MAX_PAIRS = 10_000;

    private static final int INDEX_BITS = 20;

    /// Where more share a key, such as the commonest name of a town, each is held against her
    /// neighbours in the order of the cards alone, which begin with the name.
    private static final int CROWD = 200;

    private static final int NEIGHBOURS = 20;
    private static final int TOLD_EVERY = 1 << 14;

    private final LongPredicate about;
    private final Predicate<Pair> counts;
    private final Strongest strongest = new Strongest(MAX_PAIRS);
    private long[] numbers = new long[1024];
    private String[] cards = new String[1024];
    private int size;

    /// Each key of each customer: the key's hash, and below it which customer.
    private long[] keys = new long[16_384];

    private int keyCount;

    /// @param about at least one of a pair is somebody whom it is about
    /// @param counts whether a pair that looks alike is wanted
    public Sweep(LongPredicate about, Predicate<Pair> counts) {
        this.about = about;
        this.counts = counts;
    }

    /// What was found.
    ///
    /// @param pairs the strongest first
    /// @param more whether there were more than [#MAX_PAIRS]
    public record Found(List<Likely> pairs, boolean more) {
        public Found {
            pairs = List.copyOf(pairs);
        }
    }

    /// One of those who share a key.
    private record Card(long number, boolean wanted, Resemblance who) {}

    /// Takes a customer in.
    ///
    /// @throws IllegalStateException when there are [#MAX_CUSTOMERS] already
    public void add(long customer, Resemblance who) {
        if (size == MAX_CUSTOMERS) {
            throw new IllegalStateException("at most " + MAX_CUSTOMERS + " customers are compared");
        }
        if (size == numbers.length) {
            numbers = Arrays.copyOf(numbers, 2 * size);
            cards = Arrays.copyOf(cards, 2 * size);
        }
        numbers[size] = customer;
        cards[size] = who.card();
        for (String key : who.keys()) {
            if (keyCount == keys.length) {
                keys = Arrays.copyOf(keys, keyCount + (keyCount >> 1));
            }
            keys[keyCount++] = hash(key) << INDEX_BITS | size;
        }
        size++;
    }

    private static long hash(String key) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < key.length(); i++) {
            hash = (hash ^ key.charAt(i)) * 0x100000001b3L;
        }
        return hash ^ hash >>> 32;
    }

    /// The pairs that look alike.
    ///
    /// @param percent hears how far it is, 0 to 99; breaks it off by throwing
    public Found find(IntConsumer percent) {
        Arrays.sort(keys, 0, keyCount);
        int told = 0;
        for (int from = 0, to; from < keyCount; from = to) {
            to = from + 1;
            while (to < keyCount && keys[to] >> INDEX_BITS == keys[from] >> INDEX_BITS) {
                to++;
            }
            if (to - from > 1) {
                share(from, to);
            }
            if (from >= told) {
                percent.accept((int) (99L * from / keyCount));
                told = from + TOLD_EVERY;
            }
        }
        return new Found(strongest.ranked(), strongest.isFull());
    }

    private void share(int from, int to) {
        int[] members = new int[to - from];
        boolean wanted = false;
        for (int i = from; i < to; i++) {
            members[i - from] = (int) (keys[i] & MAX_CUSTOMERS - 1);
            wanted |= about.test(numbers[members[i - from]]);
        }
        if (wanted) {
            compare(members);
        }
    }

    private void compare(int[] members) {
        int reach = members.length;
        var order = new ArrayList<Integer>(members.length);
        Arrays.stream(members).forEach(order::add);
        if (members.length > CROWD) {
            order.sort((one, other) -> cards[one].compareTo(cards[other]));
            reach = NEIGHBOURS;
        }
        List<Card> opened = order.stream().map(this::card).toList();
        for (int i = 0; i < opened.size(); i++) {
            int last = (int) Math.min(opened.size() - 1L, (long) i + reach);
            for (int j = i + 1; j <= last; j++) {
                compare(opened.get(i), opened.get(j));
            }
        }
    }

    private Card card(int index) {
        long number = numbers[index];
        return new Card(number, about.test(number), Resemblance.ofCard(cards[index]));
    }

    private void compare(Card one, Card other) {
        if (!one.wanted() && !other.wanted()) {
            return;
        }
        int score = one.who().with(other.who());
        if (score >= Resemblance.ALIKE) {
            Pair pair = Pair.of(one.number(), other.number());
            if (counts.test(pair)) {
                strongest.add(new Likely(pair, score));
            }
        }
    }
}
