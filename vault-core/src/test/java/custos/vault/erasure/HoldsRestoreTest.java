package custos.vault.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import custos.customer.CustomerId;
import custos.customer.FieldValue;
import custos.customer.RecordId;
import custos.store.ReadSession;
import custos.store.RecordRow;
import custos.vault.RestoredShop;
import custos.vault.Vault;
import custos.vault.core.RotatedKey;
import custos.vault.rows.CustomerFile;
import custos.vault.rows.Refusal;
import custos.vault.rows.Slots;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a legal hold is on is in the key bundle: a restore of last week's data brings it back,
/// held, and nothing else of somebody erased since.
class HoldsRestoreTest extends RestoredShop {
    private static final LocalDate UNTIL = LocalDate.parse("2028-12-31");

    private RecordId held;

    @BeforeEach
    void aComplaintOfLastWeek() {
        held = test.add(petr, "complaint", Map.of("complaint", "the kettle burned my hand")).id();
        test.add(petr, "complaint", Map.of("complaint", "the shop was too warm"));
        test.vault().settle();
        lastWeek = test.vault().backups().make(stick, 30).data();
        test.later(Duration.ofDays(1));
    }

    private void hold(CustomerId who, RecordId record) {
        test.vault()
                .holds()
                .set(
                        who,
                        new Holds.Which.These(List.of(record)),
                        new Holds.Wanted("legal-claim", UNTIL, Optional.of("12 C 34/2026")),
                        ANNA);
    }

    private List<RecordId> held(Vault vault, CustomerId who) {
        return vault.holds().of(who, none(), 200).items().stream().map(Holds.Hold::record).toList();
    }

    private List<Integer> classes(Vault vault, CustomerId who) {
        long no = vault.core().number(who);
        try (ReadSession read = vault.store().read()) {
            return read.recordsBetween(Slots.firstRow(no), Slots.endRow(no)).stream()
                    .map(RecordRow::classNo)
                    .toList();
        }
    }

    @Test
    void of_somebody_erased_since_the_held_record_is_back_and_nothing_else() {
        hold(petr, held);
        test.vault().erasure().erase(petr, "no-longer-needed", false, ANNA);
        List<Integer> before = classes(test.vault(), petr);
        assertThat(before).as("what is held, and the copy for tax").containsExactly(5, 8);
        backUp();
        test.close();

        restore(wanted(Optional.of(guard()), false));

        try (Vault vault = open()) {
            assertSound(vault);
            assertThat(classes(vault, petr)).isEqualTo(before);
            assertThat(held(vault, petr)).containsExactly(held);
            assertThat(vault.holds().of(petr, none(), 1).items().getFirst())
                    .extracting(Holds.Hold::ground, Holds.Hold::until, Holds.Hold::erased)
                    .containsExactly("legal-claim", UNTIL, true);
            assertThatThrownBy(() -> vault.consents().history(petr))
                    .isInstanceOf(Refusal.Erased.class);
            assertThat(opened(vault)).isEqualTo("the kettle burned my hand");

            vault.holds().release(petr, List.of(held), "claim-settled", ANNA);
            assertThat(classes(vault, petr)).containsExactly(8);
            assertSound(vault);
        }
    }

    @Test
    void what_is_held_of_somebody_erased_opens_after_a_rotation_of_her_keys() {
        hold(petr, held);
        test.vault().erasure().erase(petr, "no-longer-needed", false, ANNA);
        List<Integer> before = classes(test.vault(), petr);
        test.vault().keys().rotate(RotatedKey.CUSTOMERS, ANNA, _ -> {});
        assertThat(opened(test.vault())).isEqualTo("the kettle burned my hand");
        assertSound(test.vault());
        backUp();
        test.close();

        restore(wanted(Optional.of(guard()), false));

        try (Vault vault = open()) {
            assertSound(vault);
            assertThat(classes(vault, petr)).isEqualTo(before);
            assertThat(opened(vault)).isEqualTo("the kettle burned my hand");
            vault.holds().release(petr, List.of(held), "claim-settled", ANNA);
            assertThat(classes(vault, petr)).containsExactly(8);
            assertSound(vault);
        }
    }

    private String opened(Vault vault) {
        long no = vault.core().number(petr);
        try (ReadSession read = vault.store().read();
                CustomerFile file =
                        CustomerFile.read(read, vault.core().keys(), no).orElseThrow()) {
            var values = file.open(read.record(vault.core().number(held)).orElseThrow()).values();
            return values.iterator().next() instanceof FieldValue.Text(String text) ? text : "";
        }
    }

    @Test
    void a_release_since_the_data_bundle_stays_one() {
        hold(petr, held);
        test.vault().erasure().erase(petr, "no-longer-needed", false, ANNA);
        test.vault().settle();
        test.vault().backups().make(stick, 30);
        test.later(Duration.ofDays(1));
        test.vault().holds().release(petr, List.of(held), "claim-settled", ANNA);
        backUp();
        test.close();

        restore(wanted(Optional.of(guard()), false));

        try (Vault vault = open()) {
            assertThat(held(vault, petr)).isEmpty();
            assertThat(classes(vault, petr)).containsExactly(8);
            assertSound(vault);
        }
    }

    @Test
    void holds_of_the_living_stand_again_but_for_those_on_records_that_are_lost() {
        hold(petr, held);
        RecordId lost = test.add(petr, "complaint", Map.of("complaint", "and once more")).id();
        hold(petr, lost);
        backUp();
        test.close();

        restore(wanted(none(), true));

        try (Vault vault = open()) {
            assertThat(held(vault, petr)).containsExactly(held);
            assertSound(vault);
            assertThatThrownBy(() -> vault.records().delete(petr, held, "no-longer-needed", ANNA))
                    .isInstanceOf(Refusal.Conflict.class);
        }
    }
}
