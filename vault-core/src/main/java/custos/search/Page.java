package custos.search;

import java.util.List;
import java.util.Optional;

/// Some customers found, best first, and where to go on when there are more.
public record Page(List<Hit> hits, Optional<Cursor> next) {
    static final Page EMPTY = new Page(List.of(), Optional.empty());

    public Page {
        hits = List.copyOf(hits);
    }
}
