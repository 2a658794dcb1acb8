package custos.web.staff;

import static org.assertj.core.api.Assertions.assertThat;

import custos.customer.CustomerId;
import custos.vault.records.Records;
import custos.web.Shop;
import custos.web.Visitor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A correction of a record changes what was typed, and nothing that no box shows.
class RecordCorrectionTest {
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

    @Test
    void a_correction_is_not_taken_for_the_same_form_once_more() {
        CustomerId jan = People.jan(shop);
        Visitor anna = desk.anna();
        String form = anna.get(desk.path(jan, "wish-list")).body();
        String once = form.replaceAll("(?s).*name=\"once\" value=\"([0-9a-f]{32})\".*", "$1");
        anna.post(desk.path(jan, "wish-list"), "item", "Blue mug", "once", once);

        var corrected = anna.post(desk.path(jan, "wish-list"), "item", "Red mug", "once", once);
        assertThat(corrected.status()).isEqualTo(422);
        assertThat(corrected.body())
                .contains("was sent before with something else", "Red mug")
                .doesNotContain(once);
        assertThat(desk.only(jan, "wish")).containsEntry("item", "Blue mug");
    }

    @Test
    void what_no_box_shows_survives_a_correction() {
        CustomerId jan = People.jan(shop);
        Visitor anna = desk.anna();
        var lines = new ArrayList<Map<String, Object>>();
        for (int i = 0; i < 70; i++) {
            lines.add(
                    Map.of("item", "Cup " + i, "quantity", "1", "unit_price", "2", "sku", "C" + i));
        }
        desk.add(
                jan,
                "purchase",
                Map.of(
                        "bought_on",
                        "2026-11-20",
                        "total",
                        "140",
                        "currency",
                        "CZK",
                        "lines",
                        lines));
        Records.Entry kept = desk.records(jan, "purchase").getFirst();
        String one = desk.path(jan, "purchases") + "/" + kept.id().value();
        String page = anna.get(one).body();
        var fields =
                new ArrayList<>(
                        List.of(
                                "version",
                                "1",
                                "bought_on",
                                "2026-11-20",
                                "total",
                                "140",
                                "currency",
                                "CZK",
                                "purchase_note",
                                "by telephone"));
        for (int i = 0; i < 60; i++) {
            assertThat(page).contains("name=\"lines." + i + ".item\"");
            fields.addAll(List.of("lines." + i + ".item", i == 3 ? "Mug" : "Cup " + i));
            fields.addAll(List.of("lines." + i + ".quantity", "1"));
            fields.addAll(List.of("lines." + i + ".unit_price", "2"));
        }
        assertThat(anna.post(one, fields.toArray(String[]::new)).status()).isEqualTo(303);

        List<?> after =
                (List<?>)
                        Optional.ofNullable(desk.only(jan, "purchase").get("lines")).orElseThrow();
        assertThat(after).hasSize(70);
        assertThat(after.get(2)).isEqualTo(lines.get(2));
        assertThat(after.get(3))
                .as("another article has another number")
                .isEqualTo(Map.of("item", "Mug", "quantity", "1", "unit_price", "2"));
        assertThat(after.get(69)).isEqualTo(lines.get(69));
    }

    @Test
    void the_seconds_of_a_time_survive_a_correction() {
        CustomerId jan = People.jan(shop);
        Visitor anna = desk.anna();
        desk.add(
                jan,
                "message",
                Map.of(
                        "direction", "in",
                        "message_channel", "email",
                        "sent_at", "2026-11-20T10:00:37Z"));
        Records.Entry kept = desk.records(jan, "message").getFirst();
        String one = desk.path(jan, "messages") + "/" + kept.id().value();
        String shown =
                anna.get(one)
                        .body()
                        .replaceAll("(?s).*name=\"sent_at\"[^>]*value=\"([^\"]*)\".*", "$1");
        anna.post(
                one,
                "version",
                "1",
                "direction",
                "in",
                "message_channel",
                "email",
                "sent_at",
                shown,
                "subject",
                "Opening hours");
        assertThat(desk.only(jan, "message"))
                .containsEntry("sent_at", "2026-11-20T10:00:37Z")
                .containsEntry("subject", "Opening hours");
    }
}
