package custos.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RateLimitTest {
    private final MovedByHand time = new MovedByHand();

    @Test
    void a_full_bucket_gives_its_burst_and_then_makes_wait() {
        var limit = new RateLimit(60, 3, 10, time);

        for (int i = 0; i < 3; i++) {
            assertThat(limit.secondsToWait("till")).isEmpty();
        }
        assertThat(limit.secondsToWait("till")).hasValue(1);
    }

    @Test
    void the_wait_that_is_named_is_long_enough_and_a_refused_act_costs_nothing() {
        var limit = new RateLimit(4, 1, 10, time);
        limit.secondsToWait("till");

        for (int i = 0; i < 5; i++) {
            assertThat(limit.secondsToWait("till")).hasValue(15);
        }
        time.pass(Duration.ofSeconds(14));
        assertThat(limit.secondsToWait("till")).hasValue(1);
        time.pass(Duration.ofSeconds(1));
        assertThat(limit.secondsToWait("till")).isEmpty();
    }

    @Test
    void a_period_may_be_longer_than_a_minute() {
        var limit = new RateLimit(10, Duration.ofDays(1), 2, 10, time);
        limit.secondsToWait("till");
        limit.secondsToWait("till");

        assertThat(limit.secondsToWait("till")).hasValue(8_640);
        time.pass(Duration.ofMinutes(144));
        assertThat(limit.secondsToWait("till")).isEmpty();
        assertThat(limit.secondsToWait("till")).isPresent();
    }

    @Test
    void a_period_of_nothing_or_of_more_than_can_be_counted_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RateLimit(1, Duration.ZERO, 1, 1, time));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RateLimit(1, Duration.ofDays(1), 1_000_000, 1, time));
    }

    @Test
    void each_key_has_a_bucket_of_its_own() {
        var limit = new RateLimit(1, 1, 10, time);
        limit.secondsToWait("till");

        assertThat(limit.secondsToWait("shop")).isEmpty();
        assertThat(limit.secondsToWait("till")).isPresent();
    }

    @Test
    void the_api_allows_600_a_minute() {
        var limit = RateLimit.perMinute(RateLimit.API_PER_MINUTE, time);

        int allowed = 0;
        while (limit.secondsToWait("shop").isEmpty()) {
            allowed++;
        }
        assertThat(allowed).isEqualTo(600);
    }

    @Test
    void of_too_many_keys_the_one_unused_for_longest_is_forgotten() {
        var limit = new RateLimit(1, 1, 2, time);
        limit.secondsToWait("a");
        limit.secondsToWait("b");
        limit.secondsToWait("a");
        limit.secondsToWait("c");

        assertThat(limit.secondsToWait("a")).as("used just now").isPresent();
        assertThat(limit.secondsToWait("b")).as("forgotten").isEmpty();
    }

    @Test
    void a_clock_that_is_set_back_locks_nobody_out() {
        var limit = new RateLimit(60, 60, 10, time);
        limit.secondsToWait("till");
        time.pass(Duration.ofDays(-30));

        assertThat(limit.secondsToWait("till")).hasValue(1);
        time.pass(Duration.ofSeconds(1));
        assertThat(limit.secondsToWait("till")).isEmpty();
    }

    @Test
    void a_limit_of_nothing_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new RateLimit(0, 1, 1, time));
        assertThatIllegalArgumentException().isThrownBy(() -> new RateLimit(1, 0, 1, time));
        assertThatIllegalArgumentException().isThrownBy(() -> new RateLimit(1, 1, 0, time));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void never_more_than_burst_and_rate_whatever_comes(long seed) {
        var random = new Random(seed);
        int perMinute = 1 + random.nextInt(120);
        int burst = 1 + random.nextInt(50);
        var limit = new RateLimit(perMinute, burst, 10, time);

        long passedMillis = 0;
        int allowed = 0;
        for (int i = 0; i < 2_000; i++) {
            long step = random.nextInt(2_000);
            time.pass(Duration.ofMillis(step));
            passedMillis += step;
            allowed += limit.secondsToWait("till").isEmpty() ? 1 : 0;

            assertThat(allowed)
                    .isLessThanOrEqualTo((int) (burst + passedMillis * perMinute / 60_000) + 1);
        }
    }
}
