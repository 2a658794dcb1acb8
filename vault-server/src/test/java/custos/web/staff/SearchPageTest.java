package custos.web.staff;

import static org.assertj.core.api.Assertions.assertThat;

import custos.access.Role;
import custos.customer.CustomerId;
import custos.web.Shop;
import custos.web.Visitor;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SearchPageTest {
    @TempDir private static Path dir;
    private static Shop shop;
    private static CustomerId jan;

    @BeforeAll
    static void open() {
        shop = Shop.in(dir);
        jan = People.jan(shop);
        shop.vault().awaitNames();
    }

    @AfterAll
    static void close() {
        shop.close();
    }

    @Test
    void the_empty_page_teaches_what_can_be_typed() {
        var page = shop.staff(Role.STAFF).get("/");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body())
                .contains("id=\"search\"")
                .contains("Whom are you looking for?")
                .contains("hx-trigger=\"input changed delay:120ms\"")
                .doesNotContain("Novák");
    }

    @ParameterizedTest
    @ValueSource(strings = {"novak", "jan.novak@example.org", "601 000 979", "a-17", "kšic"})
    void a_customer_is_found_masked_by_the_server(String typed) {
        var page = shop.staff(Role.STAFF).post("/search", "q", typed);

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body())
                .contains("href=\"/customers/" + jan.value() + "\"")
                .contains("Jan Novák")
                .contains("Kšice")
                .contains("j•••@example.org")
                .contains("••• ••• 979")
                .doesNotContain("601000979")
                .doesNotContain("Lomnička")
                .doesNotContain("1980");
        if (!typed.contains("@")) {
            assertThat(page.body()).doesNotContain("jan.novak@");
        }
    }

    @Test
    void a_script_gets_the_rows_alone() {
        var page = shop.staff(Role.STAFF).with("HX-Request", "true").post("/search", "q", "novak");

        assertThat(page.body()).contains("Jan Novák").doesNotContain("<html");
    }

    @Test
    void what_was_typed_is_kept_and_never_stands_in_an_address() {
        Visitor anna = shop.staff(Role.STAFF);

        assertThat(anna.post("/search", "q", "<b>nobody</b>").body())
                .contains("value=\"&lt;b>nobody&lt;/b>\"")
                .contains("No such customer");
        assertThat(anna.get("/?q=novak").status()).isEqualTo(404);
        assertThat(anna.get("/search").location()).isEqualTo("/");
    }

    @Test
    void one_character_looks_for_nobody() {
        assertThat(shop.staff(Role.STAFF).post("/search", "q", "n").body())
                .doesNotContain("Novák")
                .doesNotContain("No such customer");
    }

    @Test
    void a_search_longer_than_its_limit_is_answered_in_words() {
        var page = shop.staff(Role.STAFF).post("/search", "q", "x".repeat(257));

        assertThat(page.status()).isEqualTo(422);
        assertThat(page.body()).contains("at most 256 characters");
    }

    @ParameterizedTest
    @CsvSource({"AUDITOR,/audit", "ADMIN,/admin"})
    void whoever_may_not_search_is_led_to_what_she_may(Role role, String path) {
        assertThat(shop.staff(role).get("/").location()).isEqualTo(path);
        assertThat(shop.staff(role).post("/search", "q", "novak").status()).isEqualTo(403);
    }

    @Test
    void nobody_searches_without_logging_in_and_nothing_typed_is_lost() {
        var page = shop.stranger().post("/search", "q", "novak");

        assertThat(page.status()).isEqualTo(401);
        assertThat(page.body()).contains("name=\"kept.q\" value=\"novak\"");
    }

    @Test
    void a_script_whose_session_ended_gets_the_whole_page() {
        var page = shop.stranger().with("HX-Request", "true").post("/search", "q", "novak");

        assertThat(page.status()).isEqualTo(401);
        assertThat(page.header("HX-Retarget")).isEqualTo("body");
        assertThat(page.body()).contains("name=\"kept.q\" value=\"novak\"");
    }

    @Test
    void markup_in_a_name_stays_text() {
        People.scripted(shop);

        assertThat(shop.staff(Role.STAFF).post("/search", "q", "script alert").body())
                .contains("&lt;script&gt;")
                .doesNotContain("<script>alert");
    }

    @Test
    void counts_take_their_czech_forms() {
        for (int i = 0; i < 5; i++) {
            shop.register(Map.of("full_name", "Petr Dvořák"));
        }
        Visitor anna = shop.staff(Role.STAFF).speaking("cs");

        assertThat(anna.post("/search", "q", "dvorak").body()).contains("5 zákazníků");
        assertThat(anna.post("/search", "q", "a-17").body()).contains("1 zákazník<");
    }
}
