package custos.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import custos.argon2.PasswordHash;
import custos.crypto.PassphraseHash.Cost;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class PasswordPoolTest {
    private static final char[] PASSWORD = "three brown foxes".toCharArray();

    @Test
    void what_was_hashed_is_verified_and_nothing_else() {
        try (var pool = pool(new Cost(8, 1, 1))) {
            String encoded = pool.hash(PASSWORD);

            assertThat(pool.verify(encoded, PASSWORD)).isTrue();
            assertThat(pool.verify(encoded, "three brown dogs".toCharArray())).isFalse();
            assertThat(pool.refuse(PASSWORD)).isFalse();
            assertThat(pool.refuse("nobody has this password".toCharArray())).isFalse();
        }
    }

    @Test
    void the_password_of_the_caller_is_left_as_it_is() {
        try (var pool = pool(new Cost(8, 1, 1))) {
            char[] password = PASSWORD.clone();
            pool.hash(password);

            assertThat(password).isEqualTo(PASSWORD);
        }
    }

    @Test
    void when_too_many_wait_the_next_is_refused_at_once_and_the_others_are_served()
            throws InterruptedException, ExecutionException {
        try (var pool = pool(new Cost(32 * 1024, 2, 1));
                var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = new ArrayList<Future<Boolean>>();
            Callable<Boolean> call =
                    () -> {
                        try {
                            return !pool.refuse(PASSWORD);
                        } catch (AccessFault.TooBusy busy) {
                            return false;
                        }
                    };
            for (int i = 0; i < 100; i++) {
                answers.add(callers.submit(call));
            }
            int served = 0;
            for (Future<Boolean> answer : answers) {
                served += answer.get() ? 1 : 0;
            }

            assertThat(served).isBetween(PasswordPool.MAX_WAITING, 99);
        }
    }

    @Test
    void a_closed_pool_is_too_busy_for_ever() {
        var pool = pool(new Cost(8, 1, 1));
        pool.close();

        assertThatExceptionOfType(AccessFault.TooBusy.class).isThrownBy(() -> pool.hash(PASSWORD));
    }

    private static PasswordPool pool(Cost cost) {
        return new PasswordPool(new PasswordHash(cost, new SecureRandom()));
    }
}
