package custos.backup;

import custos.store.CustomerRow;
import custos.store.DisclosedRow;
import custos.store.DocumentRow;
import custos.store.HoldRow;
import custos.store.InternalRow;
import custos.store.KeysRow;
import custos.store.LeafRow;
import custos.store.OpeningRow;
import custos.store.RecordRow;
import custos.store.ShreddedRow;
import custos.store.SuppressionRow;
import custos.store.TombstoneRow;

/// One row of a bundle.
public sealed interface BundleRow {

    /// `keyring.json`, sealed by the ways to open the vault.
    record Keyring(byte[] json) implements BundleRow {}

    /// `kek.json`, sealed by the keyring.
    record Kek(byte[] json) implements BundleRow {}

    record Document(DocumentRow row) implements BundleRow {}

    /// A stored checkpoint's text.
    record Checkpoint(int epoch, byte[] note) implements BundleRow {}

    record Shredded(ShreddedRow row) implements BundleRow {}

    record Tombstone(TombstoneRow row) implements BundleRow {}

    record Suppression(SuppressionRow row) implements BundleRow {}

    record Customer(CustomerRow row) implements BundleRow {}

    /// What a customer's numbers have come to; begins a customer in a key bundle. Of two of the
    /// same customer the later counts.
    record Counters(long customer, long version, int nextRecord, int nextOpening)
            implements BundleRow {}

    record Keys(KeysRow row) implements BundleRow {}

    record CustomerRecord(RecordRow row) implements BundleRow {}

    record Opening(OpeningRow row) implements BundleRow {}

    record Disclosed(DisclosedRow row) implements BundleRow {}

    record Hold(HoldRow row) implements BundleRow {}

    record Leaf(LeafRow row) implements BundleRow {}

    record Internal(InternalRow row) implements BundleRow {}
}
