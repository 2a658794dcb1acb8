package custos.api;

import custos.vault.rows.Refusal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The members of an object that a client sent. Each is asked for by name; [#requireNoOthers] then
/// refuses what nobody asked for, so that a misspelt member never passes in silence.
final class Members {
    private final String at;
    private final Map<String, @Nullable Object> values;
    private final Set<String> asked = new HashSet<>();

    private Members(String at, Map<String, @Nullable Object> values) {
        this.at = at;
        this.values = values;
    }

    static Members of(Map<String, @Nullable Object> values) {
        return new Members("", values);
    }

    /// Where a member stands in the request, such as `consents[0].notice`.
    String place(String name) {
        return at + name;
    }

    boolean has(String name) {
        return values.get(name) != null;
    }

    String text(String name) {
        return maybeText(name).orElseThrow(() -> missing(name));
    }

    Optional<String> maybeText(String name) {
        return value(name, String.class, "a text");
    }

    Optional<Boolean> maybeFlag(String name) {
        return value(name, Boolean.class, "true or false");
    }

    /// A whole number from 0 to 2^31-1.
    Optional<Integer> maybeCount(String name) {
        Optional<Long> number = value(name, Long.class, "a whole number");
        if (number.isPresent() && (number.get() < 0 || number.get() > Integer.MAX_VALUE)) {
            throw wrong(name, "it must be a whole number from 0 to 2147483647");
        }
        return number.map(Long::intValue);
    }

    /// The raw members of an object inside, null where the client wrote null.
    Map<String, @Nullable Object> object(String name) {
        return maybeObject(name).orElseThrow(() -> missing(name));
    }

    @SuppressWarnings("unchecked") // JsonReader makes no other maps.
    Optional<Map<String, @Nullable Object>> maybeObject(String name) {
        return value(name, Map.class, "an object")
                .map(object -> (Map<String, @Nullable Object>) object);
    }

    List<String> texts(String name) {
        var texts = new ArrayList<String>();
        for (Object item : list(name)) {
            if (!(item instanceof String text)) {
                throw wrong(name, "it must be a list of texts");
            }
            texts.add(text);
        }
        return texts;
    }

    /// The objects of a list; none when it is left out.
    @SuppressWarnings("unchecked") // JsonReader makes no other maps.
    List<Members> objects(String name) {
        var objects = new ArrayList<Members>();
        for (Object item : has(name) ? list(name) : List.of()) {
            String place = place(name) + "[" + objects.size() + "]";
            if (!(item instanceof Map<?, ?> object)) {
                throw new Refusal.BadField(place, "it must be an object");
            }
            objects.add(new Members(place + ".", (Map<String, @Nullable Object>) object));
        }
        asked.add(name);
        return objects;
    }

    @SuppressWarnings("unchecked") // JsonReader makes no other lists.
    private List<@Nullable Object> list(String name) {
        return (List<@Nullable Object>)
                value(name, List.class, "a list").orElseThrow(() -> missing(name));
    }

    private <T> Optional<T> value(String name, Class<T> type, String meaning) {
        asked.add(name);
        Object value = values.get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (!type.isInstance(value)) {
            throw wrong(name, "it must be " + meaning);
        }
        return Optional.of(type.cast(value));
    }

    /// @throws Refusal.BadField naming a member that nobody asked for
    void requireNoOthers() {
        for (String name : values.keySet()) {
            if (!asked.contains(name)) {
                throw new Refusal.BadField(place(shown(name)), "there is no such member here");
            }
        }
    }

    Refusal.BadField missing(String name) {
        return wrong(name, "it is missing");
    }

    private Refusal.BadField wrong(String name, String message) {
        return new Refusal.BadField(place(name), message);
    }

    /// A name as a message may repeat it: whatever else was sent may be personal data.
    static String shown(String name) {
        return name.matches("[A-Za-z][A-Za-z_]{0,63}") ? name : "(a member)";
    }
}
