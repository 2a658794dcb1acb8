package custos.vault;

import static org.assertj.core.api.Assertions.assertThat;

import custos.customer.CustomerId;
import custos.event.Leaf;
import custos.policy.ChannelId;
import custos.policy.PurposeId;
import custos.vault.core.Ledger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The machine's clock goes back: a flat battery, a hand that sets it, a copy of a machine that
/// slept.
class ClockBackTest {
    @TempDir Path dir;

    @Test
    void entries_are_never_dated_before_those_that_stand_and_a_withdrawal_counts() {
        try (var test = TestVault.in(dir)) {
            CustomerId jan = test.customer(Map.of("full_name", "Jan Novák"));
            test.says(jan, "newsletter", "email", true);

            test.later(Duration.ofDays(-400));
            test.says(jan, "newsletter", "email", false);
            CustomerId eva = test.customer(Map.of("full_name", "Eva Malá"));
            test.reopen();
            test.says(eva, "newsletter", "email", true);
            test.vault().erasure().erase(jan, "no-longer-needed", false, TestVault.STAFF);

            test.later(Duration.ofDays(400));
            test.inspected();
            List<Leaf> leaves =
                    test.vault().ledger().entries(0, 100).stream().map(Ledger.Entry::leaf).toList();
            assertThat(leaves).hasSizeGreaterThan(5);
            assertThat(leaves).extracting(Leaf::hour).isSorted();
        }
    }

    @Test
    void what_she_said_last_counts_whatever_the_clock_says() {
        try (var test = TestVault.in(dir)) {
            CustomerId jan =
                    test.customer(Map.of("full_name", "Jan Novák", "email", "jan@example.org"));
            test.says(jan, "newsletter", "email", true);
            test.later(Duration.ofDays(-3));
            test.says(jan, "newsletter", "email", false);
            test.later(Duration.ofDays(3));

            var newsletter = new PurposeId("newsletter");
            var email = new ChannelId("email");
            assertThat(test.vault().consents().mayContact(jan, newsletter, email).allowed())
                    .isFalse();
            test.inspected();
        }
    }
}
