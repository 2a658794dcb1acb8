package custos.vault.rows;

import custos.event.Act;
import custos.event.Commitment;
import custos.event.Internal;
import custos.event.Subject;
import custos.ledger.Batch;
import custos.store.RowChange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Many customers' changes as one leaf (FORMATS "Batch"): the leaf names each act once, and each
/// row's opening says which of them it speaks of. For one thread and one use.
public final class BatchWrite {
    /// Keeps a leaf well below its 4 KiB.
    private static final int MOST_ACTS = 20;

    private final VaultKeys keys;
    private final int maxActs;
    private final Map<Act, Integer> acts = new LinkedHashMap<>();
    private final List<Row> rows = new ArrayList<>();

    public BatchWrite(VaultKeys keys) {
        this(keys, MOST_ACTS);
    }

    /// @param maxActs how many different acts it takes
    public BatchWrite(VaultKeys keys, int maxActs) {
        this.keys = keys;
        this.maxActs = maxActs;
    }

    private record Row(CustomerDraft draft, List<Subject.Part> parts) {}

    /// Adds a customer's change, unless the batch is full.
    ///
    /// @param ownActs the acts that the parts' indexes are of
    /// @return false when it belongs into the next batch
    public boolean add(CustomerDraft draft, List<Act> ownActs, List<Subject.Part> parts) {
        long fresh = ownActs.stream().distinct().filter(act -> !acts.containsKey(act)).count();
        if (rows.size() == Commitment.MAX_BATCH || acts.size() + fresh > maxActs) {
            return false;
        }
        ownActs.forEach(act -> acts.putIfAbsent(act, acts.size()));
        List<Subject.Part> renumbered =
                parts.stream()
                        .map(part -> part.movedTo(acts.getOrDefault(ownActs.get(part.act()), 0)))
                        .toList();
        rows.add(new Row(draft, renumbered));
        return true;
    }

    public boolean isEmpty() {
        return rows.isEmpty();
    }

    /// The write of all of them.
    public Write finish(Internal internal, Instant now) {
        int n = rows.size();
        var subjects = new ArrayList<byte[]>(n);
        var k1s = new ArrayList<byte[]>(n);
        var c1s = new ArrayList<byte[]>(n);
        for (int i = 0; i < n; i++) {
            Row row = rows.get(i);
            var place = Optional.of(new Subject.BatchPlace(i, n));
            byte[] subject = new Subject(row.draft().no(), row.parts(), now, place).encode();
            byte[] k1 = keys.random32();
            subjects.add(subject);
            k1s.add(k1);
            c1s.add(Commitment.ofSubject(k1, subject));
        }
        byte[] root = Batch.of(c1s).head().root().bytes();
        Events.Half half = Events.internal(keys, internal.withRows(c1s), root);
        var changes = new ArrayList<RowChange>(n * 8);
        for (int i = 0; i < n; i++) {
            changes.addAll(
                    rows.get(i).draft().rowsWith(k1s.get(i), half.digest(), subjects.get(i)));
        }
        changes.add(half.row());
        return new Write(
                List.copyOf(acts.keySet()), Commitment.ofBatch(n, root, half.digest()), changes);
    }
}
