package custos.tls;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/// Writes and signs the two certificates of a [LocalAuthority] (RFC 5280).
final class Certification {
    private static final int SERIAL_BITS = 127;

    /// The clock of the second till may be behind.
    private static final Duration ALREADY = Duration.ofHours(24);

    private final SecureRandom random;

    Certification(SecureRandom random) {
        this.random = random;
    }

    /// An authority that may speak for these hosts and no other, and make no authority below it:
    /// whoever steals its key gains nothing beyond the shop's own addresses.
    X509Certificate authority(KeyPair keys, List<HostName> hosts, Instant now, Duration validity) {
        X500Name name = name("Custos authority of " + hosts.getFirst().text());
        var builder = builder(name, name, keys.getPublic(), now, now.plus(validity));
        try {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
            builder.addExtension(
                    Extension.keyUsage,
                    true,
                    new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            builder.addExtension(Extension.nameConstraints, true, constraints(hosts));
            builder.addExtension(
                    Extension.subjectKeyIdentifier,
                    false,
                    extensions().createSubjectKeyIdentifier(keys.getPublic()));
        } catch (CertIOException e) {
            throw new IllegalStateException("an extension could not be written", e);
        }
        return sign(builder, keys.getPrivate());
    }

    X509Certificate server(
            PublicKey key,
            List<HostName> hosts,
            X509Certificate authority,
            PrivateKey authorityKey,
            Instant now,
            Instant end) {
        X500Name issuer = X500Name.getInstance(authority.getSubjectX500Principal().getEncoded());
        var builder = builder(issuer, name(hosts.getFirst().text()), key, now, end);
        try {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
            builder.addExtension(
                    Extension.extendedKeyUsage,
                    false,
                    new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
            builder.addExtension(
                    Extension.subjectAlternativeName,
                    false,
                    new GeneralNames(
                            hosts.stream()
                                    .map(Certification::alternative)
                                    .toArray(GeneralName[]::new)));
            builder.addExtension(
                    Extension.subjectKeyIdentifier,
                    false,
                    extensions().createSubjectKeyIdentifier(key));
            builder.addExtension(
                    Extension.authorityKeyIdentifier,
                    false,
                    extensions().createAuthorityKeyIdentifier(authority.getPublicKey()));
        } catch (CertIOException e) {
            throw new IllegalStateException("an extension could not be written", e);
        }
        return sign(builder, authorityKey);
    }

    private X509v3CertificateBuilder builder(
            X500Name issuer, X500Name subject, PublicKey key, Instant now, Instant end) {
        return new JcaX509v3CertificateBuilder(
                issuer,
                new BigInteger(SERIAL_BITS, random).setBit(SERIAL_BITS - 1),
                Date.from(now.minus(ALREADY).truncatedTo(ChronoUnit.SECONDS)),
                Date.from(end.truncatedTo(ChronoUnit.SECONDS)),
                subject,
                key);
    }

    private X509Certificate sign(X509v3CertificateBuilder builder, PrivateKey key) {
        try {
            var signer =
                    new JcaContentSignerBuilder("SHA256withECDSA")
                            .setSecureRandom(random)
                            .build(key);
            return Pem.certificate(builder.build(signer));
        } catch (OperatorCreationException e) {
            throw new IllegalArgumentException("the authority's key is not on P-256");
        }
    }

    private static X500Name name(String common) {
        return new X500NameBuilder(BCStyle.INSTANCE).addRDN(BCStyle.CN, common).build();
    }

    private static JcaX509ExtensionUtils extensions() {
        try {
            return new JcaX509ExtensionUtils();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1 for key identifiers", e);
        }
    }

    private static GeneralName alternative(HostName host) {
        return switch (host) {
            case HostName.Name(String value) -> new GeneralName(GeneralName.dNSName, value);
            case HostName.Digits digits -> address(digits.value().getAddress());
        };
    }

    private static GeneralName address(byte[] bytes) {
        return new GeneralName(GeneralName.iPAddress, new DEROctetString(bytes));
    }

    /// A form of name that is not named at all would be free: hence a name that nobody can own, and
    /// the addresses 0.0.0.0 and :: alone.
    private static NameConstraints constraints(List<HostName> hosts) {
        var permitted = new ArrayList<GeneralSubtree>();
        boolean names = false;
        boolean v4 = false;
        boolean v6 = false;
        for (HostName host : hosts) {
            switch (host) {
                case HostName.Name name -> {
                    permitted.add(new GeneralSubtree(alternative(name)));
                    names = true;
                }
                case HostName.Digits digits -> {
                    permitted.add(single(digits.value().getAddress()));
                    v4 |= digits.isV4();
                    v6 |= !digits.isV4();
                }
            }
        }
        if (!names) {
            permitted.add(new GeneralSubtree(new GeneralName(GeneralName.dNSName, "invalid")));
        }
        if (!v4) {
            permitted.add(single(new byte[4]));
        }
        if (!v6) {
            permitted.add(single(new byte[16]));
        }
        return new NameConstraints(permitted.toArray(GeneralSubtree[]::new), null);
    }

    /// One address and the mask that covers no other.
    private static GeneralSubtree single(byte[] address) {
        byte[] both = new byte[address.length * 2];
        java.util.Arrays.fill(both, (byte) 0xff);
        System.arraycopy(address, 0, both, 0, address.length);
        return new GeneralSubtree(address(both));
    }
}
