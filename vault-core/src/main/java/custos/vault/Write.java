package custos.vault;

import custos.event.Act;
import custos.store.RowChange;
import java.util.List;

/// A write that is ready to be staged: everything is encrypted, only its place in the ledger is
/// open.
///
/// @param acts what the leaf says happened; empty for upkeep that is no event
/// @param commitment 32 bytes when there are acts
/// @param rows the rows, in order
/// @param kekId the id of the key that new wraps are under, 0 when there are none
record Write(List<Act> acts, byte[] commitment, List<RowChange> rows, int kekId) {
    Write {
        acts = List.copyOf(acts);
        rows = List.copyOf(rows);
    }

    static Write upkeep(List<RowChange> rows) {
        return new Write(List.of(), new byte[0], rows, 0);
    }
}
