package custos.vault.requests;

import static org.assertj.core.api.Assertions.assertThat;

import custos.customer.CustomerId;
import custos.customer.RecordId;
import custos.policy.Language;
import custos.request.Decision;
import custos.request.Right;
import custos.vault.RestoredShop;
import custos.vault.Vault;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Requests of last week are back after a restore: whole, or as their minimal file where the
/// customer was erased since.
class RequestsRestoreTest extends RestoredShop {
    private RecordId open;
    private RecordId erased;

    @BeforeEach
    void requestsOfLastWeek() {
        open = asks(eva, Right.ACCESS);
        erased = asks(petr, Right.ERASURE);
        test.vault().settle();
        lastWeek = test.vault().backups().make(stick, 30).data();
        test.later(Duration.ofDays(1));
    }

    private RecordId asks(CustomerId who, Right right) {
        return test.vault()
                .requests()
                .ask(who, right, Optional.of("please"), new Language("en"))
                .id();
    }

    @Test
    void an_open_request_is_back_and_of_somebody_erased_only_the_minimal_file() {
        test.vault().erasure().erase(petr, "erasure-request", false, ANNA);
        backUp();
        test.close();

        restore(wanted(Optional.of(guard()), false));

        try (Vault vault = open()) {
            assertSound(vault);
            assertThat(vault.requests().open())
                    .singleElement()
                    .satisfies(one -> {
                        assertThat(one.id()).isEqualTo(open);
                        assertThat(one.work().orElseThrow().words()).contains("please");
                    });
            assertThat(vault.requests().closed())
                    .singleElement()
                    .satisfies(one -> {
                        assertThat(one.id()).isEqualTo(erased);
                        assertThat(one.work()).isEmpty();
                        assertThat(one.decided().map(DataRequest.Decided::decision))
                                .contains(Decision.GRANTED);
                    });
        }
    }
}
