package custos.crypto;

import java.nio.ByteBuffer;
import java.security.SecureRandom;

/// Seals the small rows of the vault's own tables, such as accounts and settings, under the LOG
/// secret (ADR 0002). Rows that hold a customer's data go through [DataKey#sealRow] instead.
public final class VaultRows {
    private static final Envelope ENVELOPE = new Envelope(0x23, "CUSA", "a sealed row");
    private static final KeyPurpose PURPOSE = KeyPurpose.framed("row");
    private static final KeyPurpose ID_PURPOSE = KeyPurpose.framed("row-id");

    private final Secrets secrets;
    private final SecureRandom random;

    public VaultRows(Secrets secrets, SecureRandom random) {
        this.secrets = secrets;
        this.random = random;
    }

    public byte[] seal(RowPlace at, byte[] plain) {
        int version = secrets.newest(SecretName.LOG);
        return ENVELOPE.seal(key(version), version, place(at), plain, random);
    }

    public byte[] open(RowPlace at, byte[] sealed) {
        int version = ENVELOPE.number(sealed);
        return ENVELOPE.open(key(version), version, place(at), sealed);
    }

    /// The id by which a row is found whose own id may name a person: 32 bytes under the first LOG
    /// secret, so that a stolen database does not tell who works here.
    public byte[] keyedId(RowPlace at) {
        var place = ByteBuffer.allocate(VaultId.LENGTH + at.length());
        secrets.vault().writeTo(place);
        at.writeTo(place);
        return Hmac.of(secrets.derived(SecretName.LOG, 1, ID_PURPOSE), place.array());
    }

    /// The version of the LOG secret that a row is under.
    public static int logVersion(byte[] sealed) {
        return ENVELOPE.number(sealed);
    }

    private SecretBytes key(int version) {
        return secrets.derived(SecretName.LOG, version, PURPOSE);
    }

    private AssociatedData place(RowPlace at) {
        var aad = ENVELOPE.place(VaultId.LENGTH + at.length());
        secrets.vault().writeTo(aad.place());
        at.writeTo(aad.place());
        return aad;
    }
}
