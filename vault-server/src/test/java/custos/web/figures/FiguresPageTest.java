package custos.web.figures;

import static org.assertj.core.api.Assertions.assertThat;

import custos.access.Role;
import custos.customer.CustomerId;
import custos.vault.lists.FigureRuns;
import custos.web.Shop;
import custos.web.Visitor;
import custos.web.lists.Listed;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Officers and auditors look at figures, drawn and as tables; nobody is named on them.
class FiguresPageTest {
    @TempDir private Path dir;
    private Shop shop;
    private Visitor olga;

    @BeforeEach
    void open() {
        shop = Shop.in(dir);
        for (int i = 0; i < 6; i++) {
            CustomerId id = Listed.somebody(shop, "jana" + "abcdef".charAt(i), "newsletter/email");
            Listed.add(
                    shop,
                    id,
                    "survey-answer",
                    Map.of(
                            "survey", "autumn",
                            "scale", "0-10",
                            "score", i < 4 ? 10 : 3,
                            "ranks", Map.of("price", i < 4 ? 1 : 2, "quality", 3),
                            "answered_on", "2026-11-05"));
            Listed.add(
                    shop,
                    id,
                    "purchase",
                    Map.of(
                            "bought_on",
                            "2026-10-01",
                            "total",
                            "10",
                            "currency",
                            "CZK",
                            "lines",
                            List.of(
                                    Map.of(
                                            "item", "=kettle <b>",
                                            "quantity", "2",
                                            "unit_price", "5"))));
        }
        Listed.somebody(shop, "petr");
        olga = shop.staff(Role.OFFICER);
    }

    @AfterEach
    void close() {
        assertThat(shop.vault().inspection().verify(_ -> {}).findings()).isEmpty();
        shop.close();
    }

    private Visitor.Page made(Visitor who, String path) {
        who.get("/figures");
        long until = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (shop.vault().runs().figures().state().progress() == FigureRuns.Progress.RUNNING) {
            assertThat(System.nanoTime()).as("the figures are made").isLessThan(until);
            LockSupport.parkNanos(1_000_000);
        }
        return who.get(path);
    }

    @Test
    void every_figure_has_its_page_and_its_file() {
        String all = made(olga, "/figures").body();
        for (String code : FiguresPage.FIGURES) {
            assertThat(all).contains("href=\"/figures/" + code + "\"");
            assertThat(olga.get("/figures/" + code).status()).as(code).isEqualTo(200);
            Visitor.Page file = olga.get("/figures/" + code + "/figures.csv");
            assertThat(file.status()).as(code).isEqualTo(200);
            assertThat(file.body()).startsWith("\uFEFFas_of,table,label,series,value\r\n");
            assertThat(file.header("Content-Disposition"))
                    .isEqualTo("attachment; filename=\"figures-" + code + ".csv\"");
        }
        assertThat(olga.get("/figures/everything").status()).isEqualTo(404);
    }

    @Test
    void the_drawing_and_the_table_say_the_same() {
        String page = made(olga, "/figures/consents?purpose=newsletter").body();
        // Six of seven customers agree.
        assertThat(page).contains("<svg class=\"plot\"", "<td class=\"num\">85.7</td>");
        assertThat(olga.get("/figures/consents/figures.csv?purpose=newsletter").body())
                .contains(",2026-11,\"Agreed, percent\",85.7\r\n", ",2026-11,Given,6\r\n");
    }

    @Test
    void a_score_is_of_one_scale() {
        // 4 promote, 2 detract: 100 x 2 / 6.
        assertThat(made(olga, "/figures/nps").body())
                .contains(
                        "Scale 0-10",
                        "Score 33.3 of 6 answers of customers, each with a day: 4 promote, 2"
                                + " detract.");
    }

    @Test
    void reasons_have_their_mean_place_drawn_and_as_a_table() {
        // 4 x 1 and 2 x 2 are 8 of 6 answers.
        assertThat(made(olga, "/figures/reasons").body())
                .contains("id=\"reasons-table\"", "<svg class=\"plot\"")
                .contains("<th scope=\"row\">Price</th>", "<td class=\"num\">1.33</td>")
                .doesNotContain("<th scope=\"row\">Convenience</th>");
        assertThat(olga.get("/figures/reasons/figures.csv").body())
                .contains(
                        ",Price,\"Mean place, customers\",1.33\r\n",
                        ",Quality,\"Answers, customers\",6\r\n",
                        ",Quality,\"Mean place, anonymous\",under 5\r\n");
    }

    @Test
    void what_is_a_formula_or_markup_elsewhere_is_text_here() {
        assertThat(made(olga, "/figures/best-sellers").body())
                .contains("=kettle &lt;b&gt;")
                .doesNotContain("=kettle <b>");
        assertThat(olga.get("/figures/best-sellers/figures.csv").body())
                .contains(",'=kettle <b>,Purchases,6\r\n", ",'=kettle <b>,Quantity,12\r\n");
    }

    @Test
    void figures_stand_until_they_are_a_day_old_or_somebody_makes_them_anew() {
        made(olga, "/figures");
        Listed.somebody(shop, "eva", "newsletter/email");
        assertThat(made(olga, "/figures").body()).contains("of 7 customers");

        olga.post("/figures/make");
        assertThat(made(olga, "/figures").body()).contains("of 8 customers");

        Listed.somebody(shop, "iva", "newsletter/email");
        shop.clock().advance(Duration.ofHours(25));
        olga = shop.staff(Role.OFFICER);
        assertThat(made(olga, "/figures").body()).contains("of 9 customers");
    }

    @Test
    void officers_and_auditors_look_and_nobody_else() {
        for (Role role : new Role[] {Role.OFFICER, Role.AUDITOR}) {
            Visitor one = shop.staff(role);
            assertThat(one.get("/account").body()).contains("href=\"/figures\"");
            assertThat(made(one, "/figures/reveals").status()).as(role.word()).isEqualTo(200);
            assertThat(one.get("/figures/consents").body()).doesNotContain("jana");
        }
        Visitor auditor = shop.staff(Role.AUDITOR);
        assertThat(auditor.get("/figures").body()).doesNotContain("id=\"make\"");
        assertThat(auditor.post("/figures/make").status())
                .as("before and after one answer, figures tell what was answered")
                .isEqualTo(403);
        for (Role role : new Role[] {Role.STAFF, Role.ADMIN}) {
            Visitor other = shop.staff(role);
            assertThat(other.get("/account").body()).doesNotContain("href=\"/figures\"");
            assertThat(other.get("/figures").status()).isEqualTo(403);
            assertThat(other.get("/figures/nps").status()).isEqualTo(403);
            assertThat(other.get("/figures/nps/figures.csv").status()).isEqualTo(403);
            assertThat(other.post("/figures/make").status()).isEqualTo(403);
            assertThat(other.sendFile("/figures/profile/reference", "file", new byte[0]).status())
                    .isEqualTo(403);
        }
    }
}
