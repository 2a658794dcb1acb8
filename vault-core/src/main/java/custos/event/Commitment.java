package custos.event;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// How a leaf binds its two halves, so that either can be shown without the other (FORMATS
/// "Commitment" and "Batch").
public final class Commitment {
    public static final int MAX_BATCH = 1000;
    private static final byte[] SUBJECT = "custos/v1/subject\0".getBytes(US_ASCII);
    private static final byte[] INTERNAL = "custos/v1/internal\0".getBytes(US_ASCII);
    private static final byte[] WHOLE = "custos/v1/commitment\0".getBytes(US_ASCII);
    private static final byte[] BATCH = "custos/v1/batch\0".getBytes(US_ASCII);

    /// What stands for the subject when there is none.
    private static final byte[] NONE = new byte[32];

    private Commitment() {}

    /// c1: the digest of a subject blinded by its key k1.
    public static byte[] ofSubject(byte[] k1, byte[] subject) {
        return blinded(SUBJECT, k1, subject);
    }

    /// c1 of an event that concerns no customer.
    public static byte[] ofNoSubject() {
        return NONE.clone();
    }

    /// c2: the digest of an internal half blinded by its key k2.
    public static byte[] ofInternal(byte[] k2, byte[] internal) {
        return blinded(INTERNAL, k2, internal);
    }

    /// The commitment of a leaf with one subject or none.
    public static byte[] of(byte[] c1, byte[] c2) {
        var digest = sha256();
        digest.update(WHOLE);
        digest.update(require32(c1));
        return digest.digest(require32(c2));
    }

    /// The commitment of a batch leaf.
    ///
    /// @param rows how many rows
    /// @param root the RFC 9162 root over the rows' c1
    public static byte[] ofBatch(int rows, byte[] root, byte[] c2) {
        if (rows < 1 || rows > MAX_BATCH) {
            throw new IllegalArgumentException("a batch has 1 to " + MAX_BATCH + " rows");
        }
        var digest = sha256();
        digest.update(BATCH);
        digest.update(ByteBuffer.allocate(4).putInt(rows).array());
        digest.update(require32(root));
        return digest.digest(require32(c2));
    }

    private static byte[] blinded(byte[] label, byte[] key, byte[] content) {
        var digest = sha256();
        digest.update(label);
        digest.update(require32(key));
        digest.update(ByteBuffer.allocate(4).putInt(content.length).array());
        return digest.digest(content);
    }

    private static byte[] require32(byte[] bytes) {
        if (bytes.length != 32) {
            throw new IllegalArgumentException("a commitment is made of parts of 32 bytes");
        }
        return bytes;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
