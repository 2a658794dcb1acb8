package custos.vault.writer;

import custos.crypto.SecretName;
import custos.crypto.Secrets;
import custos.ledger.Checkpoint;
import custos.ledger.NoteSigner;
import custos.ledger.SignedCheckpoint;
import custos.ledger.TreeHead;
import custos.ledger.VerifierKey;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/// Signs the heads of one epoch with the ledger's newest key, and with the one before it, so that
/// whoever knows only that one can follow (ADR 0022). Safe for threads.
public final class LedgerSigner implements AutoCloseable {
    private final Secrets secrets;
    private final String origin;
    private @Nullable Signers signers;

    /// @param secrets followed: from a rotation on, new heads are signed with the new key
    /// @param origin the epoch's
    public LedgerSigner(Secrets secrets, String origin) {
        this.secrets = secrets;
        this.origin = origin;
    }

    /// The two that sign now, newest first.
    private record Signers(int version, List<NoteSigner> inOrder) {
        void close() {
            inOrder.forEach(NoteSigner::close);
        }
    }

    /// A head that was signed.
    ///
    /// @param key the newest that signed it
    public record Signed(SignedCheckpoint checkpoint, VerifierKey key) {
        public String text() {
            return checkpoint.text();
        }
    }

    /// The same keys for another epoch.
    LedgerSigner under(String other) {
        return new LedgerSigner(secrets, other);
    }

    /// The key that new heads are verified with.
    synchronized VerifierKey key() {
        return signers().inOrder().getFirst().key();
    }

    /// All that ever signed, also retired ones, newest first.
    public List<VerifierKey> keys() {
        return secrets.versions(SecretName.LEDGER).reversed().stream().map(this::keyOf).toList();
    }

    private VerifierKey keyOf(int version) {
        try (NoteSigner signer = signer(version)) {
            return signer.key();
        }
    }

    public synchronized Signed sign(TreeHead head) {
        List<NoteSigner> now = signers().inOrder();
        return new Signed(Checkpoint.of(origin, head).sign(now), now.getFirst().key());
    }

    private Signers signers() {
        int newest = secrets.newest(SecretName.LEDGER);
        if (signers == null || signers.version() != newest) {
            close();
            SortedSet<Integer> versions = secrets.versions(SecretName.LEDGER);
            signers =
                    new Signers(
                            newest,
                            versions.reversed().stream().limit(2).map(this::signer).toList());
        }
        return signers;
    }

    private NoteSigner signer(int version) {
        byte[] seed = secrets.secret(SecretName.LEDGER, version).copy();
        try {
            return NoteSigner.of(origin, seed);
        } finally {
            Arrays.fill(seed, (byte) 0);
        }
    }

    @Override
    public synchronized void close() {
        if (signers != null) {
            signers.close();
            signers = null;
        }
    }
}
