package custos.vault.restore;

import custos.backup.BackupFault;
import custos.backup.BundleRow;
import custos.crypto.Keyring;
import custos.ledger.LedgerFault;
import custos.ledger.SignedCheckpoint;
import custos.store.RowChange;
import custos.vault.backups.KeyRows;
import custos.vault.writer.LedgerSigner;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The stored checkpoints of a key bundle as rows: their sizes are what the vault once signed.
final class RestoredCheckpoints {
    private final KeyRows keys;
    private final Keyring keyring;

    RestoredCheckpoints(KeyRows keys, Keyring keyring) {
        this.keys = keys;
        this.keyring = keyring;
    }

    /// By epoch.
    ///
    /// @throws BackupFault.Unfit when there is one that this vault has not signed
    Map<Integer, List<RowChange>> rows() {
        var rows = new TreeMap<Integer, List<RowChange>>();
        for (BundleRow.Checkpoint stored : keys.checkpoints) {
            long size = sizeOf(stored);
            rows.computeIfAbsent(stored.epoch(), _ -> new ArrayList<>())
                    .add(new RowChange.PutCheckpoint(stored.epoch(), size, stored.note(), true));
        }
        return rows;
    }

    private long sizeOf(BundleRow.Checkpoint stored) {
        try {
            String origin = keys.origin(stored.epoch());
            return SignedCheckpoint.parse(stored.note())
                    .verify(origin, new LedgerSigner(keyring.secrets(), origin).keys())
                    .head()
                    .size();
        } catch (LedgerFault | IllegalArgumentException e) {
            throw new BackupFault.Unfit("the key bundle has a checkpoint that nobody signed");
        }
    }
}
