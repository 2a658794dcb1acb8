package custos.vault;

import custos.crypto.KekFile;
import custos.crypto.KeyEncryptionKeys;
import custos.crypto.Keyring;
import custos.ledger.Guard;
import custos.ledger.SignedCheckpoint;
import custos.ledger.VerifierKey;
import custos.store.VaultStore;
import custos.vault.core.Policies;
import custos.vault.core.VaultFolder;
import custos.vault.inspection.Inspected;
import custos.vault.inspection.Inspection;
import custos.vault.rows.VaultFault;
import custos.vault.rows.VaultKeys;
import custos.vault.rows.Write;
import custos.vault.writer.Landing;
import custos.vault.writer.LedgerSigner;
import custos.vault.writer.SignedHeads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;

/// A vault that another process has open, opened beside it to look over everything. It reads the
/// files anew and shares nothing with that process; it changes nothing and takes no lock.
public final class Observation implements AutoCloseable {
    private final VaultFolder folder;
    private final byte[] keyringFile;
    private final byte[] kekFile;
    private final Keyring keyring;
    private final KeyEncryptionKeys keks;
    private final VaultStore store;
    private final Inspected vault;

    private Observation(
            VaultFolder folder,
            byte[] keyringFile,
            byte[] kekFile,
            Keyring keyring,
            KeyEncryptionKeys keks,
            VaultStore store,
            InstantSource clock,
            SecureRandom random) {
        this.folder = folder;
        this.keyringFile = keyringFile;
        this.kekFile = kekFile;
        this.keyring = keyring;
        this.keks = keks;
        this.store = store;
        var keys = new VaultKeys(keyring.secrets(), keks, random);
        this.vault =
                new Inspected(
                        store,
                        keys,
                        new Policies(store, keys, Observation::refuse, clock),
                        new Signed());
    }

    /// Opens the files. The folder's lock may be another's.
    ///
    /// @throws VaultFault.WrongFolder when a file is missing
    /// @throws custos.store.StoreFault.Damaged when the store has another schema than this program
    public static Observation open(
            VaultFolder folder,
            Unlock unlock,
            StoreOpener opener,
            InstantSource clock,
            SecureRandom random) {
        byte[] keyringFile = bytes(folder.keyring());
        byte[] kekFile = bytes(folder.kek());
        var opened = new ArrayDeque<AutoCloseable>();
        try {
            Keyring keyring = unlock.open(Keyring.load(folder.keyring()));
            opened.push(keyring);
            KeyEncryptionKeys keks = KekFile.load(folder.kek(), keyring, random);
            opened.push(keks);
            VaultStore store = opener.look(folder.database());
            opened.push(store);
            return new Observation(
                    folder, keyringFile, kekFile, keyring, keks, store, clock, random);
        } catch (RuntimeException e) {
            opened.forEach(Observation::closeQuietly);
            throw e;
        }
    }

    private static void closeQuietly(AutoCloseable one) {
        try {
            one.close();
        } catch (Exception e) {
            // What is told is why the vault did not open.
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new VaultFault.WrongFolder(file.getFileName() + " cannot be read");
        }
    }

    private static Landing refuse(Write write) {
        throw new IllegalStateException("a vault that is looked at is not written to");
    }

    /// What the guard remembers: the last that was signed.
    private final class Signed implements SignedHeads {
        @Override
        public SignedCheckpoint newestSigned() {
            return Guard.read(folder.guard())
                    .map(slot -> SignedCheckpoint.parse(slot.note()))
                    .orElseThrow(() -> new VaultFault.Damaged("the guard has no valid slot"));
        }

        @Override
        public List<VerifierKey> keys(String origin) {
            return new LedgerSigner(keyring.secrets(), origin).keys();
        }
    }

    public Inspection inspection() {
        return new Inspection(vault);
    }

    /// Whether the vault's keys were rolled, rotated or given another way to unlock since: what did
    /// not open then may open with what came, so a run that ended like that says nothing.
    public boolean keysChanged() {
        return !Arrays.equals(keyringFile, bytes(folder.keyring()))
                || !Arrays.equals(kekFile, bytes(folder.kek()));
    }

    @Override
    public void close() {
        try {
            store.close();
        } finally {
            keks.close();
            keyring.close();
        }
    }
}
