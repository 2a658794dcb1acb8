package custos.policy;

import java.util.LinkedHashSet;
import java.util.Set;

/// The names that a policy declares, read before anything that refers to them: a broken entry is
/// one problem, and not another one wherever it is named.
record Names(
        Set<String> regimes,
        Set<String> classes,
        Set<String> fields,
        Set<String> channels,
        Set<String> purposes,
        Set<String> methods) {
    private static final String NAME = "[a-z0-9-]{1,64}";

    static Names of(Section root) {
        var regimes = new LinkedHashSet<String>();
        root.need("regimes").ifPresent(place -> regimes.addAll(place.distinct(Place::code)));
        return new Names(
                regimes,
                declared(root, "classes", NAME),
                declared(root, "fields", "[a-z0-9_]{1,64}"),
                declared(root, "channels", NAME),
                declared(root, "purposes", NAME),
                declared(root, "methods", NAME));
    }

    /// The keys of a section that are names; every other key is a problem.
    static Set<String> declared(Section root, String section, String pattern) {
        var names = new LinkedHashSet<String>();
        root.find(section)
                .filter(Place::isMapping)
                .ifPresent(place ->
                        place.section()
                                .each((key, value) -> {
                                    if (key.matches(pattern)) {
                                        names.add(key);
                                    } else {
                                        value.wrong("a name here is " + pattern);
                                    }
                                }));
        return names;
    }
}
