package custos.vault.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import custos.customer.CustomerId;
import custos.customer.FieldValue;
import custos.customer.RecordId;
import custos.policy.FieldId;
import custos.policy.KindId;
import custos.vault.TestVault;
import custos.vault.core.FieldForms;
import custos.vault.core.Repeat;
import custos.vault.rows.CustomerFile;
import custos.vault.rows.Refusal;
import custos.vault.rows.Totals;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a customer may have many of.
class RecordsTest {
    private static final KindId PURCHASE = new KindId("purchase");
    private static final FieldId TOTAL = new FieldId("total");

    @TempDir private Path folder;
    private TestVault shop;
    private CustomerId jana;

    @BeforeEach
    void open() {
        shop = TestVault.in(folder);
        jana = shop.customer(Map.of("full_name", "Jana Nováková", "email", "jana@example.org"));
    }

    @AfterEach
    void inspect() {
        shop.inspected();
        shop.close();
    }

    private static Map<String, Object> purchase(String day, String total, String currency) {
        return Map.of("bought_on", day, "total", total, "currency", currency);
    }

    private List<Records.Entry> purchases() {
        return shop.vault()
                .records()
                .list(jana, PURCHASE, Optional.empty(), 200, TestVault.STAFF)
                .items();
    }

    private Map<FieldId, Optional<FieldValue>> patch(Map<String, Object> fields) {
        return shop.forms().readPatch(shop.policy(), fields, PURCHASE);
    }

    private Totals totals() {
        try (CustomerFile file = shop.core().file(shop.core().number(jana))) {
            return Totals.of(file, shop.policy());
        }
    }

    @Test
    void a_purchase_is_kept_with_its_lines() {
        var lines =
                List.of(
                        Map.of("item", "Kettle", "quantity", 2, "unit_price", "349.50"),
                        Map.of("item", "Tea", "quantity", "0.5", "unit_price", 80, "sku", "T-1"));
        shop.add(
                jana,
                "purchase",
                Map.of(
                        "bought_on",
                        "2026-03-01",
                        "total",
                        new BigDecimal("739.00"),
                        "currency",
                        "CZK",
                        "lines",
                        lines));

        Records.Entry entry = purchases().getFirst();
        assertThat(entry.day()).isEqualTo(LocalDate.of(2026, 3, 1));
        assertThat(entry.version()).isEqualTo(1);
        assertThat(FieldForms.showAll(shop.policy(), entry.fields()))
                .containsEntry("total", "739.00")
                .containsEntry("bought_on", "2026-03-01")
                .containsEntry(
                        "lines",
                        List.of(
                                Map.of("item", "Kettle", "quantity", "2", "unit_price", "349.50"),
                                Map.of(
                                        "item",
                                        "Tea",
                                        "quantity",
                                        "0.5",
                                        "unit_price",
                                        "80",
                                        "sku",
                                        "T-1")));
        assertThat(shop.words()).contains("record-added");
    }

    @Test
    void a_record_survives_closing_the_vault() {
        shop.add(jana, "purchase", purchase("2026-03-01", "10", "CZK"));
        shop.reopen();
        assertThat(purchases()).hasSize(1);
    }

    @Test
    void a_required_field_that_is_missing_is_named() {
        var refusal =
                catchThrowableOfType(
                        Refusal.BadField.class,
                        () ->
                                shop.add(
                                        jana,
                                        "purchase",
                                        Map.of("bought_on", "2026-03-01", "total", "1")));
        assertThat(refusal.field()).isEqualTo("currency");
    }

    @Test
    void a_field_of_another_kind_is_refused() {
        assertThatThrownBy(() -> shop.add(jana, "wish", Map.of("item", "Kettle", "total", "12.00")))
                .isInstanceOf(Refusal.BadField.class);
    }

    @Test
    void a_kind_without_a_path_is_not_written_from_outside() {
        var fields = shop.read(Map.of("tax_document", "2026-1"), new KindId("tax-copy"));
        assertThatThrownBy(() ->
                        shop.vault()
                                .records()
                                .add(
                                        jana,
                                        new KindId("tax-copy"),
                                        fields,
                                        TestVault.SOURCE,
                                        TestVault.STAFF,
                                        Optional.empty()))
                .isInstanceOf(Refusal.BadField.class)
                .hasMessageContaining("kind of record");
    }

    @Test
    void a_visit_is_recorded_only_with_consent_to_analytics() {
        Map<String, Object> visit = Map.of("page", "https://shop.example.org/tea", "seconds", 12);
        assertThatThrownBy(() -> shop.add(jana, "visit", visit))
                .isInstanceOf(Refusal.NotPermitted.class);

        shop.says(jana, "site-analytics", "web", true);
        shop.add(jana, "visit", visit);

        shop.says(jana, "site-analytics", "web", false);
        assertThatThrownBy(() -> shop.add(jana, "visit", visit))
                .isInstanceOf(Refusal.NotPermitted.class);
    }

    @Test
    void totals_follow_what_is_added() {
        shop.add(jana, "purchase", purchase("2026-02-01", "100.50", "CZK"));
        shop.add(jana, "purchase", purchase("2025-12-24", "20", "CZK"));
        shop.add(jana, "purchase", purchase("2026-01-01", "7.99", "EUR"));
        shop.add(jana, "reward-movement", Map.of("movement", 30, "unit", "points"));
        shop.add(jana, "reward-movement", Map.of("movement", -12, "unit", "points"));
        shop.add(jana, "message", Map.of("direction", "in", "message_channel", "email"));

        Totals totals = totals();
        assertThat(totals.purchases()).isEqualTo(3);
        assertThat(totals.sums())
                .isEqualTo(
                        new TreeMap<>(
                                Map.of(
                                        "CZK", new BigDecimal("120.50"),
                                        "EUR", new BigDecimal("7.99"))));
        assertThat(totals.rewards()).isEqualTo(new TreeMap<>(Map.of("points", 18L)));
        assertThat(totals.days().firstPurchase()).contains(LocalDate.of(2025, 12, 24));
        assertThat(totals.days().lastPurchase()).contains(LocalDate.of(2026, 2, 1));
        assertThat(totals.days().lastMessage()).contains(LocalDate.of(2026, 11, 22));
    }

    @Test
    void totals_follow_what_is_amended_and_deleted() {
        shop.add(jana, "purchase", purchase("2026-02-01", "100.50", "CZK"));
        var last = shop.add(jana, "purchase", purchase("2026-02-20", "50", "CZK"));

        shop.vault()
                .records()
                .amend(
                        jana,
                        last.id(),
                        patch(Map.of("total", "40", "bought_on", "2026-01-05")),
                        OptionalLong.of(1),
                        TestVault.SOURCE,
                        TestVault.STAFF);
        assertThat(totals().sums().get("CZK")).isEqualByComparingTo("140.50");
        assertThat(totals().days().firstPurchase()).contains(LocalDate.of(2026, 1, 5));
        assertThat(totals().days().lastPurchase()).contains(LocalDate.of(2026, 2, 1));

        shop.vault().records().delete(jana, last.id(), "entered-by-mistake", TestVault.STAFF);
        assertThat(totals().purchases()).isEqualTo(1);
        assertThat(totals().sums().get("CZK")).isEqualByComparingTo("100.50");
        assertThat(totals().days().firstPurchase()).contains(LocalDate.of(2026, 2, 1));
    }

    @Test
    void a_return_lessens_the_sum_and_is_no_purchase() {
        var bought = shop.add(jana, "purchase", purchase("2026-02-01", "100.50", "CZK"));
        var back = shop.add(jana, "purchase", purchase("2026-03-01", "-40", "CZK"));
        shop.add(jana, "purchase", purchase("2026-01-01", "-1", "CZK"));
        assertThat(totals().purchases()).isEqualTo(1);
        assertThat(totals().sums().get("CZK")).isEqualByComparingTo("59.50");
        assertThat(totals().days().firstPurchase()).contains(LocalDate.of(2026, 2, 1));
        assertThat(totals().days().lastPurchase()).contains(LocalDate.of(2026, 2, 1));

        amend(back.id(), Map.of("total", "40"));
        assertThat(totals().purchases()).as("it was typed with a wrong sign").isEqualTo(2);
        assertThat(totals().days().lastPurchase()).contains(LocalDate.of(2026, 3, 1));
        amend(back.id(), Map.of("total", "-40"));
        assertThat(totals().purchases()).isEqualTo(1);
        assertThat(totals().days().lastPurchase()).contains(LocalDate.of(2026, 2, 1));

        shop.vault().records().delete(jana, bought.id(), "entered-by-mistake", TestVault.STAFF);
        assertThat(totals().purchases()).isZero();
        assertThat(totals().days().firstPurchase()).as("only returns are left").isEmpty();
        assertThat(totals().days().lastPurchase()).isEmpty();
        shop.vault().records().delete(jana, back.id(), "entered-by-mistake", TestVault.STAFF);
        assertThat(totals().purchases()).isZero();
        assertThat(totals().sums().get("CZK")).isEqualByComparingTo("-1");
    }

    private void amend(RecordId record, Map<String, Object> fields) {
        shop.vault()
                .records()
                .amend(
                        jana,
                        record,
                        patch(fields),
                        OptionalLong.empty(),
                        TestVault.SOURCE,
                        TestVault.STAFF);
    }

    @Test
    void pages_go_from_the_oldest_to_the_newest() {
        for (int i = 1; i <= 5; i++) {
            shop.add(jana, "purchase", purchase("2026-03-0" + i, "" + i, "CZK"));
        }
        var first =
                shop.vault().records().list(jana, PURCHASE, Optional.empty(), 3, TestVault.STAFF);
        var second = shop.vault().records().list(jana, PURCHASE, first.next(), 3, TestVault.STAFF);

        assertThat(first.items()).hasSize(3);
        assertThat(second.items()).hasSize(2);
        assertThat(second.next()).isEmpty();
        assertThat(second.items().getLast().day()).isEqualTo(LocalDate.of(2026, 3, 5));
    }

    @Test
    void a_cursor_of_another_customer_is_refused() {
        CustomerId other = shop.customer(Map.of("full_name", "Petr"));
        RecordId hers = shop.add(jana, "wish", Map.of("item", "Kettle")).id();
        assertThatThrownBy(() ->
                        shop.vault()
                                .records()
                                .list(
                                        other,
                                        new KindId("wish"),
                                        Optional.of(hers.value()),
                                        10,
                                        TestVault.STAFF))
                .isInstanceOf(Refusal.BadField.class);
    }

    @Test
    void looking_at_records_is_an_act_that_the_customer_can_see() {
        shop.add(jana, "wish", Map.of("item", "Kettle"));
        shop.vault()
                .records()
                .list(jana, new KindId("wish"), Optional.empty(), 10, TestVault.STAFF);
        assertThat(shop.acts())
                .anySatisfy(act -> {
                    assertThat(act.type().word()).isEqualTo("disclosed");
                    assertThat(act.purpose().orElseThrow().value()).isEqualTo("service");
                });
    }

    @Test
    void an_amendment_counts_the_records_version() {
        var added = shop.add(jana, "purchase", purchase("2026-03-01", "10", "CZK"));
        var amended =
                shop.vault()
                        .records()
                        .amend(
                                jana,
                                added.id(),
                                patch(Map.of("total", "12")),
                                OptionalLong.of(1),
                                TestVault.SOURCE,
                                TestVault.STAFF);
        assertThat(amended.version()).isEqualTo(2);
        assertThat(purchases().getFirst().fields())
                .containsEntry(TOTAL, new FieldValue.Decimal(new BigDecimal("12")));

        var stale =
                catchThrowableOfType(
                        Refusal.Stale.class,
                        () ->
                                shop.vault()
                                        .records()
                                        .amend(
                                                jana,
                                                added.id(),
                                                patch(Map.of("total", "13")),
                                                OptionalLong.of(1),
                                                TestVault.SOURCE,
                                                TestVault.STAFF));
        assertThat(stale.current()).isEqualTo(2);
    }

    @Test
    void an_amendment_to_the_same_values_writes_nothing() {
        var added = shop.add(jana, "purchase", purchase("2026-03-01", "10", "CZK"));
        var same =
                shop.vault()
                        .records()
                        .amend(
                                jana,
                                added.id(),
                                patch(Map.of("total", "10")),
                                OptionalLong.empty(),
                                TestVault.SOURCE,
                                TestVault.STAFF);
        assertThat(same.leaf()).isEqualTo(-1);
        assertThat(same.version()).isEqualTo(1);
    }

    @Test
    void a_record_of_somebody_else_is_not_found() {
        CustomerId other = shop.customer(Map.of("full_name", "Petr"));
        var hers = shop.add(jana, "purchase", purchase("2026-03-01", "10", "CZK"));
        assertThatThrownBy(() ->
                        shop.vault()
                                .records()
                                .delete(other, hers.id(), "entered-by-mistake", TestVault.STAFF))
                .isInstanceOf(Refusal.NotFound.class);
    }

    @Test
    void a_deletion_leaves_a_tombstone_that_the_ledger_names() {
        var added = shop.add(jana, "purchase", purchase("2026-03-01", "10", "CZK"));
        long leaf =
                shop.vault()
                        .records()
                        .delete(jana, added.id(), "entered-by-mistake", TestVault.STAFF);

        assertThat(purchases()).isEmpty();
        long number = shop.core().number(added.id());
        try (var read = shop.core().store().read()) {
            assertThat(read.tombstonesBetween(number, number + 1)).hasSize(1);
        }
        assertThat(shop.words().get((int) leaf)).isNotEmpty();
        assertThat(shop.words()).contains("record-deleted");
    }

    @Test
    void a_deletion_needs_a_reason_of_the_policy() {
        var added = shop.add(jana, "purchase", purchase("2026-03-01", "10", "CZK"));
        assertThatThrownBy(() ->
                        shop.vault().records().delete(jana, added.id(), "because", TestVault.STAFF))
                .isInstanceOf(Refusal.BadField.class);
        assertThat(purchases()).hasSize(1);
    }

    @Test
    void the_same_request_again_adds_nothing() {
        var repeat = Optional.of(new Repeat("till-7", new byte[] {1, 2, 3}));
        var fields = shop.read(purchase("2026-03-01", "10", "CZK"), PURCHASE);
        var records = shop.vault().records();
        var first = records.add(jana, PURCHASE, fields, TestVault.SOURCE, TestVault.STAFF, repeat);
        var second = records.add(jana, PURCHASE, fields, TestVault.SOURCE, TestVault.STAFF, repeat);
        assertThat(second).isEqualTo(first);
        assertThat(purchases()).hasSize(1);
    }

    @Test
    void a_day_before_1970_is_refused() {
        assertThatThrownBy(() -> shop.add(jana, "purchase", purchase("1969-12-31", "1", "CZK")))
                .isInstanceOf(Refusal.BadField.class);
    }
}
