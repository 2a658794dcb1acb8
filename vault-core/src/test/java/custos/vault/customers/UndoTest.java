package custos.vault.customers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import custos.customer.CustomerId;
import custos.customer.FieldValue;
import custos.event.Actor;
import custos.policy.ChannelId;
import custos.policy.FieldId;
import custos.policy.PurposeId;
import custos.vault.TestVault;
import custos.vault.rows.Refusal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An amendment and the way back; and the address that is still right.
class UndoTest {
    private static final Actor ANNA = new Actor.Staff("anna", "staff");
    private static final PurposeId NEWSLETTER = new PurposeId("newsletter");
    private static final ChannelId BY_EMAIL = new ChannelId("email");

    @TempDir Path dir;
    private TestVault test;
    private CustomerId jan;

    @BeforeEach
    void open() {
        test = TestVault.in(dir);
        jan =
                test.vault()
                        .customers()
                        .register(test.registration(test.jan()), ANNA, Optional.empty())
                        .id();
    }

    @AfterEach
    void inspectAndClose() {
        test.inspected();
        test.close();
    }

    private Customers customers() {
        return test.vault().customers();
    }

    private Customers.Recorded amend(Map<FieldId, Optional<FieldValue>> fields) {
        return customers()
                .amend(
                        jan,
                        new Customers.Amendment(fields, TestVault.COUNTER, OptionalLong.empty()),
                        ANNA);
    }

    private Map<FieldId, FieldValue> all() {
        var fields =
                Set.of(
                        new FieldId("full_name"),
                        new FieldId("email"),
                        new FieldId("phone"),
                        new FieldId("address"),
                        new FieldId("birth_date"),
                        new FieldId("company"),
                        new FieldId("address_confirmed_on"));
        return customers().reveal(jan, fields, "correction", ANNA).fields();
    }

    private boolean newsletter() {
        return test.vault().consents().mayContact(jan, NEWSLETTER, BY_EMAIL).allowed();
    }

    @Test
    void an_undo_puts_contact_and_profile_back_as_they_were() {
        test.vault().awaitNames();
        Map<FieldId, FieldValue> before = all();
        var patch = test.patch("full_name", "Jan Nový");
        patch.putAll(test.patch("company", "Nový a syn"));
        patch.putAll(test.patch("birth_date", "1981-05-17"));
        patch.put(new FieldId("phone"), Optional.empty());
        var changed = amend(patch);
        assertThat(all()).isNotEqualTo(before);

        var undone = customers().undo(jan, changed.undo().orElseThrow(), ANNA);
        assertThat(all()).isEqualTo(before);
        assertThat(undone.version()).isGreaterThan(changed.version());
        assertThat(customers().search("novák", "staff").items()).hasSize(1);
        assertThat(customers().search("nový", "staff").items()).isEmpty();
        assertThat(customers().search("601 000 979", "staff").items()).hasSize(1);

        customers().undo(jan, undone.undo().orElseThrow(), ANNA);
        assertThat(customers().search("nový", "staff").items()).hasSize(1);
    }

    @Test
    void an_undo_is_refused_once_the_customer_was_changed_since() {
        var first = amend(test.patch("company", "Jedna"));
        var second = amend(test.patch("company", "Dvě"));
        assertThatExceptionOfType(Refusal.Stale.class)
                .isThrownBy(() -> customers().undo(jan, first.undo().orElseThrow(), ANNA))
                .satisfies(stale -> assertThat(stale.current()).isEqualTo(second.version()));
        customers().undo(jan, second.undo().orElseThrow(), ANNA);
        assertThatExceptionOfType(Refusal.Stale.class)
                .isThrownBy(() -> customers().undo(jan, second.undo().orElseThrow(), ANNA));
    }

    @Test
    void an_undo_is_over_after_an_hour() {
        String undo = amend(test.patch("company", "Jedna")).undo().orElseThrow();
        test.later(Duration.ofHours(1));
        assertThatExceptionOfType(Refusal.Conflict.class)
                .isThrownBy(() -> customers().undo(jan, undo, ANNA))
                .satisfies(refused -> assertThat(refused.code()).isEqualTo("undo-over"));
    }

    @Test
    void an_undo_of_another_customer_or_a_forged_one_changes_nothing() {
        CustomerId eva = test.customer(Map.of("full_name", "Eva Malá"));
        String undo = amend(test.patch("company", "Jedna")).undo().orElseThrow();
        String visit =
                customers()
                        .openContact(jan, new custos.policy.MethodId("phone"), ANNA)
                        .visit()
                        .proof();
        assertNoUndo(eva, undo);
        for (String forged :
                new String[] {"", "nonsense", visit, undo + "AAAA", undo.substring(4)}) {
            assertNoUndo(jan, forged);
        }
        assertThat(all()).containsKey(new FieldId("company"));
    }

    private void assertNoUndo(CustomerId id, String undo) {
        assertThatExceptionOfType(Refusal.BadField.class)
                .isThrownBy(() -> customers().undo(id, undo, ANNA))
                .satisfies(refused -> assertThat(refused.field()).isEqualTo("undo"));
    }

    @Test
    void an_undo_dies_with_the_customer() {
        String undo = amend(test.patch("company", "Jedna")).undo().orElseThrow();
        test.vault().erasure().erase(jan, "erasure-request", false, ANNA);
        assertThatExceptionOfType(Refusal.Erased.class)
                .isThrownBy(() -> customers().undo(jan, undo, ANNA));
    }

    @Test
    void a_wrong_address_taken_back_costs_no_consent() {
        test.says(jan, "newsletter", "email", true);
        var wrong = amend(test.patch("email", "jna@example.org"));
        assertThat(newsletter()).isFalse();
        customers().undo(jan, wrong.undo().orElseThrow(), ANNA);
        assertThat(newsletter()).isTrue();
    }

    @Test
    void what_the_customer_said_meanwhile_stands_after_an_undo() {
        test.says(jan, "newsletter", "email", true);
        var wrong = amend(test.patch("email", "jna@example.org"));
        test.says(jan, "newsletter", "email", false);
        customers().undo(jan, wrong.undo().orElseThrow(), ANNA);
        assertThat(newsletter()).isFalse();
        assertThat(test.vault().consents().mayContact(jan, NEWSLETTER, BY_EMAIL).why())
                .isEqualTo("not-given");
    }

    @Test
    void a_yes_for_the_wrong_address_does_not_come_along() {
        var wrong = amend(test.patch("email", "jna@example.org"));
        test.says(jan, "newsletter", "email", true);
        customers().undo(jan, wrong.undo().orElseThrow(), ANNA);
        assertThat(newsletter()).isFalse();
    }

    @Test
    void a_change_that_changes_nothing_has_no_undo() {
        var same = amend(test.patch("email", "jan@example.org"));
        assertThat(same.leaf()).isEqualTo(-1);
        assertThat(same.undo()).isEmpty();
    }

    @Test
    void an_address_that_is_still_right_is_dated_in_one_leaf() {
        long before = test.vault().ledger().newestSize();
        var confirmed = customers().confirmAddress(jan, TestVault.COUNTER, ANNA);
        assertThat(test.vault().ledger().newestSize()).isEqualTo(before + 1);
        assertThat(test.words()).last().isEqualTo("address-confirmed");
        assertThat(all().get(new FieldId("address_confirmed_on")))
                .isEqualTo(new FieldValue.Day(LocalDate.of(2026, 11, 22)));
        assertThat(confirmed.version()).isEqualTo(3);
        assertThat(customers().confirmAddress(jan, TestVault.COUNTER, ANNA).leaf()).isEqualTo(-1);
        customers().undo(jan, confirmed.undo().orElseThrow(), ANNA);
        assertThat(all()).doesNotContainKey(new FieldId("address_confirmed_on"));
    }

    @Test
    void an_address_that_is_not_there_is_not_confirmed() {
        CustomerId eva = test.customer(Map.of("full_name", "Eva Malá"));
        assertThatExceptionOfType(Refusal.Conflict.class)
                .isThrownBy(() -> customers().confirmAddress(eva, TestVault.COUNTER, ANNA))
                .satisfies(refused -> assertThat(refused.code()).isEqualTo("no-address"));
    }
}
