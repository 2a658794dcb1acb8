package custos.ledger;

import java.util.Arrays;

/// A public key as text, `name+id+base64(type | key)`, the vkey of c2sp.org/signed-note. Its id is
/// recomputed, so a vkey with one character changed does not parse. Immutable.
public final class VerifierKey {
    private static final int ID_DIGITS = 8;

    private final KeyName keyName;
    private final KeyType type;
    private final byte[] publicKey;

    private VerifierKey(KeyName keyName, KeyType type, byte[] publicKey) {
        this.keyName = keyName;
        this.type = type;
        this.publicKey = publicKey;
    }

    /// The key with this name; `publicKey` as the type encodes it, 32 bytes for Ed25519.
    public static VerifierKey of(String name, KeyType type, byte[] publicKey) {
        if (publicKey.length != type.keyBytes()) {
            throw new IllegalArgumentException(
                    "a key of this type has " + type.keyBytes() + " bytes");
        }
        KeyName.checkName(name);
        var keyName = new KeyName(name, id(name, type, publicKey));
        return new VerifierKey(keyName, type, publicKey.clone());
    }

    /// The key that a vkey text spells.
    public static VerifierKey parse(String vkey) {
        int first = vkey.indexOf('+');
        int second = vkey.indexOf('+', first + 1);
        if (first < 0 || second < 0) {
            throw new IllegalArgumentException("a verifier key is name+id+key");
        }
        var encoded = StrictText.base64(vkey.substring(second + 1), "a verifier key");
        if (second - first - 1 != ID_DIGITS || encoded.length == 0) {
            throw new IllegalArgumentException("a verifier key is name+id+key");
        }
        var type = KeyType.of(encoded[0] & 0xff);
        var publicKey = Arrays.copyOfRange(encoded, 1, encoded.length);
        var key = of(vkey.substring(0, first), type, publicKey);
        if (!key.toString().equals(vkey)) {
            throw new IllegalArgumentException(
                    "a verifier key's id is not that of its name and key");
        }
        return key;
    }

    private static int id(String name, KeyType type, byte[] publicKey) {
        var sha256 = TreeHasher.sha256();
        sha256.update(StrictText.utf8(name + "\n", "a key name"));
        sha256.update((byte) type.code());
        var hash = sha256.digest(publicKey);
        return (hash[0] & 0xff) << 24
                | (hash[1] & 0xff) << 16
                | (hash[2] & 0xff) << 8
                | (hash[3] & 0xff);
    }

    /// Name and id.
    public KeyName keyName() {
        return keyName;
    }

    /// What the key verifies.
    public KeyType type() {
        return type;
    }

    /// The encoded public key, a copy.
    public byte[] publicKey() {
        return publicKey.clone();
    }

    /// Whether this is the key's Ed25519 signature over these bytes (RFC 8032, 5.1.7).
    ///
    /// @throws IllegalArgumentException when the key is not of type [KeyType#ED25519]
    public boolean verifies(byte[] message, byte[] signature) {
        if (type != KeyType.ED25519) {
            throw new IllegalArgumentException("only an Ed25519 key (type 1) verifies here");
        }
        return Ed25519.verifies(publicKey, message, signature);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VerifierKey that
                && keyName.equals(that.keyName)
                && type == that.type
                && Arrays.equals(publicKey, that.publicKey);
    }

    @Override
    public int hashCode() {
        return keyName.hashCode();
    }

    /// The vkey text.
    @Override
    public String toString() {
        var encoded = new byte[1 + publicKey.length];
        encoded[0] = (byte) type.code();
        System.arraycopy(publicKey, 0, encoded, 1, publicKey.length);
        return keyName + "+" + StrictText.base64(encoded);
    }
}
