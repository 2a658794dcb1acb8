package custos.vault;

import custos.crypto.KeyToken;
import custos.crypto.Keyring;
import custos.crypto.PassphraseHash;
import custos.crypto.RecoverySheet;
import custos.crypto.SecretBytes;

/// A way to open a vault. Redacts itself; wiped by whoever made it.
public sealed interface Unlock {

    /// A passphrase, hashed with Argon2id.
    record Passphrase(char[] words, PassphraseHash hash) implements Unlock {
        @Override
        public String toString() {
            return "Passphrase[redacted]";
        }
    }

    /// 32 random bytes kept in a file of their own.
    record KeyFile(SecretBytes key) implements Unlock {}

    /// The sheet printed when the vault was made.
    record Sheet(String text) implements Unlock {
        @Override
        public String toString() {
            return "Sheet[redacted]";
        }
    }

    /// A key on a token, which is logged in.
    record Token(KeyToken token) implements Unlock {
        @Override
        public String toString() {
            return "Token[" + token.label() + "]";
        }
    }

    /// Opens the keyring.
    default Keyring open(Keyring.Locked locked) {
        return switch (this) {
            case Passphrase(char[] words, PassphraseHash hash) -> locked.open(words, hash);
            case KeyFile(SecretBytes key) -> locked.openWithKeyFile(key);
            case Token(KeyToken token) -> locked.openWithToken(token);
            case Sheet(String text) -> {
                try (SecretBytes key = RecoverySheet.parse(text)) {
                    yield locked.openWithRecoverySheet(key);
                }
            }
        };
    }
}
