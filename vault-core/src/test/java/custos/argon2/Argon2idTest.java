package custos.argon2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import custos.crypto.Keyring;
import custos.crypto.PassphraseHash.Cost;
import custos.crypto.VaultId;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class Argon2idTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Cost CHEAP = new Cost(64, 1, 1);

    private final PasswordHash passwords = new PasswordHash(CHEAP, RANDOM);

    /// RFC 9106, 5.3.
    @Test
    void the_vector_of_the_rfc_comes_out() {
        byte[] hash =
                new Argon2id()
                        .raw(
                                filled(32, 1),
                                filled(16, 2),
                                filled(8, 3),
                                filled(12, 4),
                                new Cost(32, 3, 4));
        assertThat(hash)
                .asHexString()
                .isEqualToIgnoringCase(
                        "0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659");
    }

    @Test
    void a_keyring_opens_by_its_passphrase() {
        var argon2 = new Argon2id();
        byte[] bytes =
                Keyring.create(VaultId.random(RANDOM), RANDOM, Instant.EPOCH)
                        .withPassphrase("ko\u0148".toCharArray(), argon2, Cost.STANDARD, RANDOM)
                        .bytes();
        Keyring.parse(bytes).open("ko\u0148".toCharArray(), argon2).close();
    }

    @Test
    void a_password_is_verified_against_its_own_hash_only() {
        String encoded = passwords.hash("correct horse".toCharArray());
        assertThat(encoded).startsWith("$argon2id$v=19$m=64,t=1,p=1$");
        assertThat(passwords.verify(encoded, "correct horse".toCharArray())).isTrue();
        assertThat(passwords.verify(encoded, "wrong horse".toCharArray())).isFalse();
        assertThat(passwords.hash("correct horse".toCharArray())).isNotEqualTo(encoded);
    }

    @Test
    void a_hash_of_another_cost_is_outdated_but_still_verifies() {
        String encoded = new PasswordHash(new Cost(128, 1, 1), RANDOM).hash("a".toCharArray());
        assertThat(passwords.isOutdated(encoded)).isTrue();
        assertThat(passwords.verify(encoded, "a".toCharArray())).isTrue();
        assertThat(passwords.isOutdated(passwords.hash("a".toCharArray()))).isFalse();
    }

    @Test
    void a_hash_of_absurd_cost_or_shape_is_refused() {
        String encoded = passwords.hash("a".toCharArray());
        for (String wrong :
                List.of(
                        "",
                        encoded + "=",
                        encoded.replace("argon2id", "argon2i"),
                        encoded.replace("m=64", "m=2097152"),
                        encoded.replace("t=1", "t=99"),
                        encoded.replace("p=1", "p=99"))) {
            assertThatThrownBy(() -> passwords.verify(wrong, "a".toCharArray()))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static byte[] filled(int length, int value) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }
}
