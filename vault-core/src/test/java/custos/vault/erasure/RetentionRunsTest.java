package custos.vault.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import custos.customer.CustomerId;
import custos.policy.KindId;
import custos.vault.Rolling;
import custos.vault.TestVault;
import custos.vault.erasure.RetentionRuns.State;
import custos.vault.rows.Refusal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Dry runs and purges in the background: what is deleted was counted before, on the same day.
class RetentionRunsTest {
    private static final String REASON = "no-longer-needed";

    @TempDir private Path dir;
    private TestVault shop;
    private CustomerId jana;

    @BeforeEach
    void open() {
        shop = TestVault.in(dir);
        jana = shop.customer(Map.of("full_name", "Jana Nováková", "email", "jana@example.org"));
        shop.add(jana, "complaint", Map.of("complaint", "too warm"));
    }

    @AfterEach
    void inspect() {
        shop.inspected();
        shop.close();
    }

    private RetentionRuns runs() {
        return shop.vault().runs().retention();
    }

    private State ended() {
        Rolling.await(() -> !(runs().state() instanceof State.Running));
        return runs().state();
    }

    /// As somebody does who just read what the last run found.
    private void purge(String reason) {
        Instant read =
                runs().state() instanceof State.Looked looked
                        ? looked.run().since()
                        : Instant.EPOCH;
        runs().purge(reason, read, TestVault.STAFF);
    }

    private long complaints() {
        return shop.vault()
                .records()
                .list(jana, new KindId("complaint"), Optional.empty(), 10, TestVault.STAFF)
                .items()
                .size();
    }

    private void yearsLater(int years) {
        shop.later(Duration.ofDays(years * 366L));
    }

    @Test
    void a_purge_follows_a_dry_run_of_the_same_day_and_deletes_what_that_counted() {
        yearsLater(2);
        assertThat(runs().state()).isEqualTo(new State.Never());
        assertThatThrownBy(() -> purge(REASON))
                .isInstanceOf(Refusal.Conflict.class)
                .hasMessage("look first at what is past its period today");

        assertThat(runs().look(TestVault.STAFF)).isTrue();
        var looked = (State.Looked) ended();
        assertThat(looked.run().by()).isEqualTo(TestVault.STAFF);
        assertThat(looked.past().records().values()).containsExactly(1L);
        assertThat(complaints()).as("a dry run deletes nothing").isEqualTo(1);
        assertThat(runs().lookedAt()).contains(looked.run().since());

        shop.later(Duration.ofDays(1));
        assertThat(runs().lookedAt()).as("the day after").isEmpty();
        assertThatThrownBy(() -> purge(REASON)).isInstanceOf(Refusal.Conflict.class);

        Instant stale = looked.run().since();
        runs().look(TestVault.STAFF);
        ended();
        assertThatThrownBy(() -> runs().purge(REASON, stale, TestVault.STAFF))
                .as("the count that was read is not the newest")
                .isInstanceOf(Refusal.Conflict.class);
        assertThat(complaints()).isEqualTo(1);
        assertThatThrownBy(() -> purge("because")).isInstanceOf(Refusal.BadField.class);
        purge(REASON);
        var deleted = (State.Deleted) ended();
        assertThat(deleted.purged().past().records()).isEqualTo(looked.past().records());
        assertThat(complaints()).isZero();
        assertThatThrownBy(() -> purge(REASON))
                .as("each purge has a dry run of its own")
                .isInstanceOf(Refusal.Conflict.class);
    }

    @Test
    void a_closing_vault_starts_no_run() {
        runs().close();
        assertThat(runs().look(TestVault.STAFF)).isFalse();
        assertThat(runs().state()).isEqualTo(new State.Never());
    }
}
