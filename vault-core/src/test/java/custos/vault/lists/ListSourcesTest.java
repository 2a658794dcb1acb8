package custos.vault.lists;

import static org.assertj.core.api.Assertions.assertThat;

import custos.customer.CustomerId;
import custos.list.BoughtAfter;
import custos.list.HeardFrom;
import custos.list.ListQuestion;
import custos.list.Questions;
import custos.policy.ChannelId;
import custos.policy.FieldId;
import custos.policy.PurposeId;
import custos.vault.AskedShop;
import custos.vault.TestVault;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What brought customers: where they heard of the shop, and messages that they bought after.
class ListSourcesTest {
    @TempDir private Path folder;
    private TestVault shop;

    @BeforeEach
    void open() {
        shop = TestVault.in(folder);
    }

    @AfterEach
    void inspect() {
        shop.inspected();
        shop.close();
    }

    private CustomerId somebody(String name, Map<String, ?> more, String purpose) {
        var fields = new HashMap<String, Object>(more);
        fields.put("full_name", name);
        fields.put("email", name + "@example.org");
        CustomerId id = shop.customer(fields);
        if (shop.policy().purpose(new PurposeId(purpose)).orElseThrow().needsConsent()) {
            shop.says(id, purpose, "email", true);
        }
        return id;
    }

    private CustomerId buyer(String name, String purpose, String... purchases) {
        CustomerId id = somebody(name, Map.of(), purpose);
        for (String purchase : purchases) {
            String[] part = purchase.split(" ", -1);
            var fields = new HashMap<String, Object>();
            fields.put("bought_on", part[0]);
            fields.put("total", part[1]);
            fields.put("currency", part[2]);
            if (part.length > 3) {
                fields.put("due_on", part[3]);
            }
            if (part.length > 4) {
                fields.put("paid_on", part[4]);
            }
            shop.add(id, "purchase", fields);
        }
        return id;
    }

    private List<Lists.Row> rows(ListQuestion question, String purpose) {
        return AskedShop.rows(
                shop,
                new ListRequest(
                        question, new PurposeId(purpose), Optional.of(new ChannelId("email"))));
    }

    private static Map<String, String> facts(Lists.Row row) {
        var facts = new HashMap<String, String>();
        row.facts().forEach((name, value) -> facts.put(name, value.plain()));
        return facts;
    }

    @Test
    void where_they_heard_of_the_shop_is_told_without_a_name() {
        CustomerId jana = shop.customer(Map.of("full_name", "jana", "heard_from", "the market"));
        shop.customer(Map.of("full_name", "petr"));

        var rows =
                AskedShop.rows(
                        shop,
                        new ListRequest(
                                new HeardFrom(Optional.empty()),
                                new PurposeId("insight"),
                                Optional.empty()));
        assertThat(rows).extracting(Lists.Row::id).containsExactly(jana);
        assertThat(rows.getFirst().fields()).containsOnlyKeys(new FieldId("heard_from"));
        assertThat(shop.acts().getLast().purpose()).contains(new PurposeId("insight"));
        assertThat(shop.acts().getLast().channel()).isEmpty();
    }

    @Test
    void one_source_is_asked_for_whatever_its_case() {
        CustomerId jana = shop.customer(Map.of("full_name", "jana", "heard_from", " The Market"));
        CustomerId eva = shop.customer(Map.of("full_name", "eva", "heard_from", "the market"));
        for (int i = 0; i < 4; i++) {
            shop.customer(Map.of("full_name", "c" + i, "heard_from", "the marketplace " + i));
        }
        var list =
                new ListRequest(
                        asked("heard-from", Map.of("source", "THE market ")),
                        new PurposeId("insight"),
                        Optional.empty());
        assertThat(AskedShop.rows(shop, list)).extracting(Lists.Row::id).containsExactly(jana, eva);
    }

    @Test
    void a_count_by_source_names_what_five_said() {
        for (int i = 0; i < 9; i++) {
            shop.customer(
                    Map.of("full_name", "c" + i, "heard_from", i < 5 ? "Radio" : "walk " + i));
        }
        var list =
                new ListRequest(
                        new HeardFrom(Optional.empty()),
                        new PurposeId("insight"),
                        Optional.empty());
        assertThat(shop.vault().lists().count(list, _ -> {}).groups())
                .as("four others could be told by subtracting, so nothing is")
                .isEqualTo(Map.of("radio", Optional.empty(), "other", Optional.empty()));
        shop.customer(Map.of("full_name", "c9", "heard_from", "walk 9"));
        assertThat(shop.vault().lists().count(list, _ -> {}).groups())
                .isEqualTo(Map.of("radio", Optional.of(5L), "other", Optional.of(5L)));
        assertThat(list.question().toString()).doesNotContain("radio");
    }

    @Test
    void a_message_counts_for_the_purpose_that_it_was_sent_for() {
        String purpose = "come-back-offer";
        CustomerId jana = buyer("jana", purpose, "2026-10-05 10 CZK");
        CustomerId petr = buyer("petr", purpose, "2026-10-05 10 CZK");
        CustomerId eva = buyer("eva", "service", "2026-10-05 10 CZK");
        for (CustomerId one : List.of(jana, eva)) {
            message(one, "out", purpose);
        }
        message(petr, "out", "service");

        var rows = rows(new BoughtAfter(14), purpose);
        assertThat(rows)
                .as("eva was written to and does not agree any more")
                .extracting(Lists.Row::id)
                .containsExactly(jana);
        assertThat(rows.getFirst().why()).isEqualTo("permitted");
        assertThat(rows(new BoughtAfter(14), "service"))
                .extracting(Lists.Row::id)
                .containsExactly(petr);
    }

    @Test
    void a_purchase_counts_from_the_day_of_a_message_for_so_many_days() {
        String purpose = "service";
        CustomerId jana = buyer("jana", purpose, "2026-10-15 10 CZK", "2026-10-16 10 CZK");
        CustomerId petr = buyer("petr", purpose, "2026-10-01 10 CZK");
        CustomerId eva = buyer("eva", purpose, "2026-09-30 10 CZK");
        CustomerId ota = buyer("ota", purpose, "2026-10-02 10 CZK");
        for (CustomerId one : List.of(jana, petr, eva)) {
            message(one, "out");
        }
        message(ota, "in");

        var rows = rows(new BoughtAfter(14), purpose);
        assertThat(rows).extracting(Lists.Row::id).containsExactly(jana, petr);
        assertThat(facts(rows.getFirst()))
                .isEqualTo(Map.of("message_on", "2026-10-01", "bought_on", "2026-10-15"));
        assertThat(rows(new BoughtAfter(0), purpose))
                .extracting(Lists.Row::id)
                .containsExactly(petr);
    }

    @Test
    void money_given_back_is_no_purchase_after_a_message() {
        CustomerId jana = buyer("jana", "service", "2026-10-02 10 CZK", "2026-10-05 -10 CZK");
        CustomerId petr = buyer("petr", "service", "2026-09-05 10 CZK", "2026-10-05 -10 CZK");
        message(jana, "out");
        message(petr, "out");

        var rows = rows(new BoughtAfter(14), "service");
        assertThat(rows).extracting(Lists.Row::id).containsExactly(jana);
        assertThat(facts(rows.getFirst())).containsEntry("bought_on", "2026-10-02");
    }

    private void message(CustomerId customer, String direction, String purpose) {
        shop.add(
                customer,
                "message",
                Map.of(
                        "direction",
                        direction,
                        "message_channel",
                        "email",
                        "message_purpose",
                        purpose,
                        "sent_at",
                        "2026-10-01T08:00:00Z"));
    }

    /// One that names no purpose.
    private void message(CustomerId customer, String direction) {
        shop.add(
                customer,
                "message",
                Map.of(
                        "direction", direction,
                        "message_channel", "email",
                        "sent_at", "2026-10-01T08:00:00Z"));
    }

    private static ListQuestion asked(String code, Map<String, String> given) {
        return Questions.read(
                code, name -> Optional.ofNullable(given.get(name)), LocalDate.of(2026, 11, 22));
    }
}
