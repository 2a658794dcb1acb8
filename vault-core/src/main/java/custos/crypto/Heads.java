package custos.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Collection;

/// The MAC over a customer's records, so that no record can be deleted or rolled back. It holds a
/// sum over the records, hence a change of one record needs only that record's old and new seal.
public final class Heads {
    private static final KeyPurpose PURPOSE = KeyPurpose.framed("head");
    private static final byte[] ROW = "row".getBytes(US_ASCII);
    private static final String WHAT = "a customer's head";
    private static final int MAC_AT = 2 + Hmac.LENGTH;

    private final Secrets secrets;

    public Heads(Secrets secrets) {
        this.secrets = secrets;
    }

    /// The head of a customer over all of its records, under the newest LOG secret.
    public byte[] seal(Head head, Collection<Head.Row> rows) {
        if (rows.size() != head.count()) {
            throw new IllegalArgumentException("a head counts the records it covers");
        }
        int version = secrets.newest(SecretName.LOG);
        byte[] sum = new byte[Hmac.LENGTH];
        rows.forEach(row -> Sum256.add(sum, term(version, head.customer(), row)));
        return sealed(version, head, sum);
    }

    /// The head after some records went and others came; a changed record does both. The old head
    /// is checked first. The LOG version stays: [#seal] alone moves a head to a newer one.
    public byte[] amend(
            byte[] sealed,
            Head before,
            Head after,
            Collection<Head.Row> gone,
            Collection<Head.Row> come) {
        if (after.customer() != before.customer()
                || after.count() != before.count() - gone.size() + come.size()) {
            throw new IllegalArgumentException("a head counts the records it covers");
        }
        verify(sealed, before);
        int version = logVersion(sealed);
        byte[] sum = Arrays.copyOfRange(sealed, 2, MAC_AT);
        gone.forEach(row -> Sum256.subtract(sum, term(version, before.customer(), row)));
        come.forEach(row -> Sum256.add(sum, term(version, before.customer(), row)));
        return sealed(version, after, sum);
    }

    /// Checks a head against the customer's clear columns, not against its records.
    public void verify(byte[] sealed, Head head) {
        int version = logVersion(sealed);
        byte[] sum = Arrays.copyOfRange(sealed, 2, MAC_AT);
        if (!MessageDigest.isEqual(sealed(version, head, sum), sealed)) {
            throw new CryptoFault.Damaged(WHAT);
        }
    }

    /// Checks a head against the customer's clear columns and all of its records.
    public void verify(byte[] sealed, Head head, Collection<Head.Row> rows) {
        verify(sealed, head);
        int version = logVersion(sealed);
        byte[] sum = new byte[Hmac.LENGTH];
        rows.forEach(row -> Sum256.add(sum, term(version, head.customer(), row)));
        byte[] claimed = Arrays.copyOfRange(sealed, 2, MAC_AT);
        if (rows.size() != head.count() || !MessageDigest.isEqual(sum, claimed)) {
            throw new CryptoFault.Damaged(WHAT);
        }
    }

    /// The version of the LOG secret that a head is under.
    public static int logVersion(byte[] sealed) {
        if (sealed.length != Head.LENGTH) {
            throw new CryptoFault.Damaged(WHAT);
        }
        return ByteBuffer.wrap(sealed).getShort() & 0xFFFF;
    }

    private byte[] sealed(int logVersion, Head head, byte[] sum) {
        var in = ByteBuffer.allocate(VaultId.LENGTH + 8 + 4 + 4 + 4 + sum.length);
        secrets.vault().writeTo(in);
        in.putLong(head.customer()).putInt(head.version());
        in.putInt(head.lastOpening()).putInt(head.count()).put(sum);
        return ByteBuffer.allocate(Head.LENGTH)
                .putShort((short) Check.u16(logVersion, "a LOG version"))
                .put(sum)
                .put(Hmac.of(key(logVersion), in.array()))
                .array();
    }

    private byte[] term(int logVersion, long customer, Head.Row row) {
        byte[] in =
                ByteBuffer.allocate(ROW.length + 8 + 8 + 4 + Hmac.LENGTH)
                        .put(ROW)
                        .putLong(customer)
                        .putLong(row.record())
                        .putInt(row.version())
                        .put(row.seal())
                        .array();
        return Hmac.of(key(logVersion), in);
    }

    private SecretBytes key(int logVersion) {
        return secrets.derived(SecretName.LOG, logVersion, PURPOSE);
    }
}
