package custos.web.staff;

import static org.assertj.core.api.Assertions.assertThat;

import custos.access.Role;
import custos.customer.CustomerId;
import custos.vault.records.Records;
import custos.web.Shop;
import custos.web.Visitor;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordPageTest {
    @TempDir private static Path dir;
    private static Shop shop;
    private static TakenDown desk;

    @BeforeAll
    static void open() {
        shop = Shop.in(dir);
        desk = new TakenDown(shop);
    }

    @AfterAll
    static void close() {
        assertThat(shop.vault().inspection().verify(_ -> {}).findings()).isEmpty();
        shop.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "purchases",
                "warranties",
                "messages",
                "survey-answers",
                "complaints",
                "wish-list",
                "competition-entries"
            })
    void every_kind_has_a_form_with_its_notice_and_without_any_consent(String kind) {
        CustomerId jan = People.jan(shop);

        var page = desk.anna().get(desk.path(jan, kind));

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body())
                .contains("id=\"notice-to-read\"")
                .contains("<blockquote class=\"say\" lang=\"cs\">")
                .doesNotContain("name=\"consent.")
                .doesNotContain(" checked");
    }

    @Test
    void what_is_not_taken_down_by_hand_has_no_form() {
        CustomerId jan = People.jan(shop);
        for (String kind :
                new String[] {"visits", "tax-copy", "contact", "reward-movements", "x"}) {
            assertThat(desk.anna().get(desk.path(jan, kind)).status()).as(kind).isEqualTo(404);
        }
    }

    @Test
    void an_order_by_text_message_is_kept_with_its_lines_and_its_source() {
        CustomerId jan = People.jan(shop);
        Visitor anna = desk.anna();
        anna.get(desk.path(jan, "purchases"));

        var saved =
                anna.post(
                        desk.path(jan, "purchases"),
                        "source",
                        "sms-order",
                        "bought_on",
                        "2026-11-20",
                        "total",
                        "1 250,50",
                        "currency",
                        "CZK",
                        "lines.0.item",
                        "Kettle",
                        "lines.0.quantity",
                        "1",
                        "lines.0.unit_price",
                        "1250.50",
                        "paid_on",
                        "2026-11-21");

        assertThat(saved.status()).isEqualTo(303);
        assertThat(desk.only(jan, "purchase"))
                .containsEntry("total", "1250.50")
                .containsEntry("paid_on", "2026-11-21")
                .containsEntry(
                        "lines",
                        List.of(
                                Map.of(
                                        "item",
                                        "Kettle",
                                        "quantity",
                                        "1",
                                        "unit_price",
                                        "1250.50")));
        assertThat(desk.source(jan)).isEqualTo("sms-order");
    }

    @Test
    void every_mistake_is_told_at_its_box_and_everything_typed_is_kept() {
        CustomerId jan = People.jan(shop);
        Visitor anna = desk.anna();
        anna.get(desk.path(jan, "purchases"));

        var page =
                anna.post(
                        desk.path(jan, "purchases"),
                        "bought_on",
                        "2026-02-30",
                        "total",
                        "much",
                        "currency",
                        "Kč",
                        "lines.1.item",
                        "Tea <b>",
                        "purchase_note",
                        "card 4111 1111 1111 1111");

        assertThat(page.status()).isEqualTo(422);
        assertThat(page.body())
                .contains("Please correct 5 things")
                .contains("id=\"bought_on-error\"")
                .contains("id=\"total-error\"")
                .contains("id=\"currency-error\"")
                .contains("id=\"lines.1.quantity-error\"")
                .contains("value=\"Tea &lt;b>\"")
                .contains("Card numbers are never kept");
        assertThat(desk.records(jan, "purchase")).isEmpty();
    }

    @Test
    void what_is_required_is_asked_for() {
        CustomerId jan = People.jan(shop);
        Visitor anna = desk.anna();
        anna.get(desk.path(jan, "messages"));

        assertThat(anna.post(desk.path(jan, "messages"), "text", "hello").body())
                .contains("id=\"direction-error\"")
                .contains("id=\"message_channel-error\"")
                .contains(">hello</textarea>");
    }

    @Test
    void more_lines_are_given_without_saving() {
        CustomerId jan = People.jan(shop);
        Visitor anna = desk.anna();
        anna.get(desk.path(jan, "purchases"));

        var page = anna.post(desk.path(jan, "purchases"), "more", "1", "lines.2.item", "Honey");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).contains("value=\"Honey\"").contains("id=\"lines.5.item\"");
        assertThat(desk.records(jan, "purchase")).isEmpty();
    }

    @Test
    void a_form_that_is_sent_twice_is_kept_once() {
        CustomerId jan = People.jan(shop);
        Visitor anna = desk.anna();
        String form = anna.get(desk.path(jan, "wish-list")).body();
        String once = form.replaceAll("(?s).*name=\"once\" value=\"([0-9a-f]{32})\".*", "$1");

        for (int i = 0; i < 2; i++) {
            assertThat(
                            anna.post(desk.path(jan, "wish-list"), "item", "Blue mug", "once", once)
                                    .status())
                    .isEqualTo(303);
        }
        assertThat(desk.only(jan, "wish")).containsEntry("item", "Blue mug");
    }

    @Test
    void a_wish_has_a_rating_from_one_to_five() {
        CustomerId jan = People.jan(shop);
        Visitor anna = desk.anna();
        anna.get(desk.path(jan, "wish-list"));

        assertThat(anna.post(desk.path(jan, "wish-list"), "item", "Mug", "rating", "6").body())
                .contains("a whole number from 1 to 5");
        anna.post(desk.path(jan, "wish-list"), "item", "Mug", "rating", "5", "favourite", "true");
        assertThat(desk.only(jan, "wish"))
                .containsEntry("favourite", true)
                .containsEntry("rating", 5L);
    }

    @Test
    void a_complaint_is_open_until_it_is_resolved() {
        CustomerId jan = People.jan(shop);
        Visitor anna = desk.anna();
        assertThat(anna.get(desk.path(jan, "complaints")).body())
                .contains("<option value=\"open\" selected>");
        anna.post(
                desk.path(jan, "complaints"),
                "complaint",
                "The kettle leaks",
                "status",
                "open",
                "opened_on",
                "2026-11-20");

        Records.Entry kept = desk.records(jan, "complaint").getFirst();
        String one = desk.path(jan, "complaints") + "/" + kept.id().value();
        assertThat(anna.get(one).body()).contains(">The kettle leaks</textarea>");
        String[] solved = {
            "version",
            "1",
            "complaint",
            "The kettle leaks",
            "status",
            "resolved",
            "opened_on",
            "2026-11-20",
            "closed_on",
            "2026-11-22"
        };
        assertThat(anna.post(one, solved).status()).isEqualTo(303);
        assertThat(desk.only(jan, "complaint"))
                .containsEntry("status", "resolved")
                .containsEntry("closed_on", "2026-11-22");

        var late = anna.post(one, solved);
        assertThat(late.status()).as("somebody was faster").isEqualTo(409);
        assertThat(late.body()).contains("name=\"version\" value=\"2\"");
    }

    @Test
    void a_survey_answer_keeps_its_scale_and_its_ranks() {
        CustomerId jan = People.jan(shop);
        Visitor anna = desk.anna();
        anna.get(desk.path(jan, "survey-answers"));

        assertThat(
                        anna.post(
                                        desk.path(jan, "survey-answers"),
                                        "survey",
                                        "autumn",
                                        "score",
                                        "9")
                                .body())
                .contains("id=\"scale-error\"");
        assertThat(
                        anna.post(
                                        desk.path(jan, "survey-answers"),
                                        "survey",
                                        "autumn",
                                        "scale",
                                        "1-10",
                                        "score",
                                        "0")
                                .body())
                .contains("id=\"score-error\"");
        assertThat(
                        anna.post(
                                        desk.path(jan, "survey-answers"),
                                        "survey",
                                        "autumn",
                                        "scale",
                                        "0-10",
                                        "score",
                                        "0",
                                        "ranks.price",
                                        "1",
                                        "ranks.quality",
                                        "1")
                                .body())
                .contains("id=\"ranks.quality-error\"");
        anna.post(
                desk.path(jan, "survey-answers"),
                "survey",
                "autumn",
                "scale",
                "0-10",
                "score",
                "0",
                "why",
                "too dear",
                "where_heard",
                "a neighbour",
                "ranks.price",
                "1",
                "ranks.quality",
                "2",
                "ranks.choice",
                "3",
                "ranks.convenience",
                "4");
        assertThat(desk.only(jan, "survey-answer"))
                .containsEntry("scale", "0-10")
                .containsEntry("score", 0L)
                .containsEntry(
                        "ranks",
                        Map.of("price", 1L, "quality", 2L, "choice", 3L, "convenience", 4L));
    }

    @Test
    void auditors_and_administrators_take_nothing_down() {
        CustomerId jan = People.jan(shop);
        for (Role role : new Role[] {Role.AUDITOR, Role.ADMIN}) {
            Visitor visitor = shop.staff(role);
            assertThat(visitor.get(desk.path(jan, "purchases")).status()).isEqualTo(403);
            assertThat(visitor.post(desk.path(jan, "purchases"), "total", "1").status())
                    .isEqualTo(403);
        }
    }
}
