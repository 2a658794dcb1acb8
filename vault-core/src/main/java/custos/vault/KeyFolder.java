package custos.vault;

import custos.crypto.KekFile;
import custos.crypto.KeyEncryptionKeys;
import custos.crypto.Keyring;
import java.security.SecureRandom;

/// Where an open vault's keys rest: the keyring, and the file of key encryption keys sealed by it.
final class KeyFolder {
    private final VaultFolder folder;
    private final Keyring keyring;
    private final SecureRandom random;

    KeyFolder(VaultFolder folder, Keyring keyring, SecureRandom random) {
        this.folder = folder;
        this.keyring = keyring;
        this.random = random;
    }

    Keyring keyring() {
        return keyring;
    }

    /// Replaces `kek.json`; durable on return.
    ///
    /// @throws custos.crypto.CryptoFault.FileFailed when nobody knows which of the two stands now
    void save(KeyEncryptionKeys keks) {
        KekFile.save(folder.kek(), keks, keyring, random);
    }
}
