package custos.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What is wrong with a form: shown in a list at the top, each with a link to its field, and once
/// more at the field.
public final class Mistakes {
    private final List<Mistake> all = new ArrayList<>();

    /// @param field the id of the input that it is about
    /// @param text what is wrong and what the limit is, in the reader's language
    public record Mistake(String field, String text) {}

    public static Mistakes none() {
        return new Mistakes();
    }

    public Mistakes add(String field, String text) {
        all.add(new Mistake(field, text));
        return this;
    }

    public boolean isEmpty() {
        return all.isEmpty();
    }

    public List<Mistake> all() {
        return List.copyOf(all);
    }

    /// What is wrong with one field.
    public Optional<String> at(String field) {
        return all.stream()
                .filter(mistake -> mistake.field().equals(field))
                .map(Mistake::text)
                .findFirst();
    }
}
