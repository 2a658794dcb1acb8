package custos.crypto;

import java.security.SecureRandom;

/// Seals the half of the ledger that outlives every erasure: who acted, in which role and why. It
/// stands under the LOG secret and holds no personal data of a customer.
public final class Internals {
    private static final Envelope ENVELOPE = new Envelope(0x22, "CUSL", "an internal entry");
    private static final KeyPurpose PURPOSE = KeyPurpose.framed("internal");

    private final Secrets secrets;
    private final SecureRandom random;

    public Internals(Secrets secrets, SecureRandom random) {
        this.secrets = secrets;
        this.random = random;
    }

    public byte[] seal(LedgerHalf internal) {
        int version = secrets.newest(SecretName.LOG);
        return ENVELOPE.seal(key(version), version, place(), internal.encode(), random);
    }

    public LedgerHalf open(byte[] sealed) {
        int version = ENVELOPE.number(sealed);
        byte[] plain = ENVELOPE.open(key(version), version, place(), sealed);
        return LedgerHalf.decode(plain, ENVELOPE.what());
    }

    private SecretBytes key(int version) {
        return secrets.derived(SecretName.LOG, version, PURPOSE);
    }

    private AssociatedData place() {
        var aad = ENVELOPE.place(VaultId.LENGTH);
        secrets.vault().writeTo(aad.place());
        return aad;
    }
}
