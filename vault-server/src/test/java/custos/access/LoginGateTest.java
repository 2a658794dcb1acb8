package custos.access;

import static org.assertj.core.api.Assertions.assertThat;

import custos.access.LoginGate.Entry;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LoginGateTest {
    private final MovedByHand time = new MovedByHand();
    private final LoginGate gate = new LoginGate(time);

    @Test
    void the_wait_doubles_up_to_a_minute_for_an_account() {
        int address = 0;
        for (int i = 0; i < 5; i++) {
            assertThat(isOpen("anna", address++)).isTrue();
        }
        for (long seconds : new long[] {1, 2, 4, 8, 16, 32, 60, 60}) {
            assertThat(delay("anna", address)).hasValue(Duration.ofSeconds(seconds));
            time.pass(Duration.ofSeconds(seconds));
            assertThat(isOpen("anna", address++)).isTrue();
        }
    }

    @Test
    void the_wait_doubles_up_to_15_minutes_for_an_address() {
        int name = 0;
        for (int i = 0; i < 20; i++) {
            assertThat(isOpen("n" + name++, 1)).isTrue();
        }
        for (long seconds : new long[] {1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900}) {
            assertThat(delay("n" + name, 1)).hasValue(Duration.ofSeconds(seconds));
            time.pass(Duration.ofSeconds(seconds));
            assertThat(isOpen("n" + name++, 1)).isTrue();
        }
    }

    @Test
    void a_try_that_had_to_wait_does_not_make_the_wait_longer() {
        for (int i = 0; i < 5; i++) {
            isOpen("anna", i);
        }
        for (int i = 0; i < 100; i++) {
            assertThat(delay("anna", 9)).hasValue(Duration.ofSeconds(1));
        }
    }

    @Test
    void many_tries_at_once_count_before_the_first_is_decided() {
        long open = 0;
        for (int i = 0; i < 100; i++) {
            open += isOpen("anna", i) ? 1 : 0;
        }
        assertThat(open).isEqualTo(LoginGate.FREE_TRIES);
    }

    @Test
    void a_right_try_forgives_the_account() {
        for (int i = 0; i < 4; i++) {
            isOpen("anna", i);
        }
        begin("anna", 7).right();

        for (int i = 0; i < 5; i++) {
            assertThat(isOpen("anna", 20 + i)).isTrue();
        }
    }

    @Test
    void a_right_try_at_another_account_does_not_forgive_the_address() {
        for (int i = 0; i < 19; i++) {
            isOpen("n" + i, 1);
        }
        begin("mallory", 1).right();
        assertThat(isOpen("n20", 1)).isTrue();

        assertThat(delay("mallory", 1)).isPresent();
    }

    @Test
    void a_stranger_who_guesses_does_not_lock_out_where_she_was_before() {
        begin("anna", 7).right();
        for (int i = 0; i < 50; i++) {
            isOpen("anna", 100 + i);
        }

        assertThat(delay("anna", 8)).as("from a new address").isPresent();
        assertThat(isOpen("anna", 7)).as("from a familiar one").isTrue();
    }

    @Test
    void guesses_from_a_familiar_address_wait_by_the_address() {
        begin("anna", 7).right();
        for (int i = 0; i < 20; i++) {
            assertThat(isOpen("anna", 7)).isTrue();
        }
        assertThat(delay("anna", 7)).isPresent();
    }

    @Test
    void a_try_that_nobody_looked_at_does_not_count() {
        for (int i = 0; i < 100; i++) {
            begin("anna", 1).notLookedAt();
        }
        assertThat(isOpen("anna", 1)).isTrue();
    }

    @Test
    void all_is_forgotten_an_hour_after_the_last_try() {
        for (int i = 0; i < 5; i++) {
            isOpen("anna", i);
        }
        time.pass(Duration.ofHours(1));

        for (int i = 0; i < 5; i++) {
            assertThat(isOpen("anna", 10 + i)).isTrue();
        }
    }

    @Test
    void a_clock_that_is_set_back_makes_nobody_wait_longer() {
        for (int i = 0; i < 5; i++) {
            isOpen("anna", i);
        }
        time.pass(Duration.ofDays(-30));

        assertThat(delay("anna", 9)).hasValue(Duration.ofSeconds(1));
    }

    @Test
    void addresses_of_one_ipv6_network_are_one() {
        assertThat(LoginGate.key(InetAddress.ofLiteral("2001:db8:1:2:3:4:5:6")))
                .isEqualTo(LoginGate.key(InetAddress.ofLiteral("2001:db8:1:2::1")))
                .isNotEqualTo(LoginGate.key(InetAddress.ofLiteral("2001:db8:1:3::1")));
        assertThat(LoginGate.key(InetAddress.ofLiteral("10.0.0.1")))
                .isNotEqualTo(LoginGate.key(InetAddress.ofLiteral("10.0.0.2")));
    }

    @Test
    void what_cannot_be_a_name_counts_by_its_address_alone() {
        for (int i = 0; i < 20; i++) {
            assertThat(gate.begin(Optional.empty(), Addresses.numbered(1)))
                    .isInstanceOf(Entry.Open.class);
        }
        assertThat(gate.begin(Optional.empty(), Addresses.numbered(1)))
                .isInstanceOf(Entry.Closed.class);
        assertThat(gate.begin(Optional.empty(), Addresses.numbered(2)))
                .isInstanceOf(Entry.Open.class);
    }

    private LoginGate.Try begin(String name, int address) {
        return switch (gate.begin(Optional.of(name), Addresses.numbered(address))) {
            case Entry.Open(var begun) -> begun;
            case Entry.Closed(var delay) -> throw new AssertionError("has to wait " + delay);
        };
    }

    private boolean isOpen(String name, int address) {
        return gate.begin(Optional.of(name), Addresses.numbered(address)) instanceof Entry.Open;
    }

    private Optional<Duration> delay(String name, int address) {
        return gate.begin(Optional.of(name), Addresses.numbered(address))
                        instanceof Entry.Closed(var delay)
                ? Optional.of(delay)
                : Optional.empty();
    }
}
