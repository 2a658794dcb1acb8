package custos.web.staff;

import static org.assertj.core.api.Assertions.assertThat;

import custos.access.Role;
import custos.customer.CustomerId;
import custos.policy.FieldId;
import custos.web.Shop;
import custos.web.Visitor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TillPageTest {
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

    private static CustomerId customer(String card) {
        return shop.register(
                Map.of("full_name", "Hana Nováková", "reward_card", card, "phone", "601 000 201"));
    }

    private static Visitor anna() {
        Visitor anna = shop.staff(Role.STAFF);
        anna.get("/till");
        return anna;
    }

    private static String path(CustomerId id) {
        return "/customers/" + id.value();
    }

    private static Visitor with(CustomerId id) {
        Visitor anna = anna();
        assertThat(anna.post(path(id) + "/visit", "how", "counter").status()).isEqualTo(303);
        return anna;
    }

    @Test
    void a_reward_card_finds_its_customer_masked() {
        CustomerId hana = customer("RC-1");

        var found = anna().post("/till", "q", "RC-1");
        assertThat(found.status()).isEqualTo(200);
        assertThat(found.body())
                .contains("href=\"" + path(hana) + "\"")
                .contains("action=\"" + path(hana) + "/visit\"")
                .doesNotContain("601 000 201");
        assertThat(anna().post("/till", "q", "RC-none").body()).contains("id=\"till-nobody\"");
    }

    @Test
    void a_payment_card_is_refused_and_not_shown_again() {
        var refused = anna().post("/till", "q", "4111 1111 1111 1111");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("id=\"q-error\"").doesNotContain("4111");
    }

    @Test
    void what_is_typed_never_stands_in_an_address() {
        assertThat(anna().get("/till?q=RC-1").status()).isEqualTo(404);
    }

    @Test
    void one_question_is_asked_in_three_languages_and_its_answer_kept() {
        CustomerId hana = customer("RC-2");
        Visitor anna = with(hana);

        var asked = anna.get(path(hana)).body();
        assertThat(asked)
                .contains("id=\"question\"")
                .contains("<blockquote class=\"say\" lang=\"cs\">Mohu si poznamenat váš e-mail")
                .contains("lang=\"ms\">Boleh saya catat alamat e-mel");
        assertThat(anna.post(path(hana) + "/answer", "field", "email", "answer", "h@example.org"))
                .satisfies(kept -> assertThat(kept.location()).isEqualTo(path(hana)));

        var after = anna.get(path(hana)).body();
        assertThat(after).contains("h@example.org").doesNotContain("id=\"question\"");
        assertThat(with(hana).get(path(hana)).body())
                .as("the next visit has the next question")
                .contains("In which language");
    }

    @Test
    void a_no_is_taken_and_not_asked_again() {
        CustomerId hana = customer("RC-3");
        Visitor anna = with(hana);

        anna.post(path(hana) + "/answer", "field", "email", "not-now", "1");

        assertThat(anna.get(path(hana)).body())
                .doesNotContain("id=\"question\"")
                .contains("E-mail address (22 Nov 2026)");
        assertThat(with(hana).get(path(hana)).body()).doesNotContain("id=\"question\"");
    }

    @Test
    void a_wrong_answer_is_told_and_kept_in_its_box() {
        CustomerId hana = customer("RC-4");

        var wrong = with(hana).post(path(hana) + "/answer", "field", "email", "answer", "no <b>");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.body())
                .contains("href=\"#answer\"")
                .contains("id=\"answer-error\"")
                .contains("value=\"no &lt;b>\"");
    }

    @Test
    void only_the_question_that_is_asked_is_answered() {
        CustomerId hana = customer("RC-5");
        Visitor anna = with(hana);

        var other = anna.post(path(hana) + "/answer", "field", "birth_date", "answer", "x");
        assertThat(other.status()).isEqualTo(303);
        assertThat(shop.vault().customers().masked(hana, "staff").fields())
                .doesNotContainKey(new FieldId("birth_date"));
    }

    @Test
    void the_address_is_confirmed_by_the_question_too() {
        CustomerId eva =
                shop.register(
                        Map.of(
                                "full_name", "Eva",
                                "phone", "601 000 301",
                                "address", Map.of("line1", "Lipová 7", "city", "Brno")));
        Visitor anna = with(eva);

        assertThat(anna.get(path(eva)).body()).contains("id=\"answer-right\"");
        anna.post(path(eva) + "/address-confirmed");
        assertThat(anna.get(path(eva)).body()).doesNotContain("id=\"question\"");

        shop.clock().advance(Duration.ofDays(200));
        assertThat(with(eva).get(path(eva)).body())
                .contains("You last confirmed your address on 22 Nov 2026");
        shop.clock().advance(Duration.ofDays(-200));
    }

    @Test
    void auditors_and_administrators_find_nobody() {
        for (Role role : new Role[] {Role.AUDITOR, Role.ADMIN}) {
            Visitor visitor = shop.staff(role);
            assertThat(visitor.get("/till").status()).isEqualTo(403);
            assertThat(visitor.post("/till", "q", "RC-1").status()).isEqualTo(403);
        }
    }
}
