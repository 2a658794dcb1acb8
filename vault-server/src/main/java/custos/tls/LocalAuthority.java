package custos.tls;

import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;

/// A certificate authority for one shop's own network: it speaks for the hosts it was made for and
/// for no other, and lasts as long as the devices that trust it.
public final class LocalAuthority {
    /// As long as browsers take a server's certificate (CA/Browser Forum, 398 days) less a day.
    public static final int STANDARD_DAYS = 397;

    /// What Apple's systems bear of an authority that their owner added.
    public static final int MAX_DAYS = 825;

    public static final int MAX_HOSTS = 20;

    private static final Duration VALIDITY = Duration.ofDays(3650);

    private final X509Certificate certificate;
    private final PrivateKey key;
    private final List<HostName> hosts;

    private LocalAuthority(X509Certificate certificate, PrivateKey key, List<HostName> hosts) {
        this.certificate = certificate;
        this.key = key;
        this.hosts = List.copyOf(hosts);
    }

    /// Makes a new one.
    ///
    /// @param hosts 1 to 20 names and addresses by which browsers will find the server
    public static LocalAuthority make(List<HostName> hosts, Instant now, SecureRandom random) {
        if (hosts.isEmpty() || hosts.size() > MAX_HOSTS) {
            throw new IllegalArgumentException("a certificate is for 1 to 20 hosts");
        }
        KeyPair keys = KeyPairs.make(random);
        X509Certificate certificate =
                new Certification(random).authority(keys, hosts, now, VALIDITY);
        return new LocalAuthority(certificate, keys.getPrivate(), hosts);
    }

    /// Reads one that was made before.
    ///
    /// @param key the caller wipes it
    /// @param server the certificate that it issued last, which names the hosts
    public static LocalAuthority read(String certificate, char[] key, String server) {
        X509Certificate own = Pem.certificates(certificate).getFirst();
        PrivateKey secret = Pem.key(key);
        if (own.getBasicConstraints() < 0 || !KeyPairs.belong(own.getPublicKey(), secret)) {
            throw new IllegalArgumentException(
                    "this is not the certificate of an authority together with its key");
        }
        return new LocalAuthority(own, secret, alternatives(Pem.certificates(server).getFirst()));
    }

    /// A certificate and its key, in PEM.
    ///
    /// @param certificate with the authority's behind it
    public record Issued(String certificate, String key, Instant end) {
        @Override
        public String toString() {
            return "Issued[until " + end + "]";
        }
    }

    /// Issues a certificate for the server, with a new key.
    ///
    /// @param days 1 to 825; it never outlives the authority
    public Issued issue(int days, Instant now, SecureRandom random) {
        if (days < 1 || days > MAX_DAYS) {
            throw new IllegalArgumentException("a certificate lasts 1 to 825 days");
        }
        Instant last = certificate.getNotAfter().toInstant();
        if (!now.isBefore(last)) {
            throw new IllegalArgumentException(
                    "this authority has ended; make another in a new folder");
        }
        Instant wanted = now.plus(Duration.ofDays(days));
        Instant end = wanted.isBefore(last) ? wanted : last;
        KeyPair keys = KeyPairs.make(random);
        X509Certificate issued =
                new Certification(random)
                        .server(keys.getPublic(), hosts, certificate, key, now, end);
        return new Issued(
                Pem.write(List.of(issued, certificate)),
                Pem.write(keys.getPrivate()),
                issued.getNotAfter().toInstant());
    }

    /// The hosts it speaks for.
    public List<HostName> hosts() {
        return hosts;
    }

    /// What the devices are given, in PEM.
    public String certificate() {
        return Pem.write(List.of(certificate));
    }

    /// What nobody is given, in PEM.
    public String key() {
        return Pem.write(key);
    }

    /// The SHA-256 of the certificate as browsers show it: `AB:CD:...`.
    public String fingerprint() {
        try {
            byte[] sum = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
            return HexFormat.ofDelimiter(":").withUpperCase().formatHex(sum);
        } catch (NoSuchAlgorithmException | CertificateEncodingException e) {
            throw new IllegalStateException("a certificate that was made can be hashed", e);
        }
    }

    private static List<HostName> alternatives(X509Certificate server) {
        try {
            Collection<List<?>> names = server.getSubjectAlternativeNames();
            List<HostName> hosts =
                    names == null
                            ? List.of()
                            : names.stream()
                                    .map(one -> HostName.parse(String.valueOf(one.getLast())))
                                    .toList();
            if (!hosts.isEmpty()) {
                return hosts;
            }
        } catch (CertificateParsingException e) {
            // Answered below: no host can be read from it.
        }
        throw new IllegalArgumentException("the server's certificate names no host");
    }

    @Override
    public String toString() {
        return "LocalAuthority[" + hosts + "]";
    }
}
