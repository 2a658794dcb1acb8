package custos.tls;

import java.io.CharArrayReader;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMException;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemWriter;

/// Certificates and keys as the text that other programs read and write (RFC 7468). No message
/// quotes any of it.
final class Pem {
    private static final int MAX_CERTIFICATES = 10;

    private Pem() {}

    /// At least one, in their order.
    static List<X509Certificate> certificates(String text) {
        var found = new ArrayList<X509Certificate>();
        for (Object one : objects(new StringReader(text), "the TLS certificate")) {
            if (one instanceof X509CertificateHolder holder) {
                found.add(certificate(holder));
            }
        }
        if (found.isEmpty() || found.size() > MAX_CERTIFICATES) {
            throw new IllegalArgumentException(
                    "a file of TLS certificates holds 1 to " + MAX_CERTIFICATES + " in PEM");
        }
        return List.copyOf(found);
    }

    static X509Certificate certificate(X509CertificateHolder holder) {
        try {
            return new JcaX509CertificateConverter().getCertificate(holder);
        } catch (CertificateException e) {
            throw new IllegalArgumentException("the TLS certificate cannot be read");
        }
    }

    /// The first key; what describes it only, as OpenSSL writes before a key on a curve, is passed
    /// over.
    static PrivateKey key(char[] text) {
        for (Object one : objects(new CharArrayReader(text), "the TLS key")) {
            switch (one) {
                case PrivateKeyInfo pkcs8 -> {
                    return key(pkcs8);
                }
                case PEMKeyPair pair -> {
                    return key(pair.getPrivateKeyInfo());
                }
                case PEMEncryptedKeyPair _, PKCS8EncryptedPrivateKeyInfo _ ->
                        throw new IllegalArgumentException(
                                "the TLS key is locked with a passphrase; a server that starts by"
                                        + " itself needs it without, in a file for its owner"
                                        + " alone");
                default -> {
                    // Parameters of a curve.
                }
            }
        }
        throw new IllegalArgumentException("the file of the TLS key holds no private key in PEM");
    }

    private static PrivateKey key(PrivateKeyInfo info) {
        try {
            return new JcaPEMKeyConverter().getPrivateKey(info);
        } catch (PEMException e) {
            throw new IllegalArgumentException("the TLS key is of a kind that is not known here");
        }
    }

    private static List<Object> objects(Reader text, String what) {
        var objects = new ArrayList<Object>();
        try (var parser = new PEMParser(text)) {
            for (Object one = parser.readObject(); one != null; one = parser.readObject()) {
                objects.add(one);
            }
            return objects;
        } catch (IOException | RuntimeException e) {
            // The parser's own message may quote what it read.
            throw new IllegalArgumentException(what + " is not in PEM, or is damaged");
        }
    }

    static String write(List<X509Certificate> certificates) {
        var text = new StringWriter();
        try (var writer = new JcaPEMWriter(text)) {
            for (X509Certificate one : certificates) {
                writer.writeObject(one);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    static String write(PrivateKey key) {
        var text = new StringWriter();
        try (var writer = new PemWriter(text)) {
            PemObject plain = new JcaPKCS8Generator(key, null).generate();
            writer.writeObject(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
