package custos.vault.core;

import custos.customer.FieldValue;
import custos.policy.Policy;
import custos.policy.RecordKind;
import custos.store.RecordRow;
import custos.vault.rows.Slots;
import custos.vault.rows.Totals;
import java.time.LocalDate;
import java.util.Optional;
import java.util.SortedMap;

/// A record that changes or goes, and the totals that follow it.
public final class RecordChange {
    private RecordChange() {}

    public record Replacement(SortedMap<Integer, FieldValue> values, int day) {
        @Override
        public String toString() {
            return "Replacement[redacted]";
        }
    }

    /// Lets the totals follow a record that changed or went.
    public static void follow(
            Policy policy, Core.Changing changing, Found found, Optional<Replacement> after) {
        RecordKind kind = found.kind();
        if (!Totals.follow(kind)) {
            return;
        }
        Totals before = Totals.of(changing.file(), policy);
        Totals totals = before.less(policy, kind, found.values());
        if (before.dayGone(kind, LocalDate.ofEpochDay(found.row().day()))) {
            long no = changing.file().no();
            totals =
                    totals.withDaysOf(
                            policy,
                            kind,
                            changing
                                    .read()
                                    .recordsOfKind(
                                            kind.number(), Slots.firstRow(no), Slots.endRow(no))
                                    .stream()
                                    .filter(row -> row.no() != found.row().no())
                                    .toList(),
                            changing.file()::open);
        }
        if (after.isPresent()) {
            LocalDate day = LocalDate.ofEpochDay(after.get().day());
            totals = totals.plus(policy, kind, after.get().values(), day);
        }
        totals.putInto(changing.draft(), policy, Core.day(changing.now()));
    }

    /// A record in the middle of a change, opened.
    public record Found(RecordRow row, RecordKind kind, SortedMap<Integer, FieldValue> values) {
        @Override
        public String toString() {
            return "Found[" + kind.id() + "]";
        }
    }
}
