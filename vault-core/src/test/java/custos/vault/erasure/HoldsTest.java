package custos.vault.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import custos.customer.CustomerId;
import custos.customer.FieldValue;
import custos.customer.RecordId;
import custos.event.ActType;
import custos.event.Internal;
import custos.policy.ClassId;
import custos.policy.FieldId;
import custos.policy.KindId;
import custos.store.HoldRow;
import custos.store.ReadSession;
import custos.store.RowChange;
import custos.vault.HeldShop;
import custos.vault.Needles;
import custos.vault.TestVault;
import custos.vault.customers.Customers;
import custos.vault.inspection.Inspection;
import custos.vault.rows.Refusal;
import custos.vault.rows.Slots;
import custos.vault.rows.VaultFault;
import custos.vault.rows.Write;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// A legal hold keeps a record until an officer releases it, and says what it is on and why.
class HoldsTest extends HeldShop {
    @Test
    void a_hold_says_what_it_is_on_why_until_when_and_who_set_it() {
        Holds.Placed placed = hold(burned);

        assertThat(placed.records()).containsExactly(burned);
        assertThat(ofJana())
                .containsExactly(
                        new Holds.Hold(
                                jana,
                                burned,
                                new KindId("complaint"),
                                FEEDBACK,
                                LocalDate.parse("2026-11-22"),
                                "court-proceedings",
                                UNTIL,
                                OFFICER,
                                shop.core().now(),
                                Optional.of("12 C 34/2026"),
                                false,
                                false));
        assertThat(shop.acts().getLast().type()).isEqualTo(ActType.HOLD_SET);
        assertThat(internal(placed.leaf()))
                .extracting(Internal::actor, Internal::reason, Internal::request)
                .containsExactly(
                        OFFICER, Optional.of("court-proceedings"), Optional.of("until 2028-12-31"));
    }

    @Test
    void nothing_of_a_hold_rests_in_the_clear() {
        hold(burned);
        shop.close();
        assertThat(
                        Needles.of(List.of("12 C 34/2026", "2028-12-31"))
                                .under(shop.folder().data().resolve("vault.db")))
                .isEmpty();
        shop.reopen();
    }

    @Test
    void a_hold_on_a_class_is_one_on_each_record_that_stands_today() {
        shop.add(
                jana,
                "purchase",
                Map.of("bought_on", "2026-05-01", "total", "10", "currency", "CZK"));
        hold(warm);

        holds().set(jana, new Holds.Which.WholeClass(FEEDBACK), forCourt(), OFFICER);
        holds().set(jana, new Holds.Which.WholeClass(PURCHASES), forCourt(), OFFICER);
        complains("later");

        assertThat(ofJana())
                .extracting(hold -> hold.kind().value())
                .as("the totals are no record of hers")
                .containsExactly("complaint", "complaint", "purchase");
        assertThat(holds().choices(jana).classes())
                .containsOnly(
                        Map.entry(new ClassId("contact"), 1),
                        Map.entry(new ClassId("profile"), 1),
                        Map.entry(FEEDBACK, 1));
        assertThat(holds().choices(jana).newest()).hasSize(3);
    }

    @Test
    void a_record_is_held_once() {
        hold(burned);
        assertThatThrownBy(() -> hold(burned, warm)).isInstanceOf(Refusal.Conflict.class);
        assertThat(ofJana()).as("all or nothing").hasSize(1);
        hold(warm);
        assertThatThrownBy(() ->
                        holds().set(
                                        jana,
                                        new Holds.Which.WholeClass(FEEDBACK),
                                        forCourt(),
                                        OFFICER))
                .isInstanceOf(Refusal.Conflict.class);
    }

    @Test
    void bad_input_is_refused_by_the_name_of_its_field() {
        var these = new Holds.Which.These(List.of(burned));
        LocalDate today = LocalDate.parse("2026-11-22");
        refused("until", these, until(today));
        refused("until", these, until(today.minusDays(1)));
        refused("until", these, until(today.plusYears(10).plusDays(1)));
        refused("ground", these, new Holds.Wanted("because", UNTIL, Optional.empty()));
        refused("ground", these, new Holds.Wanted("erasure-request", UNTIL, Optional.empty()));
        refused(
                "note",
                these,
                new Holds.Wanted("legal-claim", UNTIL, Optional.of("x".repeat(201))));
        refused("records", new Holds.Which.These(List.of()), forCourt());
        refused("class", new Holds.Which.WholeClass(new ClassId("nothing")), forCourt());
        refused("class", new Holds.Which.WholeClass(new ClassId("rewards")), forCourt());
        refused("class", new Holds.Which.WholeClass(new ClassId("evidence")), forCourt());
        assertThatThrownBy(() -> holds().release(jana, List.of(burned), "because", OFFICER))
                .isInstanceOf(Refusal.BadField.class);
        assertThat(ofJana()).isEmpty();
    }

    private void refused(String field, Holds.Which which, Holds.Wanted wanted) {
        assertThatThrownBy(() -> holds().set(jana, which, wanted, OFFICER))
                .isInstanceOfSatisfying(
                        Refusal.BadField.class, bad -> assertThat(bad.field()).isEqualTo(field));
    }

    @Test
    void a_record_of_somebody_else_or_of_nobody_cannot_be_held() {
        CustomerId petr = shop.customer(Map.of("full_name", "Petr Dub"));
        var hers = new Holds.Which.These(List.of(burned));
        assertThatThrownBy(() -> holds().set(petr, hers, forCourt(), OFFICER))
                .isInstanceOf(Refusal.NotFound.class);
        long none = Slots.row(shop.core().number(jana), 4711);
        assertThatThrownBy(() -> hold(shop.core().recordId(none)))
                .isInstanceOf(Refusal.NotFound.class);
        assertThatThrownBy(() -> release(burned)).isInstanceOf(Refusal.NotFound.class);
    }

    @Test
    void a_held_profile_is_not_changed_until_it_is_released() {
        holds().set(jana, new Holds.Which.WholeClass(new ClassId("profile")), forCourt(), OFFICER);
        var changed = shop.patch("birth_date", "1999-01-01");
        var wanted = new Customers.Amendment(changed, TestVault.SOURCE, OptionalLong.empty());

        assertThatThrownBy(() -> shop.vault().customers().amend(jana, wanted, OFFICER))
                .isInstanceOf(Refusal.Conflict.class);

        ofJana().forEach(hold -> release(hold.record()));
        shop.vault().customers().amend(jana, wanted, OFFICER);
    }

    @Test
    void a_held_record_is_neither_changed_nor_deleted_nor_purged_until_it_is_released() {
        hold(burned);
        assertThatThrownBy(() ->
                        shop.vault().records().delete(jana, burned, "no-longer-needed", OFFICER))
                .isInstanceOf(Refusal.Conflict.class);
        assertThatThrownBy(() ->
                        shop.vault()
                                .records()
                                .amend(
                                        jana,
                                        burned,
                                        Map.of(
                                                new FieldId("complaint"),
                                                Optional.of(new FieldValue.Text("nothing"))),
                                        OptionalLong.empty(),
                                        TestVault.SOURCE,
                                        OFFICER))
                .isInstanceOf(Refusal.Conflict.class);

        Holds.Released released = release(burned);

        assertThat(released.records()).containsExactly(burned);
        assertThat(released.destroyed()).isEmpty();
        assertThat(shop.acts().getLast().type()).isEqualTo(ActType.HOLD_RELEASED);
        assertThat(ofJana()).isEmpty();
        shop.vault().records().delete(jana, burned, "no-longer-needed", OFFICER);
    }

    @Test
    void all_holds_are_listed_page_by_page_and_the_overdue_ones_are_told() {
        CustomerId petr = shop.customer(Map.of("full_name", "Petr Dub"));
        holds().set(
                        petr,
                        new Holds.Which.WholeClass(new ClassId("contact")),
                        until(LocalDate.parse("2026-12-01")),
                        OFFICER);
        hold(burned, warm);

        Holds.Page first = holds().all(Optional.empty(), 2);
        Holds.Page second = holds().all(first.next(), 2);
        assertThat(first.items()).hasSize(2);
        assertThat(second.items()).hasSize(1);
        assertThat(second.next()).isEmpty();
        assertThat(holds().overdue(10)).isEmpty();

        shop.later(Duration.ofDays(10));
        assertThat(holds().overdue(10)).extracting(Holds.Hold::customer).containsExactly(petr);
        assertThatThrownBy(() -> holds().all(Optional.empty(), 201))
                .isInstanceOf(Refusal.BadField.class);
    }

    @Test
    void verify_finds_a_hold_that_was_taken_away_forged_or_moved() {
        hold(burned);
        long no = shop.core().number(jana);
        long record = shop.core().number(burned);
        HoldRow good;
        try (ReadSession read = shop.vault().store().read()) {
            good = read.holds(no).getFirst();
        }
        tampered(new RowChange.DeleteHold(record, no), "hold-missing");
        tampered(new RowChange.PutHold(new HoldRow(record, no, new byte[] {1, 2})), "hold-open");
        tampered(new RowChange.PutHold(good));
        long other = shop.core().number(warm);
        tampered(
                new RowChange.PutHold(new HoldRow(other, no, good.ct())),
                "hold-open",
                "hold-unexplained");
        tampered(new RowChange.DeleteHold(other, no));
        tampered(
                new RowChange.PutHold(new HoldRow(Slots.row(no, 999), no, good.ct())),
                "hold-orphan",
                "hold-open",
                "hold-unexplained");
        tampered(new RowChange.DeleteHold(Slots.row(no, 999), no));
        erase();
        tampered(new RowChange.DeleteHold(record, no), "hold-missing");
        sound = false;
    }

    @Test
    void lists_go_on_without_a_hold_that_cannot_be_read_and_name_its_record() {
        hold(burned);
        hold(warm);
        long no = shop.core().number(jana);
        long record = shop.core().number(burned);
        tampered(new RowChange.PutHold(new HoldRow(record, no, new byte[] {1, 2})), "hold-open");

        Holds.Page all = holds().all(Optional.empty(), 10);
        assertThat(all.items()).extracting(Holds.Hold::record).containsExactly(warm);
        assertThat(all.damaged()).containsExactly(new Holds.Damaged(jana, burned));
        assertThat(holds().of(jana, Optional.empty(), 10)).isEqualTo(all);
        assertThat(holds().overdue(10)).isEmpty();
        release(burned);
        assertThat(holds().all(Optional.empty(), 10).damaged()).isEmpty();
    }

    @Test
    void a_hold_on_no_record_is_named_and_cannot_be_released() {
        hold(burned);
        long no = shop.core().number(jana);
        long nothing = Slots.row(no, 999);
        RecordId id = shop.core().recordId(nothing);
        tampered(
                new RowChange.PutHold(new HoldRow(nothing, no, new byte[] {1, 2})),
                "hold-orphan",
                "hold-open",
                "hold-unexplained");

        assertThat(holds().all(Optional.empty(), 10).damaged())
                .containsExactly(new Holds.Damaged(jana, id));
        assertThatThrownBy(() -> release(burned, id))
                .isInstanceOf(VaultFault.Damaged.class)
                .hasMessageContaining("a legal hold has lost its record");
        assertThat(ofJana()).extracting(Holds.Hold::record).containsExactly(burned);
        sound = false;
    }

    private void tampered(RowChange change, String... codes) {
        shop.core().writer().land(Write.upkeep(List.of(change)));
        List<String> found =
                shop.vault().inspection().verify(_ -> {}).findings().stream()
                        .map(Inspection.Finding::code)
                        .toList();
        assertThat(Set.copyOf(found)).isEqualTo(Set.of(codes));
    }
}
