package custos.vault.core;

import custos.crypto.KekFile;
import custos.crypto.KeyEncryptionKeys;
import custos.crypto.Keyring;
import custos.crypto.Secrets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.UnaryOperator;

/// Where an open vault's keys rest: the keyring, and the file of key encryption keys sealed by it.
/// Safe for threads.
public final class KeyFolder implements AutoCloseable {
    private final VaultFolder folder;
    private final SecureRandom random;
    private final Deque<Keyring> changed = new ArrayDeque<>();
    private final Secrets secrets;
    private volatile Keyring keyring;

    public KeyFolder(VaultFolder folder, Keyring keyring, SecureRandom random) {
        this.folder = folder;
        this.keyring = keyring;
        this.random = random;
        this.secrets = keyring.secrets().copy();
    }

    /// What the vault works with: always the secrets of the newest keyring.
    public Secrets secrets() {
        return secrets;
    }

    /// The vault's data folder, where the keyring lies.
    public Path data() {
        return folder.data();
    }

    /// The newest keyring.
    public Keyring keyring() {
        return keyring;
    }

    /// Replaces `keyring.json` by what becomes of the newest keyring; durable on return. Older
    /// keyrings, and the secrets they handed out, stay good until the vault is closed. The guard
    /// learns the new counter with the next leaf; until then an older copy of the file is not told
    /// from it, so a leaf follows.
    ///
    /// @throws custos.crypto.CryptoFault.FileFailed when nobody knows which of the two stands now
    public synchronized Keyring change(UnaryOperator<Keyring> change) {
        Keyring next = change.apply(keyring);
        changed.add(next);
        next.save(folder.keyring());
        keyring = next;
        secrets.follow(next.secrets());
        return next;
    }

    /// Replaces `kek.json`; durable on return.
    ///
    /// @throws custos.crypto.CryptoFault.FileFailed when nobody knows which of the two stands now
    public void save(KeyEncryptionKeys keks) {
        KekFile.save(folder.kek(), keks, keyring, random);
    }

    /// Wipes the secrets, and the keyrings that were made since the vault was opened.
    @Override
    public synchronized void close() {
        secrets.close();
        changed.forEach(Keyring::close);
    }
}
