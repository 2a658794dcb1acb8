package custos.web.audit;

import static org.assertj.core.api.Assertions.assertThat;

import custos.web.Visit;
import custos.web.Visitor;
import custos.words.PhraseBook;
import custos.words.Phrases;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What auditors are told when they ask for what there is not.
class AuditMistakesTest {
    @TempDir static Path dir;
    private static AuditedShop shop;
    private static Visitor auditor;

    @BeforeAll
    static void sell_for_a_while() {
        shop = AuditedShop.in(dir);
        auditor = shop.auditor();
    }

    @AfterAll
    static void close() {
        shop.close();
    }

    static Stream<Map.Entry<String, Integer>> wrong() {
        return Map.ofEntries(
                Map.entry("/audit?type=consent-gossip", 422),
                Map.entry("/audit?group=everything", 422),
                Map.entry("/audit?purpose=spying", 422),
                Map.entry("/audit?channel=owl", 422),
                Map.entry("/audit?source=hearsay", 422),
                Map.entry("/audit?actor=Zdislava%20Lemberk", 422),
                Map.entry("/audit?from=2026-02-30", 422),
                Map.entry("/audit?from=yesterday", 422),
                Map.entry("/audit?to=999999999-01-01", 422),
                Map.entry("/audit?from=2026-11-23&to=2026-11-22", 422),
                Map.entry("/audit/log.csv?from=x", 422),
                Map.entry("/audit?before=-1", 404),
                Map.entry("/audit?before=x", 404),
                Map.entry("/audit?email=x", 404),
                Map.entry("/audit/entries/999999", 404),
                Map.entry("/audit/entries/99999999999999999999", 404),
                Map.entry("/audit/entries/01", 404),
                Map.entry("/audit/entries/-1", 404),
                Map.entry("/audit/entries/1?sight=half", 404),
                Map.entry("/audit/entries/999999/proof", 404),
                Map.entry("/audit/checkpoints/999999", 404),
                Map.entry("/audit/cases/77", 404),
                Map.entry("/audit/cases/0", 404),
                Map.entry("/audit/policy?from=9", 404),
                Map.entry("/audit/policy?document=../secret", 404),
                Map.entry("/audit/notices/xyz", 404),
                Map.entry("/audit/notices/" + "0".repeat(64), 404))
                .entrySet()
                .stream();
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void what_is_wrong_is_said_in_the_readers_language(Map.Entry<String, Integer> asked) {
        for (String language : List.of("en", "ms", "cs")) {
            Visitor.Page page = auditor.get(with(asked.getKey(), language));

            assertThat(page.status()).as(asked.getKey()).isEqualTo(asked.getValue());
            assertThat(page.body()).contains(said(asked.getValue(), language));
            assertThat(page.body()).doesNotContain("Exception").doesNotContain("at custos.");
        }
        auditor.get("/audit?lang=en");
    }

    private static String said(int status, String language) {
        Phrases words = PhraseBook.load(Visit.class, List.of(language)).in(language);
        return status == 422
                ? words.text("common.mistakes", "count", 1)
                : words.text("common.fault.not-here");
    }

    private static String with(String path, String language) {
        return path + (path.contains("?") ? "&" : "?") + "lang=" + language;
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hello", "<script>alert(1)</script>", "a\n0\nb\n\n— c d\n"})
    void pasted_rubbish_is_no_checkpoint(String rubbish) {
        Visitor.Page page = auditor.post("/audit/checkpoints", "checkpoint", rubbish);

        assertThat(page.status()).isEqualTo(422);
        assertThat(page.body()).contains("This is no checkpoint").doesNotContain("<script>alert");
    }

    @Test
    void a_mebibyte_is_not_even_read() {
        assertThat(auditor.post("/audit/checkpoints", "checkpoint", "x".repeat(1 << 20)).status())
                .isEqualTo(413);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "201", "-1", "many", ""})
    void a_sample_has_1_to_200_entries(String count) {
        Visitor.Page page = auditor.post("/audit/sample", "count", count);

        assertThat(page.status()).isEqualTo(422);
        assertThat(page.body()).contains("A sample has 1 to 200 entries");
    }

    @Test
    void a_seed_that_may_name_somebody_is_refused() {
        Visitor.Page page =
                auditor.post("/audit/sample", "count", "5", "seed", "zdislava@example.org");

        assertThat(page.status()).isEqualTo(422);
        assertThat(page.body()).contains("A seed is 1 to 64");
    }
}
