package custos.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NameSearchTest {
    private final NameSearch search = new NameSearch();

    @ParameterizedTest
    @CsvSource({
        "Jan Novák, novak",
        "Jan Novák, nov",
        "Jan Novák, jan nov",
        "Jan Novák, NOV JAN",
        "Jan Novák, jan n",
        "Jan Novák, nowak",
        "Jiří Dvořák, dworak",
        "Łukasz Wiśniewski, lukasz wisn",
        "Jürgen Müller, mueller",
        "Jürgen Müller, muller",
        "Hans Meyer, maier",
        "Petra Weiß, weiss",
        "Ahmad bin Ali, ahmad ali",
        "Ahmad bin Ali, ahmad bin ali",
        "Siti binti Yusof, yusof",
        "Muthu a/l Raman, muthu raman",
        "Muthu a/l Raman, muthu a/l raman",
        "Muhammad Hafiz, mohamad",
        "O, o",
        "王小明, 王",
        "王小明, 小明",
        "김철수, 철수",
        "முருகன், முரு",
        "Şükrü Işık, sukru isik",
        "O’Brien & Sons Ltd., o'brien"
    })
    void a_name_is_found(String name, String query) {
        name(1, name);
        name(2, "Zzyzx Qqq");
        assertThat(found(query)).containsExactly(1L);
    }

    @ParameterizedTest
    @CsvSource({
        "novak jan, true",
        "Jan Novák Dlouhá 12, true",
        "Jan Novák Dlouhá 12 Brno, true",
        "Jan Nov, false",
        "Jan Nowak, false",
        "Jan Novák Krátká 12, false",
    })
    void bearers_bear_each_of_the_very_words(String words, boolean found) {
        search.put(1, List.of("Jan Novák"), List.of("Brno"), List.of("Dlouhá 12"));
        search.put(2, List.of("Jana Nováková"), List.of("Praha"), List.of("Dlouhá 1"));
        assertThat(search.bearers(words, 5)).isEqualTo(found ? List.of(1L) : List.of());
    }

    @ParameterizedTest
    @CsvSource({
        "Jan Novák, petr nov",
        "Jan Novák, ovak",
        "Jan Novák, n",
        "Ahmad bin Ali, bi",
        "Muthu a/l Raman, a",
        "王小明, 王明",
        "Jan Novák, '  -- '"
    })
    void a_name_is_not_found(String name, String query) {
        name(1, name);
        assertThat(found(query)).isEmpty();
    }

    @Test
    void town_and_street_narrow_a_name_down() {
        search.put(1, List.of("Jan Novák"), List.of("Praha"), List.of("Dlouhá 12"));
        search.put(2, List.of("Jan Novák"), List.of("Brno"), List.of("Krátká 3"));
        assertThat(found("novak brno")).containsExactly(2L);
        assertThat(found("12 dlouha novak")).containsExactly(1L);
        assertThat(found("novak")).containsExactly(1L, 2L);
    }

    @Test
    void exact_words_come_before_beginnings_and_those_before_sounds() {
        name(1, "Nowak");
        name(2, "Nováková");
        name(3, "Novák");
        assertThat(search.find("novak", 10).hits())
                .containsExactly(
                        new Hit(3, Match.EXACT), new Hit(2, Match.PREFIX), new Hit(1, Match.SOUND));
    }

    @Test
    void names_come_before_places() {
        search.put(1, List.of("Petr Malý"), List.of("Praha"), List.of());
        search.put(2, List.of("Jan Prachař"), List.of("Brno"), List.of());
        assertThat(found("pra")).containsExactly(2L, 1L);
    }

    @Test
    void the_word_that_fits_worst_decides() {
        name(1, "Janek Novák");
        name(2, "Jan Novák");
        name(3, "Jan Nowak");
        assertThat(search.find("jan novak", 10).hits())
                .containsExactly(
                        new Hit(2, Match.EXACT), new Hit(1, Match.PREFIX), new Hit(3, Match.SOUND));
    }

    @Test
    void pages_follow_one_another_without_gap_or_repetition() {
        for (int i = 0; i < 25; i++) name(100 - i, i % 2 == 0 ? "Novák" : "Nováková");
        var first = search.find("novak", 10);
        var second = search.find("novak", 10, first.next().orElseThrow());
        var third = search.find("novak", 10, second.next().orElseThrow());
        assertThat(third.next()).isEmpty();
        assertThat(List.of(first.hits().size(), second.hits().size(), third.hits().size()))
                .containsExactly(10, 10, 5);
        assertThat(first.hits().getFirst()).isEqualTo(new Hit(76, Match.EXACT));
        assertThat(third.hits()).doesNotContainAnyElementsOf(second.hits());
    }

    @Test
    void a_cursor_survives_the_customer_it_names() {
        for (int i = 1; i <= 4; i++) name(i, "Novák");
        var first = search.find("novak", 2);
        search.remove(2);
        assertThat(search.find("novak", 2, first.next().orElseThrow()).hits())
                .extracting(Hit::customer)
                .containsExactly(3L, 4L);
    }

    @Test
    void putting_again_replaces() {
        name(1, "Jan Novák");
        name(1, "Jan Svoboda");
        assertThat(found("novak")).isEmpty();
        assertThat(found("jan svoboda")).containsExactly(1L);
        assertThat(search.indexed()).isOne();
        assertThat(search.distinctWords()).isEqualTo(2);
    }

    @Test
    void a_word_leaves_the_dictionary_with_its_last_bearer() {
        name(1, "Jan Novák");
        name(2, "Jan Svoboda");
        assertThat(search.distinctWords()).isEqualTo(3);
        search.remove(1);
        assertThat(search.distinctWords()).isEqualTo(2);
        assertThat(found("nov")).isEmpty();
        assertThat(found("nowak")).isEmpty();
        search.remove(2);
        search.remove(2);
        assertThat(search.distinctWords()).isZero();
        assertThat(search.indexed()).isZero();
    }

    @Test
    void a_place_left_by_one_customer_brings_nothing_to_the_next() {
        name(1, "Jan Novák");
        search.remove(1);
        name(2, "Petr Svoboda");
        assertThat(found("novak")).isEmpty();
        assertThat(found("svoboda")).containsExactly(2L);
    }

    @Test
    void it_answers_while_it_is_being_built() {
        search.fill(1, List.of("Jan Novák"), List.of(), List.of());
        assertThat(search.building()).isTrue();
        assertThat(found("novak")).containsExactly(1L);
        search.built();
        assertThat(search.building()).isFalse();
    }

    @Test
    void filling_never_undoes_what_the_living_changed() {
        name(1, "Jan Nový");
        search.remove(2);
        search.fill(1, List.of("Jan Starý"), List.of(), List.of());
        search.fill(2, List.of("Petr Zmizelý"), List.of(), List.of());
        assertThat(found("nov")).containsExactly(1L);
        assertThat(found("star")).isEmpty();
        assertThat(found("zmiz")).isEmpty();
    }

    @Test
    void filling_ends_when_it_is_built() {
        search.built();
        search.fill(1, List.of("Jan Novák"), List.of(), List.of());
        assertThat(search.indexed()).isZero();
    }

    @Test
    void numbers_need_be_neither_small_nor_positive() {
        for (long number : new long[] {Long.MAX_VALUE, Long.MIN_VALUE + 1, 0, -1, 1L << 43})
            name(number, "Novák");
        assertThat(found("novak"))
                .containsExactly(Long.MIN_VALUE + 1, -1L, 0L, 1L << 43, Long.MAX_VALUE);
    }

    @Test
    void limits_are_kept() {
        assertThatThrownBy(() -> search.find("novak", 0)).hasMessageContaining("1 to 100");
        assertThatThrownBy(() -> search.find("novak", 101)).hasMessageContaining("1 to 100");
        assertThatThrownBy(() -> search.find("x".repeat(257), 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("256");
    }

    @Test
    void a_cursor_reads_back() {
        var cursor = new Cursor(5, 1L << 43);
        assertThat(cursor.text()).matches("[A-Za-z0-9_-]{12}");
        assertThat(Cursor.parse(cursor.text())).isEqualTo(cursor);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "BgAAAAAAAAAA",
                "_wAAAAAAAAAA",
                "AAAAAAAAAAA",
                "AAAA+AAAAAAA",
                "AAAAAAAAAAA="
            })
    void a_cursor_that_was_never_given_is_refused(String text) {
        assertThatThrownBy(() -> Cursor.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    private void name(long customer, String name) {
        search.put(customer, List.of(name), List.of(), List.of());
    }

    private List<Long> found(String query) {
        return search.find(query, 100).hits().stream().map(Hit::customer).toList();
    }
}
