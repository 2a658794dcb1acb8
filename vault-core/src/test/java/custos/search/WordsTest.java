package custos.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {
    @ParameterizedTest
    @CsvSource({
        "Novák, novak",
        "ŘÍHA, riha",
        "Łukasz, lukasz",
        "Đurđević, durdevic",
        "Søren, soren",
        "Weiß, weiss",
        "WEISS, weiss",
        "Æthelþryð, aethelthryd",
        "Cœur, coeur",
        "İstanbul, istanbul",
        "Işık, isik",
        "Nguyễn, nguyen",
        "Ｎｏｖáｋ, novak",
        "Йосиф, иосиф",
        "Γιώργος, γιωργοσ",
        "أحمد, احمد",
        "がく, がく",
        "முருகன், முருகன்",
        "김철수, 김철수"
    })
    void accents_fall_away_and_letters_stay(String written, String found) {
        assertThat(Words.ofQuery(written)).containsExactly(found);
    }

    @Test
    void composed_and_decomposed_spellings_are_the_same_word() {
        assertThat(Words.ofQuery("Nova\u0301k")).isEqualTo(Words.ofQuery("Nov\u00e1k"));
    }

    @Test
    void words_end_at_spaces_hyphens_and_dots_but_not_at_apostrophes() {
        assertThat(names("Nováková-Dvořáková, J.R. O’Brien D'Souza"))
                .containsExactlyInAnyOrder("novakova", "dvorakova", "j", "r", "obrien", "dsouza");
    }

    @Test
    void bin_and_binti_between_two_names_are_not_words() {
        assertThat(names("Ahmad bin Ali")).containsExactlyInAnyOrder("ahmad", "ali");
        assertThat(names("SITI BINTI YUSOF")).containsExactlyInAnyOrder("siti", "yusof");
    }

    @Test
    void someone_called_bin_keeps_the_name() {
        assertThat(names("Wang Bin")).containsExactlyInAnyOrder("wang", "bin");
        assertThat(names("Bin")).containsExactly("bin");
    }

    @Test
    void son_of_and_daughter_of_with_a_slash_are_not_words() {
        assertThat(names("Muthu A/L Raman")).containsExactlyInAnyOrder("muthu", "raman");
        assertThat(names("Devi a/p Kumar")).containsExactlyInAnyOrder("devi", "kumar");
        assertThat(names("Anna/Leo")).containsExactlyInAnyOrder("anna", "leo");
    }

    @Test
    void a_query_still_being_typed_may_end_in_bin() {
        assertThat(Words.ofQuery("ahmad bin")).containsExactly("ahmad", "bin");
        assertThat(Words.ofQuery("ahmad bin ali")).containsExactly("ahmad", "ali");
        assertThat(Words.ofQuery("bin ali")).containsExactly("ali");
    }

    @Test
    void a_name_of_one_letter_is_a_word() {
        assertThat(names("O")).containsExactly("o");
    }

    @Test
    void a_name_without_spaces_is_found_from_each_character_on() {
        assertThat(names("王小明")).containsExactlyInAnyOrder("王小明", "小明", "明");
        assertThat(names("張John")).containsExactlyInAnyOrder("張", "john");
        assertThat(Words.ofQuery("小明")).containsExactly("小明");
    }

    @Test
    void house_numbers_are_words_of_places() {
        assertThat(Words.ofPlaces(List.of("Praha 1"), List.of("Dlouhá 123/45a")))
                .containsExactlyInAnyOrder("praha", "1", "dlouha", "123", "45a");
    }

    @Test
    void words_are_bounded_in_number_and_length() {
        assertThat(names("漢".repeat(10_000))).hasSize(Words.MAX_WORDS);
        assertThat(names("x".repeat(10_000))).containsExactly("x".repeat(Words.MAX_WORD_CHARS));
        assertThat(names("𝒳𠀀".repeat(5_000)).toString()).doesNotContain("\ufffd");
    }

    @Test
    void a_broken_character_is_no_word() {
        assertThat(names("\ud800 ... \udfff")).isEmpty();
    }

    private static Set<String> names(String name) {
        return Words.ofNames(List.of(name));
    }
}
