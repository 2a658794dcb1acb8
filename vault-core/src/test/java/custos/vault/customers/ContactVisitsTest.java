package custos.vault.customers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import custos.customer.CustomerId;
import custos.customer.FieldValue;
import custos.event.Actor;
import custos.policy.FieldId;
import custos.policy.MethodId;
import custos.vault.TestVault;
import custos.vault.rows.Refusal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// "The customer is here", "on the telephone".
class ContactVisitsTest {
    private static final Actor ANNA = new Actor.Staff("anna", "staff");
    private static final Actor BELA = new Actor.Staff("bela", "staff");
    private static final FieldId EMAIL = new FieldId("email");
    private static final MethodId COUNTER = new MethodId("counter");

    @TempDir Path dir;
    private TestVault test;
    private CustomerId jan;

    @BeforeEach
    void open() {
        test = TestVault.in(dir);
        jan = test.customer(Map.of("full_name", "Jan Novák", "email", "jan@example.org"));
    }

    @AfterEach
    void inspectAndClose() {
        test.inspected();
        test.close();
    }

    private Customers customers() {
        return test.vault().customers();
    }

    @Test
    void a_customer_who_is_here_is_opened_for_ten_minutes_with_one_event() {
        long before = test.vault().ledger().newestSize();
        var here = customers().openContact(jan, COUNTER, ANNA);
        assertThat(here.opened().fields().get(EMAIL))
                .isEqualTo(new FieldValue.Text("jan@example.org"));
        assertThat(here.opened().fields()).doesNotContainKey(new FieldId("birth_date"));
        assertThat(here.visit().until())
                .isEqualTo(test.clock().instant().plus(Duration.ofMinutes(10)));

        test.later(Duration.ofMinutes(10).minusMillis(1));
        for (int i = 0; i < 3; i++) {
            assertThat(customers().stillOpen(jan, here.visit().proof(), ANNA)).contains(here);
        }
        test.vault().settle();
        assertThat(test.vault().ledger().newestSize()).isEqualTo(before + 1);
        assertThat(test.words()).last().isEqualTo("contact-opened");

        test.later(Duration.ofMillis(1));
        assertThat(customers().stillOpen(jan, here.visit().proof(), ANNA)).isEmpty();
    }

    @Test
    void a_visit_survives_a_restart_and_a_change_of_the_customer() {
        var visit = customers().openContact(jan, new MethodId("phone"), ANNA).visit();
        test.reopen();
        customers()
                .amend(
                        jan,
                        new Customers.Amendment(
                                test.patch("email", "jn@example.org"),
                                TestVault.COUNTER,
                                java.util.OptionalLong.empty()),
                        ANNA);
        assertThat(customers().stillOpen(jan, visit.proof(), ANNA).orElseThrow().opened().fields())
                .containsEntry(EMAIL, new FieldValue.Text("jn@example.org"));
    }

    @Test
    void a_visit_opens_nobody_else_and_for_nobody_else() {
        CustomerId eva = test.customer(Map.of("full_name", "Eva Malá"));
        String proof = customers().openContact(jan, COUNTER, ANNA).visit().proof();
        assertThat(customers().stillOpen(eva, proof, ANNA)).isEmpty();
        assertThat(customers().stillOpen(jan, proof, BELA)).isEmpty();
        assertThat(customers().stillOpen(jan, proof, new Actor.Staff("anna", "officer")))
                .isPresent();
    }

    @Test
    void a_forged_visit_opens_nothing() {
        String proof = customers().openContact(jan, COUNTER, ANNA).visit().proof();
        for (int i = 0; i < proof.length(); i += 7) {
            char other = proof.charAt(i) == 'A' ? 'B' : 'A';
            String forged = proof.substring(0, i) + other + proof.substring(i + 1);
            assertThat(customers().stillOpen(jan, forged, ANNA)).isEmpty();
        }
        for (String forged : new String[] {"", "AA", "žluť", "=", proof + "A", "A".repeat(5000)}) {
            assertThat(customers().stillOpen(jan, forged, ANNA)).isEmpty();
        }
        var undo =
                customers()
                        .amend(
                                jan,
                                new Customers.Amendment(
                                        test.patch("company", "Novák a syn"),
                                        TestVault.COUNTER,
                                        java.util.OptionalLong.empty()),
                                ANNA)
                        .undo()
                        .orElseThrow();
        assertThat(customers().stillOpen(jan, undo, ANNA)).isEmpty();
    }

    @Test
    void only_the_counter_and_the_telephone_open_a_visit() {
        for (String method : new String[] {"portal", "sms", "import", "never-heard-of"}) {
            assertThatExceptionOfType(Refusal.BadField.class)
                    .isThrownBy(() -> customers().openContact(jan, new MethodId(method), ANNA))
                    .satisfies(refused -> assertThat(refused.field()).isEqualTo("method"));
        }
    }

    @Test
    void a_visit_ends_with_the_customer() {
        String proof = customers().openContact(jan, COUNTER, ANNA).visit().proof();
        test.vault().erasure().erase(jan, "erasure-request", false, ANNA);
        assertThatExceptionOfType(Refusal.Erased.class)
                .isThrownBy(() -> customers().stillOpen(jan, proof, ANNA));
    }

    @Test
    void neither_visit_nor_undo_shows_itself_in_a_log_line() {
        var here = customers().openContact(jan, COUNTER, ANNA);
        assertThat(here.toString())
                .doesNotContain(here.visit().proof())
                .doesNotContain("jan@example.org");
    }
}
