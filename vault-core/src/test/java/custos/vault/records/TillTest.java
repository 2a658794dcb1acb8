package custos.vault.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import custos.customer.CustomerId;
import custos.policy.FieldId;
import custos.till.NotNow;
import custos.till.TillQuestion.Missing;
import custos.till.TillQuestion.StillRight;
import custos.vault.TestVault;
import custos.vault.rows.Refusal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Customers at the till.
class TillTest {
    private static final FieldId EMAIL = new FieldId("email");

    @TempDir Path dir;
    private TestVault test;
    private CustomerId jan;

    @BeforeEach
    void open() {
        test = TestVault.in(dir);
        jan =
                test.customer(
                        Map.of(
                                "full_name", "Jan Novák",
                                "phone", "+420 601 000 979",
                                "reward_card", "RC-77",
                                "payment_token", "tok_9f8e"));
    }

    @AfterEach
    void inspectAndClose() {
        test.inspected();
        test.close();
    }

    private Till till() {
        return test.vault().counter().till();
    }

    @Test
    void a_customer_is_known_by_telephone_card_or_payment_mark() {
        for (String typed : new String[] {"601000979", "RC-77", "tok_9f8e"}) {
            assertThat(till().find(typed, "staff"))
                    .as(typed)
                    .singleElement()
                    .satisfies(found -> assertThat(found.id()).isEqualTo(jan));
        }
        assertThat(till().find("Jan Novák", "staff")).isEmpty();
        assertThat(till().find("RC-7", "staff")).isEmpty();
    }

    @Test
    void a_payment_card_is_refused_before_anything_is_looked_up() {
        assertThatExceptionOfType(Refusal.BadField.class)
                .isThrownBy(() -> till().find("4111 1111 1111 1111", "staff"))
                .withMessageNotContaining("4111");
    }

    @Test
    void a_no_is_kept_and_nobody_asks_again_for_half_a_year() {
        assertThat(till().next(jan)).contains(new Missing(EMAIL));

        till().notNow(jan, EMAIL, TestVault.COUNTER, TestVault.STAFF);

        assertThat(till().next(jan)).isEmpty();
        assertThat(test.words()).contains("customer-amended");
        test.later(Duration.ofDays(1));
        assertThat(till().next(jan)).contains(new Missing(new FieldId("language")));
        test.later(Duration.ofDays(NotNow.REST_DAYS));
        assertThat(till().next(jan)).contains(new Missing(EMAIL));
    }

    @Test
    void an_address_that_was_never_confirmed_is_asked_about() {
        CustomerId eva =
                test.customer(
                        Map.of(
                                "full_name", "Eva",
                                "phone", "+420 601 000 111",
                                "address", Map.of("line1", "Lipová 7", "city", "Brno")));

        assertThat(till().next(eva))
                .get()
                .isInstanceOf(StillRight.class)
                .satisfies(asked -> assertThat(asked.field()).isEqualTo(new FieldId("address")));
        test.vault().customers().confirmAddress(eva, TestVault.COUNTER, TestVault.STAFF);
        assertThat(till().next(eva)).isEmpty();
        test.later(Duration.ofDays(1));
        assertThat(till().next(eva)).contains(new Missing(EMAIL));
    }
}
