package custos.vault.consents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import custos.customer.CustomerId;
import custos.policy.Language;
import custos.policy.MethodId;
import custos.store.DocumentKind;
import custos.vault.RestoredShop;
import custos.vault.TestVault;
import custos.vault.Vault;
import custos.vault.core.MergeNote;
import custos.vault.core.RotatedKey;
import custos.vault.customers.Customers;
import custos.vault.merges.Merging;
import custos.vault.rows.Refusal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/// One number of a paper form is the proof of one customer.
class UsedFormsTest extends RestoredShop {
    private static final String FORM = "F1-EN-3KF7-QXAD-9";
    private static final String OTHER = "F1-EN-4444-QXAD-9";
    private static final Language ENGLISH = new Language("en");

    private ConsentAnswer signed(boolean yes, String form) {
        return new ConsentAnswer(
                NEWSLETTER,
                EMAIL,
                yes,
                new MethodId("signed-form"),
                Optional.of(ENGLISH),
                test.vault().policies().noticeInForce(ENGLISH),
                Optional.empty(),
                Optional.of(form),
                Optional.empty());
    }

    private void types(CustomerId who, String form) {
        test.vault().consents().record(who, List.of(signed(true, form)), TestVault.COUNTER, ANNA);
    }

    private void isRefused(CustomerId who, String form) {
        assertThatThrownBy(() -> types(who, form))
                .isInstanceOf(Refusal.Conflict.class)
                .hasMessageContaining(form)
                .extracting(e -> ((Refusal.Conflict) e).code())
                .isEqualTo("form-used");
    }

    private Optional<CustomerId> owner(String form) {
        return test.vault().consents().ownerOf(form);
    }

    @Test
    void a_number_is_of_the_customer_it_was_typed_in_for_first() {
        types(jan, FORM);

        isRefused(eva, FORM);
        isRefused(eva, "f1-en-3kf7qxad-9");
        assertThat(owner(FORM)).contains(jan);
        types(eva, OTHER);
        test.reopen();
        isRefused(eva, FORM);
        test.inspected();
    }

    @Test
    void the_same_customers_form_is_corrected_and_what_changes_nothing_takes_it_too() {
        types(jan, FORM);
        types(jan, FORM);
        test.vault().consents().record(jan, List.of(signed(false, FORM)), TestVault.COUNTER, ANNA);

        isRefused(eva, FORM);
        test.inspected();
    }

    @Test
    void a_new_customer_does_not_take_it_either() {
        types(jan, FORM);
        var wanted =
                new Customers.Registration(
                        test.fields(Map.of("full_name", "Ida", "email", "ida@example.org")),
                        TestVault.COUNTER,
                        List.of(signed(true, FORM)));

        assertThatThrownBy(() -> test.vault().customers().register(wanted, ANNA, none()))
                .isInstanceOf(Refusal.Conflict.class)
                .hasMessageContaining(FORM);
    }

    @Test
    void an_erasure_takes_it_along() {
        types(jan, FORM);
        types(petr, OTHER);

        test.vault().erasure().erase(jan, "erasure-request", false, ANNA);

        assertThat(owner(FORM)).isEmpty();
        types(eva, FORM);
        isRefused(eva, OTHER);
        test.inspected();
    }

    @Test
    void who_was_merged_and_who_stays_are_one_and_their_end_frees_it() {
        types(petr, FORM);
        test.vault()
                .merging()
                .merge(
                        new Merging.Wanted(
                                eva, OptionalLong.empty(), petr, OptionalLong.empty(), Map.of()),
                        ANNA);

        types(eva, FORM);
        isRefused(jan, FORM);
        test.later(Duration.ofDays(31));
        assertThat(test.vault().merging().endDue()).isEqualTo(1);
        assertThat(owner(FORM)).contains(eva);
        isRefused(jan, FORM);

        test.vault().erasure().erase(eva, "erasure-request", false, ANNA);
        types(jan, FORM);
        test.inspected();
    }

    @Test
    void it_is_known_after_secrets_were_rotated() {
        types(jan, FORM);

        for (RotatedKey key : List.of(RotatedKey.LOG, RotatedKey.INDEX)) {
            test.vault().keys().rotate(key, ANNA, _ -> {});
        }

        isRefused(eva, FORM);
        types(jan, FORM);
        test.inspected();
    }

    @Test
    void it_is_known_after_a_restore_and_an_erasure_since_stays_one() {
        types(jan, FORM);
        types(petr, OTHER);
        test.vault().erasure().erase(petr, "erasure-request", false, ANNA);
        backUp();
        test.close();

        restore(wanted(Optional.of(guard()), false));

        try (Vault vault = open()) {
            assertSound(vault);
            assertThat(vault.consents().ownerOf(FORM)).contains(jan);
            assertThat(vault.consents().ownerOf(OTHER)).isEmpty();
        }
        test.reopen();
    }

    @Test
    void a_no_gets_through_whosever_the_number_is_and_leaves_it_there() {
        test.says(jan, "newsletter", "email", true);
        types(eva, FORM);

        var done =
                test.vault()
                        .consents()
                        .record(jan, List.of(signed(false, FORM)), TestVault.COUNTER, ANNA);

        assertThat(done.states()).hasSize(1);
        assertThat(owner(FORM)).contains(eva);
        isRefused(jan, FORM);
        test.vault().consents().record(jan, List.of(signed(false, OTHER)), TestVault.COUNTER, ANNA);
        assertThat(owner(OTHER)).contains(jan);
        test.inspected();
    }

    private Merging.Merged merged(CustomerId gone, CustomerId into) {
        return test.vault()
                .merging()
                .merge(
                        new Merging.Wanted(
                                into, OptionalLong.empty(), gone, OptionalLong.empty(), Map.of()),
                        ANNA);
    }

    /// Whose merge ends first in one run.
    private CustomerId firstToEnd() {
        List<Merging.Merged> both = List.of(merged(petr, jan), merged(eva, jan));
        long first;
        try (var read = test.core().store().read()) {
            first = MergeNote.all(read, test.core().keys()).getFirst().gone();
        }
        for (Merging.Merged one : both.reversed()) {
            test.vault().merging().undo(jan, one.merge(), ANNA);
        }
        return test.core().customerId(first);
    }

    @Test
    void a_chain_of_merges_that_ends_at_once_leaves_no_number_with_somebody_gone() {
        CustomerId first = firstToEnd();
        CustomerId second = first.equals(eva) ? petr : eva;
        types(second, FORM);
        merged(second, first);
        merged(first, jan);
        test.later(Duration.ofDays(31));
        assertThat(test.vault().merging().endDue()).isEqualTo(2);
        assertThat(owner(FORM)).contains(jan);

        test.vault().erasure().erase(jan, "erasure-request", false, ANNA);

        try (var read = test.core().store().read()) {
            assertThat(read.documents(DocumentKind.SIGNED_FORM)).isEmpty();
        }
        test.inspected();
    }
}
