package custos.web.staff;

import static org.assertj.core.api.Assertions.assertThat;

import custos.access.Role;
import custos.customer.CustomerId;
import custos.customer.FieldValue;
import custos.event.Actor;
import custos.policy.FieldId;
import custos.policy.SourceId;
import custos.vault.customers.Customers;
import custos.web.Shop;
import custos.web.Visitor;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Changes of a customer's fields in place, and the way back.
class ContactActsTest {
    private static final FieldId EMAIL = new FieldId("email");

    @TempDir private static Path dir;
    private static Shop shop;
    private CustomerId jan;
    private Visitor anna;
    private String path;

    @BeforeAll
    static void open() {
        shop = Shop.in(dir);
    }

    @AfterAll
    static void close() {
        assertThat(shop.vault().inspection().verify(_ -> {}).findings()).isEmpty();
        shop.close();
    }

    @BeforeEach
    void jan() {
        jan = People.jan(shop);
        anna = shop.staff(Role.STAFF);
        path = "/customers/" + jan.value();
    }

    private Visitor.Page here() {
        assertThat(anna.post(path + "/visit", "how", "counter").location()).isEqualTo(path);
        return anna.get(path);
    }

    private static String version(Visitor.Page page) {
        var found = Pattern.compile("name=\"version\" value=\"([0-9]+)\"").matcher(page.body());
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    private String email() {
        return Objects.requireNonNull(
                        shop.vault()
                                .customers()
                                .reveal(jan, Set.of(EMAIL), "correction", Shop.OPERATOR)
                                .fields()
                                .get(EMAIL))
                .plain();
    }

    @Test
    void a_wrong_date_of_birth_is_put_right_unseen() {
        CustomerId eva = shop.register(Map.of("full_name", "Eva Born", "birth_date", "1980-05-17"));
        path = "/customers/" + eva.value();
        assertThat(here().body()).contains("id=\"edit-birth_date\"");
        Visitor.Page form = anna.get(path + "?edit=birth_date");
        assertThat(form.body()).contains("id=\"value-year\"").doesNotContain("1980");
        String version = version(form);

        for (String[] wrong : new String[][] {{"", "", ""}, {"31", "2", "1990"}}) {
            Visitor.Page refused = birth(version, wrong);
            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.body())
                    .contains("id=\"value-day-error\"", "value=\"" + wrong[2] + "\"");
        }
        assertThat(birth(version, "18", "6", "1990").location()).isEqualTo(path);
        assertThat(
                        shop.vault()
                                .customers()
                                .reveal(
                                        eva,
                                        Set.of(new FieldId("birth_date")),
                                        "correction",
                                        Shop.OPERATOR)
                                .fields()
                                .values())
                .containsExactly(new FieldValue.Day(java.time.LocalDate.of(1990, 6, 18)));
    }

    private Visitor.Page birth(String version, String... day) {
        return anna.post(
                path + "/fields",
                "field",
                "birth_date",
                "version",
                version,
                "value-day",
                day[0],
                "value-month",
                day[1],
                "value-year",
                day[2]);
    }

    @Test
    void a_date_of_birth_that_is_not_kept_is_not_asked_for_here() {
        CustomerId eva = shop.register(Map.of("full_name", "Eva Unborn", "profession", "cook"));
        path = "/customers/" + eva.value();
        assertThat(here().body())
                .doesNotContain("edit-birth_date")
                .doesNotContain("edit-profession");
        assertThat(anna.get(path + "?edit=birth_date").body()).doesNotContain("value-year");
        assertThat(birth("1", "18", "6", "1990").status()).isEqualTo(404);
    }

    @Test
    void a_field_is_changed_in_place_and_the_change_taken_back() {
        here();
        var form = anna.get(path + "?edit=email");
        assertThat(form.body()).contains("value=\"jan.novak@example.org\"");

        var saved =
                anna.post(
                        path + "/fields",
                        "field",
                        "email",
                        "version",
                        version(form),
                        "value",
                        " jan@example.org ");
        assertThat(saved.status()).isEqualTo(303);
        assertThat(email()).isEqualTo("jan@example.org");
        assertThat(anna.get(path).body()).contains("id=\"saved\"").contains("id=\"undo\"");

        assertThat(anna.post(path + "/undo").status()).isEqualTo(303);
        assertThat(email()).isEqualTo("jan.novak@example.org");
    }

    @Test
    void a_stale_save_shows_both_values_and_keeps_what_was_typed() {
        here();
        String seen = version(anna.get(path + "?edit=email"));
        somebodyElseSaves("other@example.org");

        var page =
                anna.post(
                        path + "/fields",
                        "field",
                        "email",
                        "version",
                        seen,
                        "value",
                        "mine@example.org");
        assertThat(page.status()).isEqualTo(409);
        assertThat(page.body())
                .contains("<p id=\"conflict-stored\">other@example.org</p>")
                .contains("<p id=\"conflict-yours\">mine@example.org</p>")
                .contains("name=\"value\" value=\"mine@example.org\"");
        assertThat(email()).isEqualTo("other@example.org");

        String now = version(page);
        anna.post(path + "/fields", "field", "email", "version", now, "value", "mine@example.org");
        assertThat(email()).isEqualTo("mine@example.org");
    }

    private void somebodyElseSaves(String email) {
        shop.vault()
                .customers()
                .amend(
                        jan,
                        new Customers.Amendment(
                                Map.of(
                                        new FieldId("email"),
                                        Optional.of(new FieldValue.Text(email))),
                                new SourceId("counter-form"),
                                OptionalLong.empty()),
                        new Actor.Staff("bela", "staff"));
    }

    @Test
    void an_undo_that_comes_too_late_says_so() {
        here();
        String seen = version(anna.get(path + "?edit=email"));
        anna.post(path + "/fields", "field", "email", "version", seen, "value", "a@example.org");
        somebodyElseSaves("b@example.org");

        var page = anna.post(path + "/undo");
        assertThat(page.status()).isEqualTo(409);
        assertThat(page.body()).contains("can no longer be taken back");
        assertThat(email()).isEqualTo("b@example.org");
    }

    @ParameterizedTest
    @ValueSource(strings = {"no at sign", "a@b", "two@@example.org", "4111 1111 1111 1111"})
    void a_wrong_value_is_told_on_top_and_at_the_field_and_kept(String typed) {
        here();
        String seen = version(anna.get(path + "?edit=email"));

        var page = anna.post(path + "/fields", "field", "email", "version", seen, "value", typed);
        assertThat(page.status()).isEqualTo(422);
        assertThat(page.body())
                .contains("id=\"mistakes\"")
                .contains("href=\"#value\"")
                .contains("id=\"value-error\"")
                .contains("value=\"" + typed + "\"");
        assertThat(email()).isEqualTo("jan.novak@example.org");
    }

    @Test
    void an_address_is_typed_in_the_boxes_of_its_country() {
        here();
        var czech = anna.get(path + "?edit=address");
        assertThat(czech.body()).contains("Street and house number").contains("value=\"34901\"");

        String[] typed = {
            "field",
            "address",
            "version",
            version(czech),
            "address.country",
            "MY",
            "address.line1",
            "12 Jalan Ampang",
            "address.postcode",
            "504",
            "address.city",
            "Kuala Lumpur",
            "address.region",
            "Kuala Lumpur",
        };
        var wrong = anna.post(path + "/fields", typed);
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.body())
                .contains("five digits")
                .contains("State (negeri)")
                .contains("value=\"12 Jalan Ampang\"");
        typed[9] = "50 450";
        assertThat(anna.post(path + "/fields", typed).status()).isEqualTo(303);
        assertThat(anna.get(path).body()).contains("50450 Kuala Lumpur").contains("Malaysia");
    }

    @Test
    void changing_the_country_without_a_script_loses_nothing() {
        here();
        var page =
                anna.post(
                        path + "/fields",
                        "field",
                        "address",
                        "version",
                        "2",
                        "boxes",
                        "1",
                        "address.country",
                        "DE",
                        "address.line1",
                        "Lange Strasse 1");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).contains("value=\"Lange Strasse 1\"").contains("Region");
    }

    @Test
    void another_countrys_boxes_come_with_what_was_typed_and_nothing_is_left_in_the_browser() {
        var boxes =
                anna.post(
                        "/address-boxes",
                        "address.country",
                        "MY",
                        "address.line1",
                        "12 <Jalan> Ampang",
                        "address.region",
                        "Kraj");
        assertThat(boxes.status()).isEqualTo(200);
        assertThat(boxes.body())
                .startsWith("<div class=\"form\" id=\"address-boxes\">")
                .contains("State (negeri)")
                .contains("value=\"12 &lt;Jalan> Ampang\"")
                .contains("<option value=\"Kraj\" selected>")
                .contains("autocomplete=\"off\"")
                .doesNotContain("address-l");

        var czech = anna.post("/address-boxes", "address.country", "CZ", "address.region", "Kraj");
        assertThat(czech.body()).contains("name=\"address.region\" value=\"Kraj\"");
        var empty = anna.post("/address-boxes", "address.country", "CZ");
        assertThat(empty.body()).doesNotContain("address.region");
    }

    @Test
    void an_address_that_is_still_right_is_confirmed_with_one_press() {
        assertThat(here().body()).contains("Address never confirmed").contains("data-key=\"a\"");

        assertThat(anna.post(path + "/address-confirmed").status()).isEqualTo(303);
        assertThat(anna.get(path).body()).contains("Address confirmed 22 Nov 2026");
    }

    @Test
    void a_misspelt_mail_domain_is_a_warning_and_no_mistake() {
        here();
        String seen = version(anna.get(path + "?edit=email"));
        anna.post(path + "/fields", "field", "email", "version", seen, "value", "jan@gmial.com");

        assertThat(anna.get(path).body()).contains("Did the customer mean gmail.com?");
        assertThat(email()).isEqualTo("jan@gmial.com");
    }

    @Test
    void a_field_that_is_not_the_customers_to_type_is_not_changed() {
        here();
        for (String field : new String[] {"gender", "consent_book", "needs_review", "x"}) {
            var page = anna.post(path + "/fields", "field", field, "version", "2", "value", "x");
            assertThat(page.status()).as(field).isEqualTo(404);
        }
        assertThat(
                        anna.post(
                                        path + "/fields",
                                        "field",
                                        "full_name",
                                        "version",
                                        "2",
                                        "value",
                                        "")
                                .status())
                .isEqualTo(422);
    }

    @Test
    void a_form_sent_after_the_session_ended_keeps_what_was_typed() {
        anna.cookies().clear();
        var page =
                anna.post(
                        path + "/fields",
                        "field",
                        "email",
                        "version",
                        "2",
                        "value",
                        "typed@example.org");
        assertThat(page.status()).isEqualTo(401);
        assertThat(page.body()).contains("name=\"kept.value\" value=\"typed@example.org\"");
    }
}
