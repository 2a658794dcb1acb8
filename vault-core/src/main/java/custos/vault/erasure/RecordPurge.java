package custos.vault.erasure;

import custos.event.Act;
import custos.event.ActType;
import custos.event.Internal;
import custos.event.Subject;
import custos.store.HoldRow;
import custos.store.RecordRow;
import custos.vault.core.Core;
import custos.vault.core.RecordDeletion;
import custos.vault.rows.CustomerDraft;
import custos.vault.rows.Parts;
import custos.vault.rows.Refusal;
import custos.vault.rows.Slots;
import custos.vault.rows.Write;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/// Deletes a customer's records that are past their period, with tombstones and one leaf; the
/// totals follow.
final class RecordPurge {
    private final Core core;
    private final Expiry expiry;
    private final Internal internal;

    RecordPurge(Core core, Expiry expiry, Internal internal) {
        this.core = core;
        this.expiry = expiry;
        this.internal = internal;
    }

    /// @return the records that went, at most [RecordDeletion#MOST]
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
        var parts = new ArrayList<Subject.Part>();
        for (RecordRow row : past) {
            parts.add(Parts.record(row.no(), row.version(), List.of(), Optional.empty()));
        }
        List<Internal.Erased> gone = RecordDeletion.delete(changing, past);
        RecordDeletion.follow(core.policies().current(), changing, past);
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
                .limit(RecordDeletion.MOST)
                .toList();
    }
}
