package custos.figure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Small cells are hidden, and so is what would tell them.
class CellsTest {
    private static Map<String, Long> counts(long... counts) {
        var map = new LinkedHashMap<String, Long>();
        for (int i = 0; i < counts.length; i++) {
            map.put("c" + i, counts[i]);
        }
        return map;
    }

    private static String shown(long... counts) {
        var text = new StringBuilder();
        Cells.shown(counts(counts))
                .values()
                .forEach(cell -> text.append(cell.map(n -> n + " ").orElse("- ")));
        return text.toString().strip();
    }

    @Test
    void cells_of_five_and_more_are_shown() {
        assertThat(shown(5, 17, 230)).isEqualTo("5 17 230");
    }

    @Test
    void a_cell_under_five_takes_the_smallest_other_with_it() {
        assertThat(shown(4, 17, 230)).isEqualTo("- - 230");
        assertThat(shown(230, 1, 17, 8)).isEqualTo("230 - 17 -");
    }

    @Test
    void hidden_cells_have_five_people_together() {
        // 1 + 2 = 3 people in two cells could be told by subtraction.
        assertThat(shown(1, 2, 9, 50)).isEqualTo("- - - 50");
        assertThat(shown(3, 4, 9, 50)).isEqualTo("- - 9 50");
    }

    @Test
    void an_empty_cell_is_shown_and_hides_nobody() {
        assertThat(shown(60, 0, 0)).isEqualTo("60 0 0");
        assertThat(shown(9, 2, 0, 50)).isEqualTo("- - 0 50");
    }

    @Test
    void nothing_is_shown_where_everything_would_tell() {
        assertThat(shown(3)).isEqualTo("-");
        assertThat(shown(100, 2)).isEqualTo("- -");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void whatever_the_counts_the_hidden_rest_is_no_small_cell(int seed) {
        var chance = RandomGenerator.of("L64X128MixRandom");
        for (int i = 0; i < 500; i++) {
            long[] counts = chance.longs(1 + (i + seed) % 9, 0, 12).toArray();
            var cells = counts(counts);
            var shown = Cells.shown(cells);
            long hidden = shown.values().stream().filter(Optional::isEmpty).count();
            long people =
                    cells.entrySet().stream()
                            .filter(cell ->
                                    shown.getOrDefault(cell.getKey(), Optional.empty()).isEmpty())
                            .mapToLong(Map.Entry::getValue)
                            .sum();
            assertThat(shown.values().stream().flatMap(Optional::stream))
                    .allMatch(n -> n == 0 || n >= 5);
            long all = cells.values().stream().mapToLong(Long::longValue).sum();
            assertThat(hidden == 0 || people == all || (hidden > 1 && people >= 5))
                    .as("%s", cells)
                    .isTrue();
        }
    }

    @Test
    void a_score_is_promoters_less_detractors_in_percent_of_all_answers() {
        var answers = Promoters.NONE;
        for (long score : new long[] {10, 9, 9, 8, 7, 6, 0}) {
            answers = answers.plus(score);
        }
        assertThat(answers).isEqualTo(new Promoters(3, 2, 2));
        assertThat(answers.score().orElseThrow()).isEqualByComparingTo("14.3");
        assertThat(Promoters.NONE.plus(10).plus(10).plus(10).plus(10).score()).isEmpty();
    }
}
