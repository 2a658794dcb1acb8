package custos.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SecretBytesTest {
    @Test
    void a_secret_does_not_show_itself() {
        assertThat(SecretBytes.copyOf(new byte[] {65, 66}).toString())
                .isEqualTo("SecretBytes[2 bytes]");
    }

    @Test
    void secrets_are_equal_by_their_bytes() {
        assertThat(SecretBytes.copyOf(Sample.filled(1)))
                .isEqualTo(SecretBytes.copyOf(Sample.filled(1)))
                .isNotEqualTo(SecretBytes.copyOf(Sample.filled(2)));
    }

    @Test
    void closing_wipes() {
        byte[] bytes = Sample.filled(1);
        var secret = SecretBytes.owning(bytes);
        secret.close();
        assertThat(bytes).containsOnly(0);
        assertThatThrownBy(secret::copy).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void purposes_are_framed_so_that_no_two_are_alike() {
        assertThat(KeyPurpose.framed("index", 1, 2, 3).bytes())
                .asHexString()
                .isEqualTo("637573746F732F76312F05696E646578000100020003");
    }
}
