package custos.policy;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The shipped policy with something changed, and words made up for whatever it then needs.
final class TestPolicy {
    private final String yaml;
    private final Map<String, String> words;

    private TestPolicy(String yaml, Map<String, String> words) {
        this.yaml = yaml;
        this.words = words;
    }

    static TestPolicy shipped() {
        return new TestPolicy(
                PolicyFiles.shipped().find(PolicyFiles.POLICY).orElseThrow(), new HashMap<>());
    }

    /// The same with a piece of text replaced; the piece must stand there exactly once.
    TestPolicy with(String before, String after) {
        int at = yaml.indexOf(before);
        if (at < 0 || yaml.indexOf(before, at + 1) >= 0) {
            throw new IllegalArgumentException("not exactly once in the policy: " + before);
        }
        return new TestPolicy(yaml.replace(before, after), words);
    }

    /// The same without the lines that declare a key.
    TestPolicy without(String key) {
        var kept = new StringBuilder();
        yaml.lines()
                .filter(line -> !line.strip().startsWith(key + ":"))
                .forEach(line -> kept.append(line).append('\n'));
        return new TestPolicy(kept.toString(), words);
    }

    /// The number of the line on which a text begins.
    int lineOf(String text) {
        String before = yaml.substring(0, yaml.indexOf(text));
        return 1 + (int) before.chars().filter(c -> c == '\n').count();
    }

    String yaml() {
        return yaml;
    }

    /// Only `policy.yaml`.
    PolicyFiles alone() {
        return PolicyFiles.of(Map.of(PolicyFiles.POLICY, yaml));
    }

    /// With a word for every key that it needs.
    PolicyFiles files() {
        return files(Map.of());
    }

    /// With a word for every key that it needs, some of them given as `section.key`.
    PolicyFiles files(Map<String, String> given) {
        var needed = PolicyLoader.wordsNeeded(alone());
        var texts = new HashMap<String, String>();
        texts.put(PolicyFiles.POLICY, yaml);
        for (String language : Set.of("en", "ms", "cs")) {
            if (yaml.lines()
                    .anyMatch(line -> line.startsWith("languages:") && line.contains(language))) {
                texts.put("words-" + language + ".yaml", words(needed, given));
            }
        }
        return PolicyFiles.of(texts);
    }

    private static String words(
            Map<String, Map<String, Set<String>>> needed, Map<String, String> given) {
        var out = new StringBuilder();
        needed.forEach((section, keys) -> {
            if (!keys.isEmpty()) {
                out.append(section).append(":\n");
            }
            keys.forEach((key, placeholders) -> {
                @Nullable String word = given.get(section + "." + key);
                out.append("  ").append(key).append(": \"");
                out.append(word == null ? made(section, key, placeholders) : word).append("\"\n");
            });
        });
        return out.toString();
    }

    private static String made(String section, String key, Set<String> placeholders) {
        var word = new StringBuilder(section + " of " + key);
        placeholders.stream().sorted().forEach(name -> word.append(" {").append(name).append('}'));
        return word.toString();
    }

    Policy load() {
        return PolicyLoader.load(files());
    }
}
