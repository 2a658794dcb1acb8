package custos.vault.merges;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import custos.customer.CustomerId;
import custos.customer.FieldValue;
import custos.policy.FieldId;
import custos.vault.TestVault;
import custos.vault.TwinShop;
import custos.vault.core.Repeat;
import custos.vault.merges.Merging.Merged;
import custos.vault.merges.Merging.Side;
import custos.vault.records.Records;
import custos.vault.rows.Refusal;
import custos.vault.visits.SiteVisits;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// A merge is taken back whole, or not at all when somebody was touched since.
class MergeUndoTest extends TwinShop {
    @Test
    void a_merge_is_taken_back_whole() {
        shop.says(jan, "newsletter", "email", true);
        shop.says(twin, "newsletter", "email", false);
        Map<FieldId, FieldValue> before = opened(jan);
        Map<FieldId, FieldValue> others = opened(twin);
        merge(Map.of(MAIL, Side.GOES));

        Merging.Undone undone = merging().undo(jan, undoable(), OFFICER);

        assertThat(undone.back()).isEqualTo(twin);
        for (int i = 0; i < 2; i++) {
            assertThat(opened(jan)).isEqualTo(before);
            assertThat(opened(twin)).isEqualTo(others);
            assertThat(totals(jan).purchases()).isEqualTo(1);
            assertThat(totals(twin).purchases()).isEqualTo(1);
            assertThat(states(jan)).containsExactly("newsletter by email: given");
            assertThat(states(twin)).containsExactly("newsletter by email: refused");
            assertThat(found("novak@example.com")).containsExactly(twin);
            assertThat(found("jan@example.org")).containsExactly(jan);
            assertThat(found("karel")).containsExactly(twin);
            assertThat(merging().undoable(jan)).isEmpty();
            shop.inspected();
            shop.reopen();
            shop.vault().awaitNames();
        }
        assertThat(shop.words()).contains("merge-undone");
    }

    @Test
    void a_purchase_that_was_corrected_since_counts_as_it_is_now() {
        Records.Recorded first = buys(jan, "2026-11-02", "10.00");
        merge();
        shop.vault()
                .records()
                .amend(
                        jan,
                        first.id(),
                        Map.of(
                                new FieldId("total"),
                                Optional.of(new FieldValue.Decimal(new BigDecimal("5000.00")))),
                        OptionalLong.empty(),
                        TestVault.SOURCE,
                        OFFICER);

        merging().undo(jan, undoable(), OFFICER);

        assertThat(totals(jan).sums()).hasToString("{CZK=5100.00}");
        assertThat(totals(twin).sums()).hasToString("{CZK=250.50}");
    }

    @Test
    void visits_stay_with_whoever_agreed_to_them_and_new_ones_are_no_touch() {
        shop.says(jan, "site-analytics", "web", true);
        shop.says(twin, "site-analytics", "web", true);
        visit(jan, "a");
        visit(twin, "b");
        merge();
        assertThat(visits(jan)).isOne();
        visit(jan, "c");

        merging().undo(jan, undoable(), OFFICER);

        assertThat(visits(jan)).isEqualTo(2);
        assertThat(visits(twin)).isOne();
    }

    private void visit(CustomerId who, String view) {
        var fields =
                shop.forms()
                        .readAll(
                                shop.policy(),
                                Map.of("page", "https://www.example.org/tea"),
                                SiteVisits.VISIT);
        var open = (SiteVisits.Admission.Open) shop.vault().visits().admit(who, false);
        var once = new Repeat("visit " + view, view.getBytes(StandardCharsets.UTF_8));
        assertThat(shop.vault().visits().report(open.pass(), once, fields, false))
                .isEqualTo(SiteVisits.Outcome.KEPT);
    }

    private int visits(CustomerId who) {
        return shop.vault()
                .records()
                .list(who, SiteVisits.VISIT, Optional.empty(), 10, TestVault.STAFF)
                .items()
                .size();
    }

    @Test
    void merged_again_after_it_was_taken_back() {
        merge();
        merging().undo(jan, undoable(), OFFICER);

        Merged again =
                merging()
                        .merge(
                                new Merging.Wanted(
                                        twin,
                                        OptionalLong.empty(),
                                        jan,
                                        OptionalLong.empty(),
                                        Map.of()),
                                OFFICER);

        assertThat(again.id()).isEqualTo(twin);
        assertThatThrownBy(() -> opened(jan)).isInstanceOf(Refusal.Merged.class);
        merging().undo(twin, again.merge(), OFFICER);
        merge();
        assertThatThrownBy(() -> opened(twin)).isInstanceOf(Refusal.Merged.class);
    }

    @Test
    void what_was_touched_since_is_named() {
        merge();
        amend(jan, "full_name", "Jan K. Novák");
        refused("touched-fields");
        amend(jan, "full_name", "Jan Karel Novák");
        Records.Recorded bought = buys(jan, "2026-11-22", "5.00");
        refused("touched-records");
        shop.vault().records().delete(jan, bought.id(), "entered-by-mistake", OFFICER);
        shop.says(jan, "newsletter", "email", true);
        refused("touched-consents");
    }

    @Test
    void looks_do_not_stand_in_the_way_of_the_undo() {
        merge();
        opened(jan);
        shop.vault().customers().reveal(jan, java.util.Set.of(MAIL), "order-problem", OFFICER);

        merging().undo(jan, undoable(), OFFICER);

        assertThat(text(twin, MAIL)).isEqualTo("novak@example.com");
    }

    @Test
    void a_copied_record_that_was_corrected_is_not_taken_back() {
        merge();
        custos.customer.RecordId copy =
                shop
                        .vault()
                        .records()
                        .list(jan, new custos.policy.KindId("purchase"), none(), 10, OFFICER)
                        .items()
                        .stream()
                        .filter(one -> one.day().equals(LocalDate.of(2026, 11, 20)))
                        .findFirst()
                        .orElseThrow()
                        .id();
        shop.vault()
                .records()
                .amend(
                        jan,
                        copy,
                        Map.of(
                                new FieldId("total"),
                                Optional.of(
                                        new FieldValue.Decimal(new java.math.BigDecimal("251")))),
                        OptionalLong.empty(),
                        TestVault.SOURCE,
                        OFFICER);
        refused("touched-records");
    }

    @Test
    void many_records_are_copied_and_taken_back() {
        IntStream.range(0, 1_200).forEach(i -> buys(twin, "2026-11-20", "1.00"));
        assertThat(merge().records()).isEqualTo(1_201);
        assertThat(totals(jan).purchases()).isEqualTo(1_202);
        merging().undo(jan, undoable(), OFFICER);
        assertThat(totals(jan).purchases()).isEqualTo(1);
    }
}
