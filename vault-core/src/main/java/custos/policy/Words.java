package custos.policy;

import java.util.Map;
import java.util.Optional;

/// The words of a policy: for every language the same sections of keys, each with its text.
///
/// Immutable. Nothing falls back: a word that is not there is a fault.
public final class Words {
    private final Map<Language, Map<String, Map<String, String>>> texts;

    Words(Map<Language, Map<String, Map<String, String>>> texts) {
        this.texts = Frozen.map(texts);
    }

    /// The text of a key.
    ///
    /// @throws PolicyFault.NoWord when the language, the section or the key does not exist
    public String text(Language language, String section, String key) {
        return find(language, section, key)
                .orElseThrow(() -> new PolicyFault.NoWord(language, section, key));
    }

    /// The text of a key, empty when the language, the section or the key does not exist.
    public Optional<String> find(Language language, String section, String key) {
        return Optional.ofNullable(texts.getOrDefault(language, Map.of()).get(section))
                .map(texts -> texts.get(key));
    }

    /// A whole section, by key in the order of its file.
    public Map<String, String> section(Language language, String section) {
        return texts.getOrDefault(language, Map.of()).getOrDefault(section, Map.of());
    }
}
