package custos.vault.exports;

import custos.event.ActType;
import custos.policy.Language;
import custos.policy.Policy;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;

/// The words of an export that a customer reads: ours in one file per language, and the policy's
/// names of fields, kinds and purposes.
final class ExportWords {
    private static final Language ENGLISH = new Language("en");
    private static final Map<String, Optional<Properties>> FILES = new ConcurrentHashMap<>();

    private final Policy policy;
    private final Language language;
    private final Properties ours;

    private ExportWords(Policy policy, Language language, Properties ours) {
        this.policy = policy;
        this.language = language;
        this.ours = ours;
    }

    /// In the customer's language, or in English where we do not speak it.
    static ExportWords of(Policy policy, Optional<String> wanted) {
        return wanted.flatMap(code ->
                        policy.languages().stream()
                                .filter(known -> known.value().equals(code))
                                .findFirst())
                .flatMap(known -> file(known).map(words -> new ExportWords(policy, known, words)))
                .orElseGet(() -> new ExportWords(policy, ENGLISH, file(ENGLISH).orElseThrow()));
    }

    private static Optional<Properties> file(Language language) {
        return FILES.computeIfAbsent(language.value(), ExportWords::read);
    }

    private static Optional<Properties> read(String language) {
        try (var in = ExportWords.class.getResourceAsStream("export-" + language + ".properties")) {
            if (in == null) {
                return Optional.empty();
            }
            var words = new Properties();
            words.load(new InputStreamReader(in, StandardCharsets.UTF_8));
            return Optional.of(words);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Language language() {
        return language;
    }

    /// One of our own words.
    ///
    /// @throws IllegalStateException when the language lacks it
    String word(String key) {
        String word = ours.getProperty(key);
        if (word == null) {
            throw new IllegalStateException("the export has no word for " + key);
        }
        return word;
    }

    /// What an act of the ledger is called; its name there where it has no word.
    String act(ActType type) {
        return ours.getProperty("act." + type.word(), type.word());
    }

    /// What a role is called: the policy names those of the staff.
    String role(String role) {
        String own = ours.getProperty("role." + role);
        return own != null ? own : name("roles", role);
    }

    /// What the policy calls a code in its section; the code itself where it has no word.
    String name(String section, String code) {
        return policy.words().find(language, section, code).orElse(code);
    }
}
