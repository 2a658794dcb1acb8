package custos.vault.core;

import custos.event.Internal;
import custos.policy.Policy;
import custos.policy.RecordKind;
import custos.store.RecordRow;
import custos.store.RowChange;
import custos.store.TombstoneRow;
import custos.vault.rows.Slots;
import custos.vault.rows.Totals;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Deletes many records of one customer in one change.
public final class RecordDeletion {
    /// The most records of one leaf.
    public static final int MOST = 500;

    private RecordDeletion() {}

    /// Deletes records and leaves a tombstone of each.
    ///
    /// @return what the leaf's internal half has to name
    public static List<Internal.Erased> delete(Core.Changing changing, List<RecordRow> rows) {
        int day = Core.day(changing.now());
        var gone = new ArrayList<Internal.Erased>();
        for (RecordRow row : rows) {
            changing.draft().delete(row);
            changing.draft()
                    .also(
                            new RowChange.PutTombstone(
                                    new TombstoneRow(row.no(), 0, row.version(), day)));
            gone.add(new Internal.Erased.FieldOf(row.no(), 0, row.version()));
        }
        return gone;
    }

    /// Lets the totals follow.
    ///
    /// @param past the records that go in this change
    public static void follow(Policy policy, Core.Changing changing, List<RecordRow> past) {
        Totals before = Totals.of(changing.file(), policy);
        Totals totals = before;
        var changed = new HashSet<RecordKind>();
        var lookedUp = new HashSet<RecordKind>();
        for (RecordRow row : past) {
            RecordKind kind = policy.kind(row.kind()).filter(Totals::follow).orElse(null);
            if (kind != null) {
                totals = totals.less(policy, kind, changing.file().open(row));
                changed.add(kind);
                if (before.dayGone(kind, LocalDate.ofEpochDay(row.day()))) {
                    lookedUp.add(kind);
                }
            }
        }
        for (RecordKind kind : lookedUp) {
            totals =
                    totals.withDaysOf(
                            policy, kind, left(changing, kind, past), changing.file()::open);
        }
        if (!changed.isEmpty()) {
            totals.putInto(changing.draft(), policy, Core.day(changing.now()));
        }
    }

    private static List<RecordRow> left(
            Core.Changing changing, RecordKind kind, List<RecordRow> past) {
        long no = changing.file().no();
        Set<Long> gone = past.stream().map(RecordRow::no).collect(Collectors.toSet());
        return changing
                .read()
                .recordsOfKind(kind.number(), Slots.firstRow(no), Slots.endRow(no))
                .stream()
                .filter(row -> !gone.contains(row.no()))
                .toList();
    }
}
