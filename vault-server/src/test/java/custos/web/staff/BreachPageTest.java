package custos.web.staff;

import static org.assertj.core.api.Assertions.assertThat;

import custos.access.Role;
import custos.web.Shop;
import custos.web.Visitor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An officer learns who is concerned by a breach, whether the keys are safe, and whom to tell.
class BreachPageTest {
    @TempDir private Path dir;
    private Shop shop;
    private Visitor olga;

    @BeforeEach
    void open() {
        shop = Shop.in(dir);
        People.jan(shop);
        shop.register(Map.of("full_name", "Eva"));
        olga = shop.staff(Role.OFFICER);
        olga.get("/breaches");
    }

    @AfterEach
    void close() {
        assertThat(shop.vault().inspection().verify(_ -> {}).findings()).isEmpty();
        shop.close();
    }

    private Visitor.Page write(String extent, String found, String... classes) {
        var fields =
                new ArrayList<>(
                        List.of(
                                "found", found,
                                "what", "A laptop was stolen",
                                "extent", extent,
                                "consequences", "unwanted calls",
                                "measures", "passwords were changed"));
        for (String one : classes) {
            fields.addAll(List.of("class", one));
        }
        return olga.post("/breaches", fields.toArray(String[]::new));
    }

    @Test
    void it_counts_people_by_class_and_names_the_fields() {
        String body = write("in-clear", "2026-11-22T09:00", "contact", "profile").body();

        assertThat(body)
                .contains(
                        "id=\"people\">2<",
                        ">2</td>",
                        ">1</td>",
                        "E-mail address",
                        "Date of birth");
    }

    @Test
    void with_safe_keys_those_concerned_need_not_be_told() {
        assertThat(write("without-keys", "2026-11-22T09:00", "contact").body())
                .contains("The keys are safe.", "Not needed: the data cannot be read")
                .doesNotContain("id=\"letter-en\"");
    }

    @Test
    void without_them_there_are_letters_in_three_languages() {
        assertThat(write("with-keys", "2026-11-22T09:00", "contact").body())
                .contains("The data can be read.", "Without undue delay")
                .contains("id=\"letter-en\"", "id=\"letter-ms\"", "id=\"letter-cs\"")
                .contains("lang=\"cs\"", "A laptop was stolen", "dpo@shop.example.org");
    }

    @Test
    void the_authorities_have_72_hours_and_people_in_malaysia_7_days_more() {
        String body = write("in-clear", "2026-11-20T09:00", "contact").body();
        assertThat(body)
                .contains("23 Nov 2026 09:00", "30 Nov 2026 09:00")
                .doesNotContain("state-failed");

        shop.clock().advance(Duration.ofDays(2));
        olga = shop.staff(Role.OFFICER);
        olga.get("/breaches");
        assertThat(write("in-clear", "2026-11-20T09:00", "contact").body())
                .contains("state-failed");
    }

    @Test
    void a_form_that_is_wrong_says_why_and_keeps_what_was_typed() {
        assertThat(write("in-clear", "2026-11-23T09:00", "contact").body())
                .contains("The moment is now or within the last year.", "A laptop was stolen");
        assertThat(write("in-clear", "2026-11-22T09:00").body())
                .contains("Tick at least one class of data.");
        assertThat(write("somehow", "2026-11-22T09:00", "contact").status()).isEqualTo(422);
        assertThat(olga.post("/breaches", "found", "soon").status()).isEqualTo(422);
    }

    @Test
    void only_officers_see_it() {
        for (Role role : List.of(Role.STAFF, Role.AUDITOR, Role.ADMIN)) {
            assertThat(shop.staff(role).get("/breaches").status()).as(role.word()).isEqualTo(403);
        }
    }
}
