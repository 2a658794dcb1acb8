package custos.access;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.security.SecureRandom;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TotpSecretTest {
    /// The secret of RFC 6238, appendix B.
    private static final TotpSecret SECRET =
            new TotpSecret("12345678901234567890".getBytes(US_ASCII));

    private static final Instant NOW = Instant.ofEpochSecond(1_111_111_111L);

    @ParameterizedTest
    @CsvSource({
        "59, 94287082",
        "1111111109, 07081804",
        "1111111111, 14050471",
        "1234567890, 89005924",
        "2000000000, 69279037",
        "20000000000, 65353130"
    })
    void the_code_is_the_last_six_digits_of_the_standards_eight(long second, String eight) {
        long step = TotpSecret.stepAt(Instant.ofEpochSecond(second));

        assertThat(SECRET.code(step)).isEqualTo(eight.substring(2));
    }

    @Test
    void a_code_is_known_one_step_early_and_one_late_and_no_further() {
        long now = TotpSecret.stepAt(NOW);
        for (long step = now - 1; step <= now + 1; step++) {
            assertThat(SECRET.stepOf(SECRET.code(step), NOW)).hasValue(step);
        }
        assertThat(SECRET.stepOf(SECRET.code(now - 2), NOW)).isEmpty();
        assertThat(SECRET.stepOf(SECRET.code(now + 2), NOW)).isEmpty();
    }

    @Test
    void a_code_may_be_typed_in_two_groups() {
        assertThat(SECRET.stepOf(" 050 471 ", NOW)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "50471", "0504710", "o5o471", "٠٥٠٤٧١", "-50471", "050471x"})
    void what_is_not_six_digits_is_no_code(String typed) {
        assertThat(SECRET.stepOf(typed, NOW)).isEmpty();
    }

    @Test
    void an_app_reads_the_secret_from_a_link_or_in_base_32() {
        assertThat(SECRET.base32()).isEqualTo("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        assertThat(SECRET.uri("Květinářství U Lípy & syn", new AccountName("anna")))
                .isEqualTo(
                        "otpauth://totp/"
                                + "Kv%C4%9Btin%C3%A1%C5%99stv%C3%AD%20U%20L%C3%ADpy%20%26%20syn:anna"
                                + "?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
                                + "&issuer=Kv%C4%9Btin%C3%A1%C5%99stv%C3%AD%20U%20L%C3%ADpy%20%26%20syn"
                                + "&algorithm=SHA1&digits=6&period=30");
    }

    @Test
    void a_kept_secret_is_the_same_again_and_has_one_spelling() {
        var secret = TotpSecret.random(new SecureRandom());

        assertThat(TotpSecret.ofKept(secret.kept())).isEqualTo(secret);
        assertThat(secret).isNotEqualTo(TotpSecret.random(new SecureRandom()));
        assertThat(secret.toString()).doesNotContain(secret.kept()).doesNotContain(secret.base32());
        assertThatIllegalArgumentException().isThrownBy(() -> TotpSecret.ofKept("AAAA"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TotpSecret.ofKept(secret.kept().replace("=", "")));
    }
}
