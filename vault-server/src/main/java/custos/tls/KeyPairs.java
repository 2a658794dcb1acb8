package custos.tls;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.Optional;

/// Keys of certificates.
final class KeyPairs {
    private static final byte[] PROBE = {'c', 'u', 's', 't', 'o', 's'};

    private KeyPairs() {}

    /// A new one on P-256, which every browser of today takes.
    static KeyPair make(SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), random);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has P-256", e);
        }
    }

    /// Whether a key's signature is good for a public key.
    static boolean belong(PublicKey known, PrivateKey secret) {
        Optional<String> way = signature(known.getAlgorithm());
        if (way.isEmpty()) {
            throw new IllegalArgumentException("a TLS certificate has an RSA, EC or Ed25519 key");
        }
        try {
            Signature signer = Signature.getInstance(way.get());
            signer.initSign(secret);
            signer.update(PROBE);
            byte[] signed = signer.sign();
            signer.initVerify(known);
            signer.update(PROBE);
            return signer.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static Optional<String> signature(String algorithm) {
        return switch (algorithm) {
            case "RSA" -> Optional.of("SHA256withRSA");
            case "EC" -> Optional.of("SHA256withECDSA");
            case "EdDSA", "Ed25519" -> Optional.of("EdDSA");
            default -> Optional.empty();
        };
    }
}
