package custos.vault.merges;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import custos.customer.CustomerId;
import custos.policy.ClassId;
import custos.vault.Posts;
import custos.vault.TwinShop;
import custos.vault.core.MergeNote;
import custos.vault.erasure.Holds;
import custos.vault.merges.Merging.Merged;
import custos.vault.postings.Postings;
import custos.vault.records.Records;
import custos.vault.rows.Refusal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/// A merge ends: after thirty days, or with an erasure. Legal holds outlive it.
class MergeEndTest extends TwinShop {
    @Test
    void after_thirty_days_who_was_merged_away_is_destroyed() {
        Merged merged = merge();
        shop.later(Duration.ofDays(30));
        assertThat(merging().endDue()).isZero();
        assertThat(merging().undoable(jan)).hasSize(1);
        shop.later(Duration.ofDays(1));
        assertThat(merging().undoable(jan)).isEmpty();

        assertThat(merging().endDue()).isEqualTo(1);

        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> opened(twin))
                    .isInstanceOfSatisfying(
                            Refusal.Merged.class, gone -> assertThat(gone.into()).isEqualTo(jan));
            assertThatThrownBy(() -> merging().undo(jan, merged.merge(), OFFICER))
                    .isInstanceOf(Refusal.NotFound.class);
            assertThat(totals(jan).purchases()).isEqualTo(2);
            assertThat(merging().endDue()).isZero();
            shop.inspected();
            shop.reopen();
        }
    }

    @Test
    void a_form_that_waits_for_her_outlives_the_merge() {
        CustomerId one = shop.customer(Map.of("full_name", "Eva", "email", "eva@example.org"));
        CustomerId other = shop.customer(Map.of("full_name", "Eva N.", "email", "eva@example.org"));
        merging()
                .merge(
                        new Merging.Wanted(
                                one, OptionalLong.empty(), other, OptionalLong.empty(), Map.of()),
                        OFFICER);
        shop.later(Duration.ofDays(31));
        String code = new Posts(shop).newsletter("eva@example.org");

        assertThat(merging().endDue()).isEqualTo(1);

        assertThat(shop.vault().postings().confirm(code, _ -> true))
                .isInstanceOf(Postings.Outcome.Confirmed.class);
    }

    @Test
    void erasing_either_erases_both() {
        merge();
        shop.vault().erasure().erase(twin, "erasure-request", true, OFFICER);

        for (CustomerId one : List.of(jan, twin)) {
            assertThatThrownBy(() -> opened(one)).isExactlyInstanceOf(Refusal.Erased.class);
        }
        assertThat(found("novak@example.com")).isEmpty();
        try (var read = shop.core().store().read()) {
            assertThat(read.counts())
                    .filteredOn(table -> table.table().equals("suppression"))
                    .singleElement()
                    .satisfies(table ->
                            assertThat(table.rows())
                                    .as("two e-mail addresses, one number by SMS and voice")
                                    .isEqualTo(4));
        }
    }

    @Test
    void erasing_who_stays_erases_everybody_who_goes_on_in_her() {
        merge();
        CustomerId third = shop.customer(Map.of("full_name", "J. Novák"));
        merging()
                .merge(
                        new Merging.Wanted(
                                third, OptionalLong.empty(), jan, OptionalLong.empty(), Map.of()),
                        OFFICER);
        assertThat(totals(third).purchases()).isEqualTo(2);

        shop.vault().erasure().erase(third, "no-longer-needed", false, OFFICER);

        for (CustomerId one : List.of(jan, twin, third)) {
            assertThatThrownBy(() -> opened(one)).isInstanceOf(Refusal.Erased.class);
        }
        try (var read = shop.core().store().read()) {
            assertThat(MergeNote.all(read, shop.core().keys())).isEmpty();
            for (CustomerId one : List.of(jan, twin)) {
                assertThat(read.keys(shop.core().number(one))).isEmpty();
            }
        }
    }

    @Test
    void an_old_id_leads_through_two_merges() {
        merge();
        CustomerId third = shop.customer(Map.of("full_name", "J. Novák"));
        merging()
                .merge(
                        new Merging.Wanted(
                                third, OptionalLong.empty(), jan, OptionalLong.empty(), Map.of()),
                        OFFICER);

        assertThat(shop.core().standing(shop.core().number(twin)))
                .isEqualTo(shop.core().number(third));
    }

    @Test
    void a_legal_hold_on_a_record_of_hers_outlives_the_merge() {
        Records.Recorded bought = buys(twin, "2026-11-21", "77.00");
        shop.vault()
                .holds()
                .set(
                        twin,
                        new Holds.Which.These(List.of(bought.id())),
                        new Holds.Wanted(
                                "court-proceedings", LocalDate.of(2028, 12, 31), Optional.empty()),
                        OFFICER);
        merge();
        shop.later(Duration.ofDays(31));
        assertThat(merging().endDue()).isEqualTo(1);

        assertThat(shop.vault().holds().overdue(10)).isEmpty();
        try (var read = shop.core().store().read()) {
            assertThat(read.holds(shop.core().number(twin))).hasSize(1);
            assertThat(read.record(shop.core().number(bought.id()))).isPresent();
        }
        shop.inspected();
        shop.vault().erasure().erase(jan, "erasure-request", false, OFFICER);
        try (var read = shop.core().store().read()) {
            assertThat(read.holds(shop.core().number(twin))).hasSize(1);
        }
    }

    @Test
    void a_hold_can_be_released_while_she_is_hidden() {
        Records.Recorded bought = buys(twin, "2026-11-21", "77.00");
        shop.vault()
                .holds()
                .set(
                        twin,
                        new Holds.Which.WholeClass(new ClassId("purchases")),
                        new Holds.Wanted(
                                "court-proceedings", LocalDate.of(2028, 12, 31), Optional.empty()),
                        OFFICER);
        merge();
        shop.vault().holds().release(twin, List.of(bought.id()), "claim-settled", OFFICER);
        assertThatThrownBy(() -> opened(twin)).isInstanceOf(Refusal.Merged.class);
    }

    @Test
    void the_retention_leaves_who_is_hidden_to_the_end_of_the_merge() {
        merge();
        shop.later(Duration.ofDays(4 * 366));

        assertThat(shop.vault().retentions().past().customers()).isEqualTo(1);
        shop.vault().retentions().purge("no-longer-needed", OFFICER, _ -> {});

        assertThatThrownBy(() -> opened(twin)).isExactlyInstanceOf(Refusal.Erased.class);
        assertThat(merging().endDue()).isZero();
    }
}
