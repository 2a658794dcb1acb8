package custos.policy;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;

/// A mapping in a policy file.
final class Section {
    private final Place place;
    private final Map<String, Place> members;

    /// Whether it was to be there and is not: that is one problem, not one for each of its keys.
    private final boolean absent;

    Section(Place place, Map<String, Place> members) {
        this(place, members, false);
    }

    private Section(Place place, Map<String, Place> members, boolean absent) {
        this.place = place;
        this.members = members;
        this.absent = absent;
    }

    static Section absent(Place place) {
        return new Section(place, Map.of(), true);
    }

    Place place() {
        return place;
    }

    Set<String> keys() {
        return members.keySet();
    }

    void each(BiConsumer<String, Place> visitor) {
        members.forEach(visitor);
    }

    /// This section, after every key that is not among these became a problem.
    Section only(String... allowed) {
        return only(List.of(allowed), "unknown key");
    }

    Section only(Collection<String> allowed, String otherwise) {
        members.forEach((key, value) -> {
            if (!allowed.contains(key)) {
                value.wrong(otherwise + Nearest.hint(key, allowed));
            }
        });
        return this;
    }

    Optional<Place> find(String key) {
        return Optional.ofNullable(members.get(key));
    }

    /// The member that must be there.
    Optional<Place> need(String key) {
        if (!members.containsKey(key)) {
            missing(key, "is missing");
        }
        return find(key);
    }

    void missing(String key, String what) {
        if (!absent) {
            place.wrong(key, what);
        }
    }

    /// A text that must be there; blank when it cannot be read, which is then a problem.
    String text(String key) {
        return text(key, Place::text);
    }

    String text(String key, Function<Place, Optional<String>> read) {
        return need(key).flatMap(read).orElse("");
    }

    boolean flag(String key) {
        return need(key).flatMap(Place::flag).orElse(false);
    }

    /// False where the key does not stand.
    boolean flagOrFalse(String key) {
        return find(key).flatMap(Place::flag).orElse(false);
    }

    /// The mapping that must be there; without members when it is not.
    Section section(String key) {
        return need(key).map(Place::section).orElse(absent(place));
    }

    /// The number of a thing, which must be there; 0 when it cannot be read.
    int number() {
        return (int)
                need("number")
                        .map(found -> found.whole(1, 65_535).orElse(0))
                        .orElse(0L)
                        .longValue();
    }
}
