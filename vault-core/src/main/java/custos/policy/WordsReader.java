package custos.policy;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Reads the words of one language and holds them against what the policy needs: every word is
/// there, and no other.
final class WordsReader {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]*)\\}");

    private final Map<String, Map<String, Set<String>>> needed;

    WordsReader(Map<String, Map<String, Set<String>>> needed) {
        this.needed = needed;
    }

    Map<String, Map<String, String>> read(Section root) {
        root.only(needed.keySet(), "the policy needs no such words");
        var found = new LinkedHashMap<String, Map<String, String>>();
        needed.forEach((section, keys) -> {
            // A section of which nothing is needed may be left out.
            if (!keys.isEmpty() || root.find(section).isPresent()) {
                found.put(section, Frozen.map(section(root.section(section), keys)));
            }
        });
        return Frozen.map(found);
    }

    private static Map<String, String> section(Section section, Map<String, Set<String>> keys) {
        section.only(keys.keySet(), "the policy needs no such word");
        var found = new LinkedHashMap<String, String>();
        keys.forEach((key, placeholders) -> {
            Optional<Place> place = section.find(key);
            if (place.isEmpty()) {
                section.missing(key, "this word is missing");
            }
            place.ifPresent(at ->
                    at.text()
                            .ifPresent(text -> {
                                requirePlaceholders(at, text, placeholders);
                                found.put(key, text);
                            }));
        });
        return found;
    }

    private static void requirePlaceholders(Place place, String text, Set<String> wanted) {
        Set<String> found =
                PLACEHOLDER
                        .matcher(text)
                        .results()
                        .map((MatchResult match) -> match.group(1))
                        .collect(Collectors.toCollection(LinkedHashSet::new));
        for (String name : wanted) {
            if (!found.contains(name)) {
                place.wrong("must have the placeholder {" + name + "}");
            }
        }
        for (String name : found) {
            if (!wanted.contains(name)) {
                place.wrong("has no placeholder {" + name + "}");
            }
        }
    }
}
