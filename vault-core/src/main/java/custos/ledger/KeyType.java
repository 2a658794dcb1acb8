package custos.ledger;

/// The signature types of c2sp.org/signed-note whose keys we can read. Only [#ED25519] signs and
/// verifies here; the two cosignature types are told apart from it and ignored.
public enum KeyType {
    /// Ed25519 over the note's text.
    ED25519(0x01, 32),
    /// A witness's timestamped Ed25519 cosignature (c2sp.org/tlog-cosignature).
    COSIGNATURE_ED25519(0x04, 32),
    /// A witness's timestamped ML-DSA-44 cosignature (c2sp.org/tlog-cosignature).
    COSIGNATURE_ML_DSA_44(0x06, 1312);

    private final int code;
    private final int keyBytes;

    KeyType(int code, int keyBytes) {
        this.code = code;
        this.keyBytes = keyBytes;
    }

    /// The assigned byte.
    public int code() {
        return code;
    }

    /// Bytes of a public key of this type.
    public int keyBytes() {
        return keyBytes;
    }

    static KeyType of(int code) {
        for (var type : values()) {
            if (type.code == code) {
                return type;
            }
        }
        throw new IllegalArgumentException("a verifier key has type 1, 4 or 6, not " + code);
    }
}
