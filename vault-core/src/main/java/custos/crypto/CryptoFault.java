package custos.crypto;

/// What the world or an attacker did to keys and ciphertexts: the one family of failures of this
/// library. Messages name the thing and its number, never personal data and never key bytes.
public abstract sealed class CryptoFault extends RuntimeException {
    private CryptoFault(String message) {
        super(message);
    }

    private CryptoFault(String message, Throwable cause) {
        super(message, cause);
    }

    /// The passphrase, key file, sheet or token opens none of the keyring's slots of its kind. A
    /// slot or a vault id that was altered looks the same: without a key nothing can vouch for it.
    public static final class WrongUnlock extends CryptoFault {
        public WrongUnlock() {
            super("this passphrase, key file, recovery sheet or token does not open the keyring");
        }
    }

    /// Bytes that are not what was written: altered, cut short, or moved from another place.
    public static final class Damaged extends CryptoFault {
        private final String what;

        public Damaged(String what) {
            super(what + " is damaged, or does not belong where it was found");
            this.what = what;
        }

        public String what() {
            return what;
        }
    }

    /// A file that ends before its end: a copy that was not finished, or a stick pulled too early.
    public static final class CutShort extends CryptoFault {
        public CutShort(String what) {
            super(what + " ends too early: it was cut short");
        }
    }

    /// A whole file, but another vault's.
    public static final class OtherVault extends CryptoFault {
        public OtherVault(String what) {
            super(what + " belongs to another vault");
        }
    }

    /// A ciphertext that names a key which is not at hand.
    public static final class UnknownKey extends CryptoFault {
        private final String kind;
        private final long id;

        public UnknownKey(String kind, long id) {
            super("no key " + kind + " with number " + id);
            this.kind = kind;
            this.id = id;
        }

        public String kind() {
            return kind;
        }

        public long id() {
            return id;
        }
    }

    /// Bytes in a format, or under an algorithm, that this version does not know.
    public static final class UnknownFormat extends CryptoFault {
        public UnknownFormat(String what, long version) {
            super(what + " has format " + version + ", which this version does not know");
        }
    }

    /// A key encryption key that has wrapped as many keys as it may: time to roll it.
    public static final class KeyWornOut extends CryptoFault {
        public KeyWornOut(int kek) {
            super("key encryption key " + kek + " has wrapped 2^30 keys: roll the keys");
        }
    }

    /// A token that is not there, is another one, refuses the PIN or does not do what it is asked.
    public static final class TokenFailed extends CryptoFault {
        public TokenFailed(String message) {
            super(message);
        }

        public TokenFailed(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /// A key file that could not be read or written. When writing fails the outcome is unknown.
    public static final class FileFailed extends CryptoFault {
        public FileFailed(String what, Throwable cause) {
            super(what + " could not be read or written", cause);
        }
    }
}
