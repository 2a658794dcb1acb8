package custos.vault.core;

import custos.crypto.SecretName;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// A secret of the keyring, or customers' own keys, that a new version can take the place of while
/// the vault is at work.
///
/// The key encryption key is rolled instead ([Keys#roll]); public ids keep theirs for ever.
public enum RotatedKey {
    LOG(SecretName.LOG),
    LINK(SecretName.LINK),
    EXPORT(SecretName.EXPORT),
    INDEX(SecretName.INDEX),
    SUPPRESS(SecretName.SUPPRESS),
    LEDGER(SecretName.LEDGER),
    /// Every customer's own keys, which rest in the database.
    CUSTOMERS();

    private final Optional<SecretName> secret;

    RotatedKey(SecretName secret) {
        this.secret = Optional.of(secret);
    }

    RotatedKey() {
        this.secret = Optional.empty();
    }

    /// Empty for customers' keys.
    public Optional<SecretName> secret() {
        return secret;
    }

    /// How the ledger and the command line name it, such as `log`.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<RotatedKey> of(String word) {
        return Arrays.stream(values()).filter(key -> key.word().equals(word)).findFirst();
    }
}
