package custos.access;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// The shop's own websites: whose pages may report visits, and may show our forms in a frame.
public final class SiteOrigins {
    /// More would make a header that some proxies cut.
    public static final int MAX = 20;

    private final Set<String> texts;

    /// @throws IllegalArgumentException when there are more than [#MAX]
    public SiteOrigins(List<SiteOrigin> origins) {
        texts =
                origins.stream()
                        .map(SiteOrigin::text)
                        .collect(Collectors.toCollection(TreeSet::new));
        if (texts.size() > MAX) {
            throw new IllegalArgumentException("there are at most " + MAX + " origins of websites");
        }
    }

    public static SiteOrigins none() {
        return new SiteOrigins(List.of());
    }

    public boolean isEmpty() {
        return texts.isEmpty();
    }

    /// Whether a request comes from one of their pages.
    ///
    /// @param header what a browser says in `Origin`; compared letter by letter
    public boolean allow(String header) {
        return texts.contains(header);
    }

    /// Who may show a page in a frame, as the directive `frame-ancestors` of a content security
    /// policy takes it.
    public String frameAncestors() {
        return texts.isEmpty() ? "'none'" : String.join(" ", texts);
    }
}
