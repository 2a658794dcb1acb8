package custos.vault.rows;

import custos.crypto.DataKey;
import custos.crypto.LedgerHalf;
import custos.event.Act;
import custos.event.Commitment;
import custos.event.Internal;
import custos.event.Subject;
import custos.ledger.Batch;
import custos.store.RowChange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What was shown or handed over of many customers, as one leaf (FORMATS "Batch"). Its rows are
/// `disclosed` rows: a look changes no customer's version. At most 1,000 customers, each once; for
/// one thread and one use. The keys stay the caller's.
public final class LookBatch {
    private final VaultKeys keys;
    private final Instant now;
    private final List<Look> looks = new ArrayList<>();

    public LookBatch(VaultKeys keys, Instant now) {
        this.keys = keys;
        this.now = now;
    }

    private record Look(long customer, Subject.Part part, DataKey evidence) {}

    /// @param evidence must be open until [#finish]
    public void add(long customer, Subject.Part part, DataKey evidence) {
        if (looks.size() == Commitment.MAX_BATCH) {
            throw new IllegalStateException("a batch has at most 1000 rows");
        }
        looks.add(new Look(customer, part, evidence));
    }

    /// @param beside rows that land in the same write
    public Write finish(List<Act> acts, Internal internal, List<RowChange> beside) {
        int n = looks.size();
        var subjects = new ArrayList<byte[]>(n);
        var k1s = new ArrayList<byte[]>(n);
        var c1s = new ArrayList<byte[]>(n);
        for (int i = 0; i < n; i++) {
            Look look = looks.get(i);
            var place = Optional.of(new Subject.BatchPlace(i, n));
            byte[] subject =
                    new Subject(look.customer(), List.of(look.part()), now, place).encode();
            byte[] k1 = keys.random32();
            subjects.add(subject);
            k1s.add(k1);
            c1s.add(Commitment.ofSubject(k1, subject));
        }
        byte[] root = Batch.of(c1s).head().root().bytes();
        Events.Half half = Events.internal(keys, internal.withRows(c1s), root);
        var rows = new ArrayList<RowChange>(beside);
        for (int i = 0; i < n; i++) {
            Look look = looks.get(i);
            var opening = new LedgerHalf(k1s.get(i), half.digest(), subjects.get(i));
            rows.add(
                    new RowChange.InsertDisclosed(
                            look.customer(), look.evidence().sealOpening(0, opening)));
        }
        rows.add(half.row());
        return new Write(acts, Commitment.ofBatch(n, root, half.digest()), rows);
    }
}
