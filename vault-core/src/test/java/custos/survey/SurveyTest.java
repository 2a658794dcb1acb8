package custos.survey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import custos.json.CanonicalJson;
import custos.survey.Answer.Score;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Anonymous answers come out in whole fives.
class SurveyTest {
    private static Answer scored(String scale, int points) {
        return new Answer(
                Optional.of(new Score(scale, points)),
                Optional.empty(),
                Optional.empty(),
                new TreeMap<>());
    }

    private static Survey answered(String scale, int... points) {
        Survey survey = Survey.begun("autumn");
        for (int one : points) {
            survey = survey.with(scored(scale, one));
        }
        return survey;
    }

    @Test
    void four_answers_show_nothing_and_nine_show_five() {
        assertThat(answered("0-10", 9, 9, 9, 9).sums()).isEqualTo(Tally.NONE);
        assertThat(answered("0-10", 9, 9, 9, 9, 9).sums().count()).isEqualTo(5);
        Survey nine = answered("0-10", 9, 9, 9, 9, 9, 1, 1, 1, 1);
        assertThat(nine.sums()).isEqualTo(answered("0-10", 9, 9, 9, 9, 9).sums());
        assertThat(nine.waiting()).hasSize(4);
    }

    @Test
    void the_figure_is_promoters_less_detractors_in_a_hundred() {
        Tally sums = answered("0-10", 10, 9, 8, 7, 6, 0, 9, 9, 9, 9).sums();

        Tally.Nps nps = sums.nps("0-10").orElseThrow();
        assertThat(nps.answers()).isEqualTo(10);
        assertThat(nps.nps()).isEqualTo(100.0 * (6 - 2) / 10);
    }

    @Test
    void each_scale_is_a_figure_of_its_own_from_five_answers_on() {
        Survey survey = answered("1-10", 10, 10, 10, 10);
        for (int i = 0; i < 6; i++) {
            survey = survey.with(scored("0-10", 0));
        }

        assertThat(survey.sums().count()).isEqualTo(10);
        assertThat(survey.sums().nps("0-10").orElseThrow().nps()).isEqualTo(-100);
        assertThat(survey.sums().nps("1-10")).as("four answered on it").isEmpty();
    }

    @Test
    void answers_that_wait_and_reasons_stand_in_no_order_of_time() {
        Survey one = Survey.begun("s").with(scored("0-10", 1)).with(scored("0-10", 2));
        Survey other = Survey.begun("s").with(scored("0-10", 2)).with(scored("0-10", 1));
        assertThat(one).isEqualTo(other);

        Survey words = Survey.begun("s");
        for (String why : List.of("late", "dear", "kind", "near", "busy")) {
            words =
                    words.with(
                            new Answer(
                                    Optional.empty(),
                                    Optional.of(why),
                                    Optional.of("Radio"),
                                    new TreeMap<>(Map.of("price", 1L))));
        }
        assertThat(words.sums().whys()).isSorted();
        assertThat(words.sums().heardOften()).isEqualTo(new TreeMap<>(Map.of("radio", 5L)));
        assertThat(words.sums().ranks().getOrDefault("price", List.of())).startsWith(5L);
    }

    @Test
    void a_survey_reads_as_it_was_written() {
        Survey survey = answered("1-10", 1, 2, 3, 4, 5, 6, 7);
        byte[] bytes = CanonicalJson.encode(survey.toJson());
        assertThat(Survey.read(CanonicalJson.parseObject(bytes))).isEqualTo(survey);
    }

    @Test
    void no_score_leaves_its_scale() {
        for (int points : new int[] {0, 11, -1}) {
            assertThatIllegalArgumentException().isThrownBy(() -> scored("1-10", points));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> scored("0-5", 1));
    }
}
