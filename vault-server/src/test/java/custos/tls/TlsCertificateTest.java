package custos.tls;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Certificates and keys as OpenSSL writes them.
class TlsCertificateTest {
    @ParameterizedTest
    @CsvSource({
        "rsa-chain.pem, rsa-pkcs8.pem",
        "rsa-chain.pem, rsa-pkcs1.pem",
        "ec-chain.pem, ec-sec1.pem",
        "ed25519-chain.pem, ed25519.pem"
    })
    void every_usual_kind_of_key_is_read(String chain, String key) {
        TlsCertificate certificate = TlsCertificate.read(file(chain), file(key).toCharArray());

        assertThat(certificate.context()).isNotNull();
        assertThat(certificate.end()).isAfter("2100-01-01T00:00:00Z");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    rsa-chain.pem | ec-sec1.pem    | the TLS key is not the key of the first
                    ec-chain.pem  | rsa-pkcs8.pem  | the TLS key is not the key of the first
                    ec-chain.pem  | ec-locked.pem  | the TLS key is locked with a passphrase
                    rsa-chain.pem | rsa-locked.pem | the TLS key is locked with a passphrase
                    rsa-chain.pem | rsa-chain.pem  | holds no private key in PEM
                    ec-sec1.pem   | ec-sec1.pem    | a file of TLS certificates holds 1 to 10
                    """)
    void files_that_do_not_belong_together_are_named(String chain, String key, String said) {
        assertThatThrownBy(() -> TlsCertificate.read(file(chain), file(key).toCharArray()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(said);
    }

    @Test
    void a_damaged_file_is_refused_and_not_quoted() {
        String key = file("rsa-pkcs8.pem");
        String damaged = key.substring(0, 200) + "MIIEvQ" + key.substring(260);

        assertThatThrownBy(() -> TlsCertificate.read(file("rsa-chain.pem"), damaged.toCharArray()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasNoCause()
                .hasMessageNotContaining("MII");
    }

    @Test
    void it_shows_nothing_of_its_key() {
        var certificate =
                TlsCertificate.read(file("ec-chain.pem"), file("ec-sec1.pem").toCharArray());

        assertThat(certificate.toString()).startsWith("TlsCertificate[until 21");
    }

    private static String file(String name) {
        try (var in = TlsCertificateTest.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new AssertionError(name + " is missing");
            }
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
