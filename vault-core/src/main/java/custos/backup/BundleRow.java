package custos.backup;

import custos.store.CustomerRow;
import custos.store.DisclosedRow;
import custos.store.DocumentKind;
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

    /// Begins each part of a mirror's changes: which key bundle it goes with, and its place.
    ///
    /// @param base the salt in the key bundle's header
    /// @param number from 1, one more than the part before it
    record Follows(byte[] base, long number) implements BundleRow {}

    /// Everything so far of a customer is gone; what stays of her comes again.
    record Gone(long customer) implements BundleRow {}

    record SuppressionGone(byte[] token) implements BundleRow {}

    record HoldGone(long record, long customer) implements BundleRow {}

    record DocumentGone(DocumentKind kind, byte[] id) implements BundleRow {}

    /// About how many bytes it takes up.
    default int bytes() {
        return 64
                + switch (this) {
                    case Keyring(byte[] json) -> json.length;
                    case Kek(byte[] json) -> json.length;
                    case Document(DocumentRow one) -> one.body().length;
                    case Checkpoint(_, byte[] note) -> note.length;
                    case Customer(CustomerRow one) -> one.head().length + one.tokens().length;
                    case Keys(KeysRow one) -> one.wraps().length;
                    case CustomerRecord(RecordRow one) -> one.body().length;
                    case Opening(OpeningRow one) -> one.ct().length;
                    case Disclosed(DisclosedRow one) -> one.ct().length;
                    case Hold(HoldRow one) -> one.ct().length;
                    case Leaf(LeafRow one) -> one.entry().length;
                    case Internal(InternalRow one) -> one.ct().length;
                    case Shredded _,
                            Tombstone _,
                            Suppression _,
                            Counters _,
                            Follows _,
                            Gone _,
                            SuppressionGone _,
                            HoldGone _,
                            DocumentGone _ ->
                            32;
                };
    }
}
