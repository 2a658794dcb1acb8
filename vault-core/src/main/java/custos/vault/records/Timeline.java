package custos.vault.records;

import custos.customer.CustomerId;
import custos.event.Actor;
import custos.policy.KindId;
import custos.policy.Policy;
import custos.policy.PurposeId;
import custos.policy.RecordKind;
import custos.store.ReadSession;
import custos.store.RecordRow;
import custos.vault.core.Core;
import custos.vault.core.RecordRules;
import custos.vault.rows.CustomerFile;
import custos.vault.rows.Refusal;
import custos.vault.rows.Slots;
import custos.vault.writer.Disclosures;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Predicate;

/// The records of one customer as staff look at them: all kinds at once, newest first, from one
/// view of the store.
public final class Timeline {
    /// The most records of a kind that are opened at once.
    public static final int MAX_OF_A_KIND = 200;

    private static final Comparator<RecordRow> NEWEST_FIRST =
            Comparator.comparingInt(RecordRow::day).thenComparingLong(RecordRow::no).reversed();

    private final Core core;
    private final Disclosures disclosures;

    public Timeline(Core core, Disclosures disclosures) {
        this.core = core;
        this.disclosures = disclosures;
    }

    /// The records of one kind.
    ///
    /// @param newest those that were opened, newest first
    /// @param count how many there are in all
    public record OfKind(List<Records.Entry> newest, int count) {
        public OfKind {
            newest = List.copyOf(newest);
        }
    }

    /// Opens the newest records of each kind that has any; the look is noted for the purposes that
    /// they serve.
    ///
    /// @param purposes whether what stands on a consent to this purpose may be opened; else it is
    ///   left out
    /// @param limit of a kind, 1 to 200
    public SequencedMap<KindId, OfKind> of(
            CustomerId id, Predicate<PurposeId> purposes, int limit, Actor actor) {
        if (limit < 1 || limit > MAX_OF_A_KIND) {
            throw new Refusal.BadField("limit", "records are read 1 to 200 at a time");
        }
        Policy policy = core.policies().current();
        long no = core.number(id);
        try (ReadSession read = core.store().read();
                CustomerFile file = core.file(read, no)) {
            var rows = new LinkedHashMap<RecordKind, List<RecordRow>>();
            policy.kinds().stream()
                    .filter(kind -> kind.path().isPresent() && !kind.once())
                    .filter(kind -> kind.needs().stream().allMatch(purposes))
                    .forEach(kind -> rows.put(kind, new ArrayList<>()));
            for (RecordRow row :
                    read.recordsBetween(Slots.row(no, Slots.FIRST_FREE), Slots.endRow(no))) {
                policy.kind(row.kind()).map(rows::get).ifPresent(ofKind -> ofKind.add(row));
            }
            var opened = new LinkedHashMap<KindId, OfKind>();
            rows.forEach((kind, all) -> {
                if (!all.isEmpty()) {
                    opened.put(kind.id(), open(policy, file, all, limit));
                }
            });
            rows.values().removeIf(List::isEmpty);
            disclosures.noteRecords(actor, rows.keySet(), file, core.schema().evidenceClass());
            return opened;
        }
    }

    /// Opens the newest records of one kind; the look is noted for the purpose that it serves.
    ///
    /// @param limit 1 to 200
    public OfKind newest(CustomerId id, KindId kind, int limit, Actor actor) {
        if (limit < 1 || limit > MAX_OF_A_KIND) {
            throw new Refusal.BadField("limit", "records are read 1 to 200 at a time");
        }
        Policy policy = core.policies().current();
        RecordKind known = RecordRules.kind(policy, kind);
        long no = core.number(id);
        try (ReadSession read = core.store().read();
                CustomerFile file = core.file(read, no)) {
            var rows = new ArrayList<RecordRow>();
            for (RecordRow row :
                    read.recordsBetween(Slots.row(no, Slots.FIRST_FREE), Slots.endRow(no))) {
                if (row.kind() == known.number()) {
                    rows.add(row);
                }
            }
            disclosures.noteRecords(actor, List.of(known), file, core.schema().evidenceClass());
            return open(policy, file, rows, limit);
        }
    }

    private OfKind open(Policy policy, CustomerFile file, List<RecordRow> rows, int limit) {
        rows.sort(NEWEST_FIRST);
        return new OfKind(
                rows.stream()
                        .limit(limit)
                        .map(row -> Records.entry(core, policy, file, row))
                        .toList(),
                rows.size());
    }
}
