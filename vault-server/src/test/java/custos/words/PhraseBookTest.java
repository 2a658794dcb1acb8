package custos.words;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhraseBookTest {
    private static Phrases phrases(String language, Map<String, String> patterns) {
        return new Phrases(Locale.of(language), patterns);
    }

    @ParameterizedTest
    @CsvSource({"0,0 zákazníků", "1,1 zákazník", "2,2 zákazníci", "5,5 zákazníků"})
    void czech_counts_take_their_three_forms(int count, String shown) {
        var czech =
                phrases(
                        "cs",
                        Map.of(
                                "found",
                                "{n, plural, one {# zákazník} few {# zákazníci} many {# zákazníka}"
                                        + " other {# zákazníků}}"));

        assertThat(czech.text("found", "n", count)).isEqualTo(shown);
    }

    @Test
    void a_phrase_that_is_not_there_is_a_fault() {
        var english = phrases("en", Map.of("a", "A"));

        assertThatThrownBy(() -> english.text("b"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("b");
    }

    @Test
    void a_pattern_that_cannot_be_read_is_found_at_start() {
        assertThatThrownBy(() -> phrases("en", Map.of("a", "{n, plural")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("phrase a");
    }

    @Test
    void arguments_stay_as_they_were_typed() {
        var english = phrases("en", Map.of("a", "Hello {name}"));

        assertThat(english.text("a", "name", "<b>{0}'</b>")).isEqualTo("Hello <b>{0}'</b>");
    }

    @Test
    void a_book_with_the_same_keys_and_arguments_loads() {
        assertThat(PhraseBook.load(PhraseBookTest.class, List.of("en", "cs")).languages())
                .containsExactly("en", "cs");
    }

    @ParameterizedTest
    @CsvSource({"ms,missing [count]", "de,other arguments", "fr,twice", "it,are missing"})
    void a_book_that_is_not_whole_does_not_load(String language, String why) {
        assertThatThrownBy(() -> PhraseBook.load(PhraseBookTest.class, List.of("en", language)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(why);
    }
}
