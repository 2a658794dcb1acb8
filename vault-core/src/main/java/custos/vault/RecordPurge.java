package custos.vault;

import custos.event.Act;
import custos.event.ActType;
import custos.event.Internal;
import custos.event.Subject;
import custos.policy.Policy;
import custos.policy.RecordKind;
import custos.store.HoldRow;
import custos.store.RecordRow;
import custos.store.RowChange;
import custos.store.TombstoneRow;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/// Deletes a customer's records that are past their period, with tombstones and one leaf; the
/// totals follow.
final class RecordPurge {
    /// The most records of one leaf.
    static final int MOST = 500;

    private final Core core;
    private final Expiry expiry;
    private final Internal internal;

    RecordPurge(Core core, Expiry expiry, Internal internal) {
        this.core = core;
        this.expiry = expiry;
        this.internal = internal;
    }

    /// @return the records that went, at most [#MOST]
    List<RecordRow> purge(long no) {
        try {
            return core.change(no, OptionalLong.empty(), this::prepare);
        } catch (Refusal.Erased | Refusal.NotFound e) {
            return List.of();
        }
    }

    private Core.Prepared<List<RecordRow>> prepare(Core.Changing changing) {
        List<RecordRow> past = past(changing);
        if (past.isEmpty()) {
            return new Core.Prepared<>(Write.upkeep(List.of()), _ -> List.of());
        }
        CustomerDraft draft = changing.draft();
        int today = Core.day(changing.now());
        var parts = new ArrayList<Subject.Part>();
        var gone = new ArrayList<Internal.Erased>();
        for (RecordRow row : past) {
            draft.delete(row);
            draft.also(
                    new RowChange.PutTombstone(
                            new TombstoneRow(row.no(), 0, row.version(), today)));
            parts.add(Parts.record(row.no(), row.version(), List.of(), Optional.empty()));
            gone.add(new Internal.Erased.FieldOf(row.no(), 0, row.version()));
        }
        follow(changing, past);
        Write write =
                draft.finish(
                        List.of(Act.of(ActType.RETENTION_PURGED)),
                        parts,
                        internal.withErased(gone),
                        changing.now());
        return new Core.Prepared<>(write, _ -> past);
    }

    private List<RecordRow> past(Core.Changing changing) {
        long no = changing.file().no();
        Set<Long> holds =
                changing.read().holds(no).stream().map(HoldRow::record).collect(Collectors.toSet());
        return changing
                .read()
                .recordsBetween(Slots.row(no, Slots.FIRST_FREE), Slots.endRow(no))
                .stream()
                .filter(expiry::isPast)
                .filter(row -> !holds.contains(row.no()))
                .limit(MOST)
                .toList();
    }

    private void follow(Core.Changing changing, List<RecordRow> past) {
        Policy policy = core.policies().current();
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
            totals = totals.withDaysOf(kind, left(changing, kind, past));
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
