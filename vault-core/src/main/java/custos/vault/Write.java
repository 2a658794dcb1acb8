package custos.vault;

import custos.crypto.BlindIndex;
import custos.crypto.KeyEncryptionKeys;
import custos.crypto.Wraps;
import custos.event.Act;
import custos.event.Leaf;
import custos.store.CustomerRow;
import custos.store.RowChange;
import java.time.Instant;
import java.util.List;

/// A write that is ready to be staged: everything is encrypted, only its place in the ledger is
/// open.
///
/// @param acts what the leaf says happened; empty for upkeep that is no event
/// @param commitment 32 bytes when there are acts
/// @param rows the rows, in order
record Write(List<Act> acts, byte[] commitment, List<RowChange> rows) {
    Write {
        acts = List.copyOf(acts);
        rows = List.copyOf(rows);
    }

    /// The same write with its wraps under the current key encryption key (FORMATS "KEK roll", 2).
    ///
    /// @param keks with the keys that the wraps are under now
    Write under(KeyEncryptionKeys keks) {
        if (isUnder(keks.currentId())) {
            return this;
        }
        return new Write(
                acts,
                commitment,
                rows.stream()
                        .map(row ->
                                row instanceof RowChange.PutKeys(long customer, byte[] wraps)
                                        ? new RowChange.PutKeys(
                                                customer,
                                                keks.rewrap(Wraps.parse(wraps), customer).bytes())
                                        : row)
                        .toList());
    }

    /// The bytes of its leaf.
    byte[] entry(Instant hour) {
        return new Leaf(hour, acts, commitment).encode();
    }

    /// Whether all keys that it writes are wrapped under this key encryption key.
    boolean isUnder(int kek) {
        for (RowChange row : rows) {
            byte[] wraps =
                    switch (row) {
                        case RowChange.PutKeys(_, byte[] put) -> put;
                        case RowChange.SwapKeys(_, _, byte[] after) -> after;
                        default -> null;
                    };
            if (wraps != null && !Wraps.areUnder(wraps, kek)) {
                return false;
            }
        }
        return true;
    }

    /// Whether all index tokens that it writes are of this epoch or a later one.
    boolean isIndexedSince(int epoch) {
        for (RowChange row : rows) {
            byte[] tokens =
                    switch (row) {
                        case RowChange.InsertCustomer(CustomerRow one) -> one.tokens();
                        case RowChange.UpdateCustomer(CustomerRow one, _) -> one.tokens();
                        default -> null;
                    };
            if (tokens != null && !BlindIndex.isSince(tokens, epoch)) {
                return false;
            }
        }
        return true;
    }

    static Write upkeep(List<RowChange> rows) {
        return new Write(List.of(), new byte[0], rows);
    }
}
