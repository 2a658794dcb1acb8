package custos.policy;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/// Immutable copies that keep the order in which the policy declares things: the notice is rendered
/// in that order and hashed, which `Set.copyOf` would leave to chance.
final class Frozen {
    private Frozen() {}

    static <T> Set<T> set(Collection<T> values) {
        return Collections.unmodifiableSet(new LinkedHashSet<>(values));
    }

    static <K, V> Map<K, V> map(Map<K, V> values) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    static <K, V> Map<K, V> by(Function<? super V, K> key, Collection<V> values) {
        var found = new LinkedHashMap<K, V>();
        for (V value : values) {
            if (found.put(key.apply(value), value) != null) {
                throw new IllegalArgumentException("a policy declares " + value + " twice");
            }
        }
        return Collections.unmodifiableMap(found);
    }
}
