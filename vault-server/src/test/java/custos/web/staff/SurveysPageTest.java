package custos.web.staff;

import static org.assertj.core.api.Assertions.assertThat;

import custos.access.Role;
import custos.web.Shop;
import custos.web.Visitor;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SurveysPageTest {
    private static final String ANSWER = "/surveys/answer";

    @TempDir private static Path dir;
    private static Shop shop;

    @BeforeAll
    static void open() {
        shop = Shop.in(dir);
    }

    @AfterAll
    static void close() {
        assertThat(shop.vault().inspection().verify(_ -> {}).findings()).isEmpty();
        shop.close();
    }

    @Test
    void staff_take_answers_down_and_officers_see_them_from_five_on() {
        Visitor anna = shop.staff(Role.STAFF);
        assertThat(anna.get("/surveys").location()).isEqualTo(ANSWER);
        assertThat(anna.get(ANSWER).body()).doesNotContain("answered_on");
        Visitor olga = shop.staff(Role.OFFICER);
        for (int i = 0; i < 5; i++) {
            assertThat(results("spring")).doesNotContain("Net promoter score");
            var taken =
                    anna.post(
                            ANSWER,
                            "survey",
                            "spring",
                            "scale",
                            "0-10",
                            "score",
                            Integer.toString(6 + i),
                            "why",
                            "because <b>" + i,
                            "where_heard",
                            "Radio",
                            "ranks.price",
                            "1");
            assertThat(taken.status()).isEqualTo(200);
            assertThat(taken.body()).contains("id=\"thanks\"");
        }

        assertThat(olga.get("/surveys").body())
                .contains("Net promoter score: 20")
                .contains("<li>radio: 5</li>")
                .contains("because &lt;b");
        assertThat(shop.staff(Role.AUDITOR).get("/surveys").body()).contains("spring");
    }

    /// What the page says of one survey; nothing before anybody answered.
    private static String results(String survey) {
        String page = shop.staff(Role.OFFICER).get("/surveys").body();
        int from = page.indexOf("<h2>" + survey);
        int to = page.indexOf("<section", Math.max(0, from));
        return from < 0 ? "" : page.substring(from, to < 0 ? page.length() : to);
    }

    @Test
    void an_answer_that_is_sent_twice_counts_once() {
        Visitor anna = shop.staff(Role.STAFF);
        for (int i = 0; i < 5; i++) {
            String form = anna.get(ANSWER).body();
            String once = form.replaceAll("(?s).*name=\"once\" value=\"([0-9a-f]{32})\".*", "$1");
            for (int times = 0; times < 2; times++) {
                assertThat(
                                anna.post(
                                                ANSWER, "once", once, "survey", "winter", "scale",
                                                "0-10", "score", "9")
                                        .body())
                        .contains("id=\"thanks\"");
            }
        }
        assertThat(results("winter")).startsWith("<h2>winter</h2>\n<p>5 ");
    }

    @Test
    void the_order_that_one_of_five_gave_is_nobodys_to_see() {
        Visitor anna = shop.staff(Role.STAFF);
        anna.get(ANSWER);
        for (int i = 0; i < 5; i++) {
            anna.post(
                    ANSWER,
                    "survey",
                    "autumn",
                    "scale",
                    "0-10",
                    "score",
                    "9",
                    "ranks.price",
                    i == 0 ? "1" : "");
        }
        assertThat(results("autumn")).contains("Net promoter score: 100");
        assertThat(results("autumn").split("aria-label=\"autumn: ", -1))
                .as("one table: the scores")
                .hasSize(2);
    }

    @Test
    void mistakes_are_told_at_their_box() {
        Visitor anna = shop.staff(Role.STAFF);
        anna.get(ANSWER);
        assertThat(anna.post(ANSWER, "why", "well").body())
                .contains("id=\"survey-error\"")
                .contains(">well</textarea>");
        assertThat(anna.post(ANSWER, "survey", "x").body()).contains("id=\"score-error\"");
        assertThat(anna.post(ANSWER, "survey", "x", "score", "5").body())
                .contains("id=\"scale-error\"");
        assertThat(anna.post(ANSWER, "survey", "x", "score", "0", "scale", "1-10").status())
                .isEqualTo(422);
    }

    @Test
    void administrators_see_no_results_and_auditors_take_nothing_down() {
        assertThat(shop.staff(Role.ADMIN).get("/surveys").status()).isEqualTo(403);
        assertThat(shop.staff(Role.ADMIN).get(ANSWER).status()).isEqualTo(403);
        Visitor vera = shop.staff(Role.AUDITOR);
        assertThat(vera.get(ANSWER).status()).isEqualTo(403);
        assertThat(vera.post(ANSWER, "survey", "x").status()).isEqualTo(403);
    }
}
