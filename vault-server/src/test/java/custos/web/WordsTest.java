package custos.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import custos.words.Phrases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Every word that a page asks for is there in every language, and none is there that no page asks
/// for.
class WordsTest {
    private static final Path PAGES = Path.of("src/main/java/custos/web");
    private static final Path TEMPLATES = Path.of("src/main/jte");

    /// A key as it stands in a page class or a template.
    private static final Pattern KEY =
            Pattern.compile(
                    "\"((?:common|login|account|admin|staff|portal|u|audit|receipt|lists|figures|imports|forms|embeds)\\.[a-z0-9.-]*)\"");

    private final Languages languages = new Languages();

    @Test
    void every_key_that_is_used_has_its_phrase() throws IOException {
        Phrases english = languages.phrases("en");

        assertThat(used()).isNotEmpty();
        assertThat(used().stream().filter(key -> !known(english, key))).isEmpty();
    }

    @Test
    void no_phrase_is_left_that_nobody_uses() throws IOException {
        Set<String> used = used();

        assertThat(
                        languages.phrases("en").keys().stream()
                                .filter(key -> used.stream().noneMatch(use -> uses(use, key)))
                                .sorted())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "ms", "cs"})
    void no_phrase_holds_markup(String language) {
        Phrases phrases = languages.phrases(language);

        assertThat(phrases.keys()).isNotEmpty();
        assertThat(phrases.keys().stream().filter(key -> key.contains("<"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "0,Opravte prosím 0 věcí",
        "1,Opravte prosím jednu věc",
        "2,Opravte prosím 2 věci",
        "5,Opravte prosím 5 věcí"
    })
    void czech_counts_take_their_forms(int count, String shown) {
        assertThat(languages.phrases("cs").text("common.mistakes", "count", count))
                .isEqualTo(shown);
    }

    /// A key that ends with a dot begins keys that are put together.
    private static boolean known(Phrases phrases, String key) {
        return key.endsWith(".")
                ? phrases.keys().stream().anyMatch(one -> one.startsWith(key))
                : phrases.has(key);
    }

    private static boolean uses(String use, String key) {
        return use.endsWith(".") ? key.startsWith(use) : key.equals(use);
    }

    private static Set<String> used() throws IOException {
        try (Stream<Path> pages = Files.walk(PAGES);
                Stream<Path> templates = Files.walk(TEMPLATES)) {
            return Stream.concat(pages, templates)
                    .filter(Files::isRegularFile)
                    .flatMap(WordsTest::keys)
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static Stream<String> keys(Path file) {
        try {
            return KEY.matcher(Files.readString(file, UTF_8)).results().map(hit -> hit.group(1));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
