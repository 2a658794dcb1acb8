package custos.vault.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import custos.customer.CustomerId;
import custos.customer.RecordId;
import custos.event.ActType;
import custos.policy.ClassId;
import custos.policy.KindId;
import custos.store.ReadSession;
import custos.vault.RawRows;
import custos.vault.TestVault;
import custos.vault.core.RecordDeletion;
import custos.vault.records.Records;
import custos.vault.rows.CustomerFile;
import custos.vault.rows.Refusal;
import custos.vault.rows.Slots;
import custos.vault.rows.Totals;
import custos.vault.rows.VaultFault;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is past its period goes, what is not stays, and the dry run said so before.
class RetentionsTest {
    private static final ClassId PURCHASES = new ClassId("purchases");
    private static final ClassId FEEDBACK = new ClassId("feedback");
    private static final KindId PURCHASE = new KindId("purchase");
    private static final String REASON = "no-longer-needed";

    @TempDir private Path dir;
    private TestVault shop;
    private CustomerId jana;

    @BeforeEach
    void open() {
        shop = TestVault.in(dir);
        jana = shop.customer(Map.of("full_name", "Jana Nováková", "email", "jana@example.org"));
    }

    @AfterEach
    void inspect() {
        shop.inspected();
        shop.close();
    }

    private void buys(CustomerId who, String day, String total) {
        shop.add(who, "purchase", Map.of("bought_on", day, "total", total, "currency", "CZK"));
    }

    private Retentions.Past past() {
        return shop.vault().retentions().past();
    }

    private Retentions.Past purge() {
        Retentions.Past said = past();
        Retentions.Past done =
                shop.vault().retentions().purge(REASON, TestVault.STAFF, _ -> {}).past();
        assertThat(done).isEqualTo(said);
        assertThat(past().isEmpty()).isTrue();
        return done;
    }

    private List<Records.Entry> purchases(CustomerId who) {
        return shop.vault()
                .records()
                .list(who, PURCHASE, Optional.empty(), 100, TestVault.STAFF)
                .items();
    }

    private long sum(CustomerId who) {
        try (CustomerFile file = shop.core().file(shop.core().number(who))) {
            return Totals.of(file, shop.policy()).purchases();
        }
    }

    private void years(int years, int days) {
        shop.later(Duration.ofDays(years * 365L + days));
    }

    @Test
    void nothing_is_past_on_the_last_day_and_everything_is_the_day_after() {
        buys(jana, "2021-11-22", "10");

        assertThat(past().isEmpty()).isTrue();
        shop.later(Duration.ofDays(1));
        assertThat(past().records()).containsOnly(Map.entry(PURCHASES, 1L));
    }

    @Test
    void old_purchases_go_and_the_totals_follow() {
        buys(jana, "2019-05-01", "10");
        buys(jana, "2020-05-01", "20");
        buys(jana, "2026-05-01", "30");

        Retentions.Past done = purge();

        assertThat(done.records()).containsOnly(Map.entry(PURCHASES, 2L));
        assertThat(done.customers()).isZero();
        assertThat(shop.acts().getLast().type()).isEqualTo(ActType.RETENTION_PURGED);
        assertThat(purchases(jana))
                .extracting(entry -> entry.day().toString())
                .containsExactly("2026-05-01");
        assertThat(sum(jana)).isEqualTo(1);
    }

    @Test
    void the_dry_run_changes_nothing() {
        buys(jana, "2019-05-01", "10");
        long size = shop.vault().ledger().newestSize();

        assertThat(past().records()).containsOnlyKeys(PURCHASES);
        assertThat(shop.vault().ledger().newestSize()).isEqualTo(size);
        assertThat(purchases(jana)).hasSize(1);
    }

    @Test
    void more_records_than_one_leaf_takes_go_too() {
        for (int i = 0; i < RecordDeletion.MOST + 3; i++) {
            buys(jana, "2019-05-01", "1");
        }

        assertThat(purge().records()).containsOnly(Map.entry(PURCHASES, RecordDeletion.MOST + 3L));
        assertThat(sum(jana)).isZero();
    }

    @Test
    void each_class_has_a_period_of_its_own() {
        buys(jana, "2024-01-01", "10");
        shop.add(jana, "wish", Map.of("item", "kettle", "noted_on", "2024-01-01"));

        assertThat(purge().records()).containsOnlyKeys(FEEDBACK);
        assertThat(purchases(jana)).hasSize(1);
    }

    @Test
    void who_was_not_active_for_three_years_is_erased_and_her_tax_copy_goes_after_ten() {
        buys(jana, "2026-11-01", "10");
        CustomerId eva = shop.customer(Map.of("full_name", "Eva", "email", "eva@example.org"));
        years(3, 2);
        buys(eva, "2029-11-20", "20");

        Retentions.Past done = purge();

        assertThat(done.customers()).isEqualTo(1);
        assertThatThrownBy(() -> shop.vault().customers().masked(jana, "staff"))
                .isInstanceOf(Refusal.Erased.class);
        assertThat(shop.vault().customers().masked(eva, "staff").id()).isEqualTo(eva);
        assertThat(rows(jana)).isEqualTo(1);

        years(7, 2);
        shop.add(
                eva,
                "purchase",
                Map.of("bought_on", "2036-11-20", "total", "1", "currency", "CZK"));
        done = purge();
        assertThat(done.remnants()).isEqualTo(1);
        assertThat(rows(jana)).isZero();
        assertThatThrownBy(() -> shop.vault().customers().masked(jana, "staff"))
                .isInstanceOf(Refusal.Erased.class);
    }

    @Test
    void what_a_law_keeps_longer_stays_when_the_rest_goes() {
        buys(jana, "2026-11-01", "10");
        shop.vault().erasure().erase(jana, "erasure-request", false, TestVault.STAFF);
        assertThat(rows(jana)).isEqualTo(2);

        years(3, 2);
        assertThat(purge().remnants()).isEqualTo(1);
        assertThat(rows(jana)).isEqualTo(1);
    }

    @Test
    void kept_proof_of_consents_goes_after_its_own_period_and_stands_until_then() {
        shop.close();
        shop = TestVault.in(dir.resolve("keeping"), TestVault.keepingEvidence());
        jana = shop.customer(Map.of("full_name", "Jana", "email", "jana@example.org"));
        shop.says(jana, "newsletter", "email", true);
        buys(jana, "2018-05-01", "10");
        shop.vault().erasure().erase(jana, "no-longer-needed", false, TestVault.STAFF);
        assertThat(openings(jana)).isEqualTo(1);
        assertThat(past().isEmpty()).isTrue();

        years(2, 200);
        assertThat(purge().remnants()).as("only the tax copy is past ten years").isEqualTo(1);
        assertThat(rows(jana)).isZero();
        assertThat(openings(jana)).isEqualTo(1);
        shop.inspected();

        years(0, 170);
        assertThat(purge().remnants()).isEqualTo(1);
        assertThat(openings(jana)).isZero();
    }

    @Test
    void kept_proof_without_its_leaf_stops_a_purge_and_nothing_goes() {
        shop.close();
        shop = TestVault.in(dir.resolve("keeping"), TestVault.keepingEvidence());
        jana = shop.customer(Map.of("full_name", "Jana", "email", "jana@example.org"));
        shop.says(jana, "newsletter", "email", true);
        buys(jana, "2018-05-01", "10");
        shop.vault().erasure().erase(jana, "no-longer-needed", false, TestVault.STAFF);
        shop.later(Duration.ofDays(2 * 365 + 200));
        shop.close();
        RawRows.change(shop.folder().database(), "UPDATE leaf_owner SET opening = opening + 100");
        shop.reopen();

        assertThatThrownBy(this::purge)
                .isInstanceOf(VaultFault.Damaged.class)
                .hasMessageContaining("custos verify");
        assertThat(rows(jana)).isEqualTo(1);
        assertThat(openings(jana)).isEqualTo(1);

        shop.close();
        RawRows.change(shop.folder().database(), "UPDATE leaf_owner SET opening = opening - 100");
        shop.reopen();
    }

    private int openings(CustomerId who) {
        long no = shop.core().number(who);
        try (ReadSession read = shop.vault().store().read()) {
            return read.openingsBetween(Slots.firstRow(no), Slots.endRow(no)).size();
        }
    }

    private int rows(CustomerId who) {
        long no = shop.core().number(who);
        try (ReadSession read = shop.vault().store().read()) {
            return read.countRecords(Slots.firstRow(no), Slots.endRow(no));
        }
    }

    @Test
    void a_legal_hold_keeps_a_record_and_its_customer() {
        buys(jana, "2019-05-01", "10");
        buys(jana, "2019-06-01", "10");
        RecordId record = purchases(jana).getFirst().id();
        shop.vault()
                .holds()
                .set(
                        jana,
                        new Holds.Which.These(List.of(record)),
                        new Holds.Wanted(
                                "legal-claim", LocalDate.parse("2029-01-01"), Optional.empty()),
                        TestVault.STAFF);

        Retentions.Past done = purgeHeld();
        assertThat(done.records()).containsOnly(Map.entry(PURCHASES, 1L));
        assertThat(done.held()).isEqualTo(1);
        assertThat(purchases(jana)).hasSize(1);

        years(3, 2);
        assertThat(purgeHeld().customers()).isZero();
        shop.vault().holds().release(jana, List.of(record), "claim-settled", TestVault.STAFF);
        assertThat(purge().customers()).isEqualTo(1);
    }

    private Retentions.Past purgeHeld() {
        return shop.vault().retentions().purge(REASON, TestVault.STAFF, _ -> {}).past();
    }

    @Test
    void a_reason_that_the_policy_has_not_is_refused() {
        assertThatThrownBy(
                        () -> shop.vault().retentions().purge("because", TestVault.STAFF, _ -> {}))
                .isInstanceOf(Refusal.BadField.class);
    }
}
