package custos.ledger;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;

/// Ed25519 (RFC 8032) in two halves. Bouncy Castle signs, ten times faster than the JDK. The JDK
/// verifies: it checks without the cofactor, as Go and most tools of an auditor do, where Bouncy
/// Castle accepts signatures that those refuse. A checkpoint must not be good here alone.
final class Ed25519 {
    static final int SEED_BYTES = 32;
    static final int SIGNATURE_BYTES = 64;

    private static final String NAME = "Ed25519";

    /// The DER that stands before the 32 bytes of a public key (RFC 8410, 4).
    private static final byte[] PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    private Ed25519() {}

    static byte[] publicKey(byte[] seed) {
        var publicKey = new byte[KeyType.ED25519.keyBytes()];
        org.bouncycastle.math.ec.rfc8032.Ed25519.generatePublicKey(seed, 0, publicKey, 0);
        return publicKey;
    }

    static byte[] sign(byte[] seed, byte[] publicKey, byte[] message) {
        var signature = new byte[SIGNATURE_BYTES];
        org.bouncycastle.math.ec.rfc8032.Ed25519.sign(
                seed, 0, publicKey, 0, message, 0, message.length, signature, 0);
        return signature;
    }

    static boolean verifies(byte[] publicKey, byte[] message, byte[] signature) {
        if (signature.length != SIGNATURE_BYTES) {
            return false;
        }
        try {
            var encoded = new byte[PREFIX.length + publicKey.length];
            System.arraycopy(PREFIX, 0, encoded, 0, PREFIX.length);
            System.arraycopy(publicKey, 0, encoded, PREFIX.length, publicKey.length);
            var key = KeyFactory.getInstance(NAME).generatePublic(new X509EncodedKeySpec(encoded));
            var verifier = Signature.getInstance(NAME);
            verifier.initVerify(key);
            verifier.update(message);
            return verifier.verify(signature);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no Ed25519", e);
        } catch (GeneralSecurityException _) {
            // Not a point of the curve, or not canonical: whoever made it, it proves nothing.
            return false;
        }
    }
}
