package custos.vault.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import custos.customer.CustomerId;
import custos.customer.FieldValue;
import custos.policy.PolicyFiles;
import custos.policy.SourceId;
import custos.vault.TestVault;
import custos.vault.rows.Refusal;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Stamps, and what they buy.
class RewardsTest {
    private static final SourceId CARD = new SourceId("reward-card");

    @TempDir Path dir;
    private TestVault test;
    private CustomerId jan;

    @BeforeEach
    void open() {
        test = TestVault.in(dir);
        jan = test.customer(Map.of("full_name", "Jan Novák"));
    }

    @AfterEach
    void inspectAndClose() {
        test.inspected();
        test.close();
    }

    private Rewards rewards() {
        return test.vault().counter().rewards();
    }

    private void collect(long count) {
        rewards().collect(jan, count, Optional.empty(), CARD, TestVault.STAFF, Optional.empty());
    }

    private void redeem(String prize) {
        rewards().redeem(jan, prize, CARD, TestVault.STAFF, Optional.empty());
    }

    private Rewards.Balance balance() {
        return rewards().balance(jan, TestVault.STAFF).orElseThrow();
    }

    @Test
    void what_is_collected_is_worth_something_and_buys_prizes() {
        collect(12);

        var programme = balance().programme();
        assertThat(programme.value().orElseThrow().of(12)).isEqualByComparingTo("60.00");
        assertThat(balance().missing(programme.prize("free-drink").orElseThrow())).isZero();
        assertThat(balance().missing(programme.prize("discount-voucher").orElseThrow()))
                .isEqualTo(8);
        redeem("free-drink");
        assertThat(balance().count()).isEqualTo(2);
        assertThat(test.words()).filteredOn("record-added"::equals).hasSize(2);
    }

    @Test
    void nobody_redeems_more_than_there_is() {
        collect(9);

        var refusal = catchThrowableOfType(Refusal.Conflict.class, () -> redeem("free-drink"));
        assertThat(refusal.code()).isEqualTo("balance");
        assertThat(balance().count()).isEqualTo(9);
        var byRecord =
                catchThrowableOfType(
                        Refusal.Conflict.class,
                        () ->
                                test.add(
                                        jan,
                                        "reward-movement",
                                        Map.of("movement", -10, "unit", "stamps")));
        assertThat(byRecord.code()).isEqualTo("balance");
    }

    @Test
    void of_many_who_redeem_at_once_only_those_get_a_prize_for_whom_there_is_enough() {
        collect(20);

        var tries =
                IntStream.range(0, 6)
                        .mapToObj(_ -> CompletableFuture.runAsync(() -> redeem("free-drink")))
                        .toList();
        long given =
                tries.stream()
                        .map(one -> one.handle((_, failure) -> failure == null).join())
                        .filter(Boolean::booleanValue)
                        .count();

        assertThat(given).isEqualTo(2);
        assertThat(balance().count()).isZero();
    }

    @Test
    void a_look_at_the_balance_is_noted_for_the_reward_programme() {
        balance();
        test.vault().settle();
        assertThat(test.acts())
                .filteredOn(act -> act.purpose().isPresent())
                .singleElement()
                .satisfies(act ->
                        assertThat(act.purpose().orElseThrow().value()).isEqualTo("rewards"));
    }

    @Test
    void too_much_at_once_and_an_unknown_prize_are_refused() {
        for (long count : new long[] {0, -1, Rewards.MOST + 1}) {
            assertThat(catchThrowableOfType(Refusal.BadField.class, () -> collect(count)).field())
                    .isEqualTo("movement");
        }
        assertThat(catchThrowableOfType(Refusal.BadField.class, () -> redeem("car")).field())
                .isEqualTo("prize");
    }

    @Test
    void a_reason_is_kept_with_the_movement() {
        rewards()
                .collect(
                        jan,
                        3,
                        Optional.of(new FieldValue.Text("Saturday")),
                        CARD,
                        TestVault.STAFF,
                        Optional.empty());
        assertThat(balance().count()).isEqualTo(3);
    }

    @Test
    void a_policy_may_do_without_a_programme(@TempDir Path other) {
        PolicyFiles shipped = PolicyFiles.shipped();
        var texts = new HashMap<String, String>();
        shipped.names().forEach(name -> texts.put(name, shipped.find(name).orElseThrow()));
        texts.replaceAll((_, text) -> text.replaceFirst("(?s)\nrewards:\n.*$", "\n"));
        texts.replaceAll((_, text) -> text.replaceFirst("(?s)\nprizes:\n(  [^\n]*\n)+", "\n"));
        try (TestVault plain = TestVault.in(other, PolicyFiles.of(texts))) {
            CustomerId eva = plain.customer(Map.of("full_name", "Eva"));
            assertThat(plain.vault().counter().rewards().balance(eva, TestVault.STAFF)).isEmpty();
            plain.inspected();
        }
    }
}
