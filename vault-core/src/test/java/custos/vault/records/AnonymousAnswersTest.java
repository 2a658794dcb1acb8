package custos.vault.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import custos.policy.KindId;
import custos.vault.TestVault;
import custos.vault.rows.Refusal;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Answers that nobody gave under her name.
class AnonymousAnswersTest {
    private static final KindId KIND = new KindId("survey-answer");

    @TempDir Path dir;
    private TestVault test;

    @BeforeEach
    void open() {
        test = TestVault.in(dir);
    }

    @AfterEach
    void inspectAndClose() {
        test.inspected();
        test.close();
    }

    private void take(Map<String, Object> fields) {
        var all = new HashMap<>(fields);
        all.putIfAbsent("survey", "autumn");
        test.vault().counter().answers().take(test.read(all, KIND), TestVault.STAFF);
    }

    private AnonymousAnswers.Result only() {
        return test.vault().counter().answers().results().getFirst();
    }

    @Test
    void answers_are_shown_from_five_on_and_survive_closing() {
        for (int i = 0; i < 4; i++) {
            take(Map.of("scale", "0-10", "score", 10));
        }
        assertThat(only().sums()).isEmpty();
        take(Map.of("scale", "0-10", "score", 0, "why", "Too dear", "ranks", Map.of("price", 1)));

        test.reopen();
        assertThat(only().survey()).isEqualTo("autumn");
        assertThat(only().sums().orElseThrow().nps("0-10").orElseThrow().nps()).isEqualTo(60);
        assertThat(only().sums().orElseThrow().whys()).containsExactly("Too dear");
    }

    @Test
    void the_ledger_says_that_one_answered_and_no_record_says_what() {
        take(Map.of("scale", "0-10", "score", 10));

        assertThat(test.words()).contains("survey-answered").doesNotContain("record-added");
        assertThat(test.acts()).allMatch(act -> act.purpose().isEmpty());
    }

    @Test
    void none_of_many_at_once_is_lost() {
        CompletableFuture.allOf(
                        IntStream.range(0, 20)
                                .mapToObj(i ->
                                        CompletableFuture.runAsync(() ->
                                                take(Map.of("scale", "1-10", "score", 1 + i % 10))))
                                .toArray(CompletableFuture[]::new))
                .join();
        assertThat(only().sums().orElseThrow().count()).isEqualTo(20);
    }

    @Test
    void an_answer_that_says_nothing_or_makes_no_sense_is_refused() {
        assertThat(refused(Map.of())).isEqualTo("score");
        assertThat(refused(Map.of("score", 3))).isEqualTo("scale");
        assertThat(refused(Map.of("score", 0, "scale", "1-10"))).isEqualTo("score");
        assertThat(test.vault().counter().answers().results()).isEmpty();
    }

    private String refused(Map<String, Object> fields) {
        return catchThrowableOfType(Refusal.BadField.class, () -> take(fields)).field();
    }
}
