package custos.vault.rows;

import custos.crypto.LedgerHalf;
import custos.event.Act;
import custos.event.Commitment;
import custos.event.Internal;
import custos.store.RowChange;
import java.util.ArrayList;
import java.util.List;

/// Builds what a leaf commits to.
public final class Events {
    private Events() {}

    /// The internal half, sealed, and the digest that the commitment takes of it.
    public record Half(byte[] digest, RowChange row) {}

    /// Seals the half that outlives the customer.
    ///
    /// @param c1 the digest of the other half, or of all rows of a batch
    public static Half internal(VaultKeys keys, Internal internal, byte[] c1) {
        byte[] text = internal.encode();
        byte[] k2 = keys.random32();
        byte[] ct = keys.internals().seal(new LedgerHalf(k2, c1, text));
        return new Half(Commitment.ofInternal(k2, text), new RowChange.InsertInternal(ct));
    }

    /// The write of an event that concerns no customer.
    public static Write ofVault(
            VaultKeys keys, List<Act> acts, Internal internal, List<RowChange> rows) {
        byte[] c1 = Commitment.ofNoSubject();
        Half half = internal(keys, internal, c1);
        var all = new ArrayList<>(rows);
        all.add(half.row());
        return new Write(acts, Commitment.of(c1, half.digest()), all);
    }
}
