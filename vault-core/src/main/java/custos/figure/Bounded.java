package custos.figure;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BinaryOperator;

/// Sums by name, of so many names at most: what people type could be anything. Names beyond are
/// left out, and the whole is known elsewhere. For one thread.
///
/// @param <V> a sum
final class Bounded<V> {
    private final int most;
    private final BinaryOperator<V> sum;
    private final TreeMap<String, V> values = new TreeMap<>();

    Bounded(int most, BinaryOperator<V> sum) {
        this.most = most;
        this.sum = sum;
    }

    void add(String name, V value) {
        if (values.containsKey(name) || values.size() < most) {
            values.merge(name, value, sum);
        }
    }

    SortedMap<String, V> values() {
        return Collections.unmodifiableSortedMap(new TreeMap<>(values));
    }
}
