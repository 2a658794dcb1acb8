package custos.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalAuthorityTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:15:30Z");
    private static final SecureRandom RANDOM = new SecureRandom();

    @Test
    void its_certificate_is_trusted_by_whoever_trusts_it() throws GeneralSecurityException {
        LocalAuthority authority = authority("till.lan", "192.168.1.10", "2001:db8::7");
        List<X509Certificate> chain =
                Pem.certificates(authority.issue(397, NOW, RANDOM).certificate());

        requireTrusted(chain.get(0), chain.get(1));
        assertThat(chain.getFirst().getSubjectAlternativeNames())
                .extracting(List::getLast)
                .isEqualTo(List.of("till.lan", "192.168.1.10", "2001:db8:0:0:0:0:0:7"));
        assertThat(chain.get(0).getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
        assertThat(chain.get(1).getBasicConstraints()).isZero();
        assertThat(authority.fingerprint()).matches("([0-9A-F]{2}:){31}[0-9A-F]{2}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bank.example.org", "192.168.1.11", "2001:db8::8", "xtill.lan"})
    void it_cannot_speak_for_another_host(String other) {
        KeyPair keys = KeyPairs.make(RANDOM);
        var certification = new Certification(RANDOM);
        for (var own : List.of(hosts("till.lan"), hosts("192.168.1.10"), hosts("2001:db8::7"))) {
            X509Certificate authority =
                    certification.authority(keys, own, NOW, Duration.ofDays(3650));
            X509Certificate forged =
                    certification.server(
                            KeyPairs.make(RANDOM).getPublic(),
                            hosts(other),
                            authority,
                            keys.getPrivate(),
                            NOW,
                            NOW.plus(Duration.ofDays(30)));

            assertThatThrownBy(() -> requireTrusted(forged, authority))
                    .as(own + " and " + other)
                    .isInstanceOf(CertPathValidatorException.class);
        }
    }

    @Test
    void it_is_read_again_and_issues_for_the_same_hosts() throws GeneralSecurityException {
        LocalAuthority first = authority("till.lan", "192.168.1.10");
        LocalAuthority.Issued issued = first.issue(30, NOW, RANDOM);

        var again =
                LocalAuthority.read(
                        first.certificate(), first.key().toCharArray(), issued.certificate());
        LocalAuthority.Issued renewed = again.issue(60, NOW, RANDOM);

        assertThat(again.fingerprint()).isEqualTo(first.fingerprint());
        assertThat(again.hosts()).isEqualTo(first.hosts());
        assertThat(renewed.key()).isNotEqualTo(issued.key());
        requireTrusted(
                Pem.certificates(renewed.certificate()).getFirst(),
                Pem.certificates(first.certificate()).getFirst());
        assertThat(TlsCertificate.read(renewed.certificate(), renewed.key().toCharArray()).end())
                .isEqualTo(NOW.plus(Duration.ofDays(60)));
    }

    @Test
    void no_certificate_outlives_its_authority() {
        LocalAuthority authority = authority("till.lan");
        Instant late = NOW.plus(Duration.ofDays(3640));

        assertThat(authority.issue(397, late, RANDOM).end())
                .isEqualTo(NOW.plus(Duration.ofDays(3650)));
        assertThatThrownBy(() -> authority.issue(397, NOW.plus(Duration.ofDays(3650)), RANDOM))
                .hasMessageContaining("this authority has ended");
    }

    @Test
    void what_is_no_authority_is_not_taken_for_one() {
        LocalAuthority authority = authority("till.lan");
        LocalAuthority.Issued issued = authority.issue(30, NOW, RANDOM);

        assertThatThrownBy(() ->
                        LocalAuthority.read(
                                issued.certificate(),
                                issued.key().toCharArray(),
                                issued.certificate()))
                .hasMessageContaining("not the certificate of an authority");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "*.lan",
                "till.lan:8443",
                "https://till.lan",
                "till..lan",
                "-till",
                "till_1",
                "1.2.3",
                "999.1.1.1",
                "a b",
                "till.lan."
            })
    void what_is_no_host_is_refused(String host) {
        assertThatThrownBy(() -> HostName.parse(host)).hasMessageContaining("a host is a name");
    }

    @Test
    void names_are_kept_as_browsers_ask_for_them() {
        assertThat(Stream.of("Till.LAN", "pokladna-šárka.lan", "::1").map(HostName::parse))
                .extracting(HostName::text)
                .containsExactly("till.lan", "xn--pokladna-rka-kbb50p.lan", "0:0:0:0:0:0:0:1");
    }

    private static LocalAuthority authority(String... hosts) {
        return LocalAuthority.make(hosts(hosts), NOW, RANDOM);
    }

    private static List<HostName> hosts(String... hosts) {
        return Stream.of(hosts).map(HostName::parse).toList();
    }

    /// As a browser does that trusts the authority. The JDK asks an anchor for no constraints, so
    /// the authority stands in the path and its key alone is the anchor.
    private static void requireTrusted(X509Certificate server, X509Certificate authority)
            throws GeneralSecurityException {
        var anchor =
                new TrustAnchor(
                        authority.getSubjectX500Principal(), authority.getPublicKey(), null);
        var parameters = new PKIXParameters(Set.of(anchor));
        parameters.setRevocationEnabled(false);
        parameters.setDate(Date.from(NOW));
        CertPathValidator.getInstance("PKIX")
                .validate(
                        CertificateFactory.getInstance("X.509")
                                .generateCertPath(List.of(server, authority)),
                        parameters);
    }
}
