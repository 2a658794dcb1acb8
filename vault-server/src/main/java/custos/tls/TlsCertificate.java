package custos.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/// A listener's certificate with the key that belongs to it.
public final class TlsCertificate {
    private static final String ALIAS = "listener";

    private final List<X509Certificate> chain;
    private final PrivateKey key;

    private TlsCertificate(List<X509Certificate> chain, PrivateKey key) {
        this.chain = chain;
        this.key = key;
    }

    /// Reads both in PEM.
    ///
    /// @param chain the listener's own certificate first, then those that lead to an authority
    /// @param key PKCS#8, PKCS#1 or SEC 1, without a passphrase; the caller wipes it
    /// @throws IllegalArgumentException naming what is wrong, never quoting it
    public static TlsCertificate read(String chain, char[] key) {
        List<X509Certificate> certificates = Pem.certificates(chain);
        PrivateKey secret = Pem.key(key);
        if (!KeyPairs.belong(certificates.getFirst().getPublicKey(), secret)) {
            throw new IllegalArgumentException(
                    "the TLS key is not the key of the first certificate in the file");
        }
        return new TlsCertificate(certificates, secret);
    }

    /// Until when browsers take it.
    public Instant end() {
        return chain.getFirst().getNotAfter().toInstant();
    }

    /// What a listener speaks TLS with.
    public SSLContext context() {
        try {
            char[] inMemory = new char[0];
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, inMemory);
            store.setKeyEntry(ALIAS, key, inMemory, chain.toArray(X509Certificate[]::new));
            var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, inMemory);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException("this TLS key is of a kind that TLS has no use for");
        }
    }

    @Override
    public String toString() {
        return "TlsCertificate[until " + end() + "]";
    }
}
