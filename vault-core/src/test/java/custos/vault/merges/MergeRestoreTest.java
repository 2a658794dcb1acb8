package custos.vault.merges;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import custos.consent.ConsentState;
import custos.customer.CustomerId;
import custos.vault.RestoredShop;
import custos.vault.Vault;
import custos.vault.rows.Kinds;
import custos.vault.rows.Refusal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/// A restore and merges: from a backup of before the merge, of after it, and of before its undo or
/// its end.
class MergeRestoreTest extends RestoredShop {
    private Merging.Merged merge(CustomerId stays, CustomerId goes) {
        return test.vault()
                .merging()
                .merge(
                        new Merging.Wanted(
                                stays, OptionalLong.empty(), goes, OptionalLong.empty(), Map.of()),
                        ANNA);
    }

    private Path newest() {
        test.vault().settle();
        Path made = test.vault().backups().make(stick, 30).data();
        test.later(Duration.ofHours(1));
        return made;
    }

    private static int purchases(Vault vault, CustomerId who) {
        return vault.records().list(who, Kinds.PURCHASE, none(), 10, ANNA).items().size();
    }

    private static boolean mayWrite(Vault vault, CustomerId who) {
        return vault.consents().mayContact(who, NEWSLETTER, EMAIL).allowed();
    }

    @Test
    void from_a_bundle_of_before_both_are_there_and_the_strictest_consent_stands() {
        test.says(petr, "newsletter", "email", false);
        merge(jan, petr);
        backUp();

        restore(wanted(none(), true));

        try (Vault vault = open()) {
            assertThat(newsletterOf(vault, jan)).isInstanceOf(ConsentState.Withdrawn.class);
            assertThat(newsletterOf(vault, petr)).isInstanceOf(ConsentState.Withdrawn.class);
            assertThat(purchases(vault, petr)).isEqualTo(1);
            assertThat(purchases(vault, jan)).isZero();
            assertSound(vault);
            assertThat(vault.merging().endDue()).as("nobody is destroyed").isZero();
            assertThat(purchases(vault, petr)).isEqualTo(1);
            vault.merging()
                    .merge(
                            new Merging.Wanted(
                                    jan,
                                    OptionalLong.empty(),
                                    petr,
                                    OptionalLong.empty(),
                                    Map.of()),
                            ANNA);
            assertThat(purchases(vault, jan)).isEqualTo(1);
            assertSound(vault);
        }
    }

    @Test
    void from_a_bundle_of_after_she_stays_hidden_and_can_be_brought_back() {
        merge(jan, petr);
        lastWeek = newest();

        restore(wanted(none(), true));

        try (Vault vault = open()) {
            assertThat(purchases(vault, jan)).isEqualTo(1);
            assertThatThrownBy(() -> purchases(vault, petr)).isInstanceOf(Refusal.Merged.class);
            vault.awaitNames();
            assertThat(vault.customers().search("petr@example.org", "officer").items()).isEmpty();
            assertSound(vault);
            vault.merging().undo(jan, vault.merging().undoable(jan).getFirst().merge(), ANNA);
            assertThat(purchases(vault, petr)).isEqualTo(1);
            assertThat(purchases(vault, jan)).isZero();
            assertSound(vault);
        }
    }

    @Test
    void from_a_bundle_of_before_the_undo_both_stand_for_themselves() {
        Merging.Merged merged = merge(jan, petr);
        lastWeek = newest();
        test.vault().merging().undo(jan, merged.merge(), ANNA);
        backUp();

        restore(wanted(none(), true));

        try (Vault vault = open()) {
            assertThat(purchases(vault, petr)).isEqualTo(1);
            assertThat(purchases(vault, jan)).isZero();
            vault.awaitNames();
            assertThat(vault.customers().search("petr@example.org", "officer").items()).hasSize(1);
            assertThat(mayWrite(vault, petr)).isTrue();
            assertSound(vault);
            assertThat(vault.merging().endDue()).isZero();
        }
    }

    @Test
    void from_a_bundle_of_before_the_end_she_stays_destroyed_and_her_id_leads_on() {
        merge(jan, petr);
        test.later(Duration.ofDays(20));
        lastWeek = newest();
        test.later(Duration.ofDays(11));
        assertThat(test.vault().merging().endDue()).isEqualTo(1);
        backUp();

        restore(wanted(none(), true));

        try (Vault vault = open()) {
            assertThat(purchases(vault, jan)).isEqualTo(1);
            assertThatThrownBy(() -> purchases(vault, petr))
                    .isInstanceOfSatisfying(
                            Refusal.Merged.class, gone -> assertThat(gone.into()).isEqualTo(jan));
            assertSound(vault);
        }
    }

    @Test
    void who_was_erased_with_her_other_half_does_not_come_back() {
        merge(jan, petr);
        lastWeek = newest();
        test.vault().erasure().erase(petr, "erasure-request", true, ANNA);
        backUp();

        restore(wanted(none(), true));

        try (Vault vault = open()) {
            for (CustomerId one : java.util.List.of(jan, petr)) {
                assertThatThrownBy(() -> purchases(vault, one))
                        .isExactlyInstanceOf(Refusal.Erased.class);
            }
            assertSound(vault);
        }
    }
}
