package custos.vault.imports;

import static org.assertj.core.api.Assertions.assertThat;

import custos.customer.CustomerId;
import custos.policy.ChannelId;
import custos.policy.PurposeId;
import custos.vault.ImportDesk;
import custos.vault.imports.ImportLines.Outcome;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A no counts also where nobody can say whose it is.
class UnsureNoTest extends ImportDesk {
    private static final String ROW = "9,Jana Nováková,jana@example.org,,Krátká 7,Praha,";

    private CustomerId jana;

    @BeforeEach
    void she_has_the_address_and_lives_elsewhere() {
        jana =
                shop.customer(
                        Map.of(
                                "full_name", "Jana Nováková",
                                "email", "jana@example.org",
                                "address",
                                        Map.of(
                                                "line1", "Dlouhá 1",
                                                "city", "Brno",
                                                "country", "CZ")));
        shop.says(jana, "newsletter", "email", true);
    }

    private boolean mayBeWrittenTo() {
        return shop.vault()
                .consents()
                .mayContact(jana, new PurposeId("newsletter"), new ChannelId("email"))
                .allowed();
    }

    @Test
    void a_no_of_somebody_unsure_is_a_no_for_her_address() {
        ImportJob job = job(HEADER + ROW + "no,2024-05-02\n");
        assertThat(looked(job).outcomes()).isEqualTo(Map.of(Outcome.UNSURE, 1L));
        assertThat(mayBeWrittenTo()).as("a look changes nothing").isTrue();

        Imports.Report done = imported(job).report();
        assertThat(done.outcomes()).isEqualTo(Map.of(Outcome.UNSURE, 1L));
        assertThat(done.verdicts()).isEqualTo(Map.of("refused", 1L));
        assertThat(mayBeWrittenTo()).isFalse();
        assertThat(shop.words()).contains("refusals-imported");

        assertThat(imported(job).report().leaves()).as("a second time says nothing new").isZero();
    }

    @Test
    void a_yes_of_somebody_unsure_changes_nothing() {
        Imports.Report done = imported(job(HEADER + ROW + "yes,2024-05-02\n")).report();
        assertThat(done.outcomes()).isEqualTo(Map.of(Outcome.UNSURE, 1L));
        assertThat(done.leaves()).isZero();
        assertThat(mayBeWrittenTo()).isTrue();
    }
}
