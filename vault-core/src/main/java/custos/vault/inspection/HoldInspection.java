package custos.vault.inspection;

import custos.event.ActType;
import custos.store.HoldRow;
import custos.store.RecordRow;
import custos.vault.erasure.HoldTerms;
import custos.vault.rows.CustomerRows;
import custos.vault.rows.Slots;
import custos.vault.rows.VaultKeys;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Holds the legal holds of one customer against her records and against what the ledger says of
/// them. For one thread and one use.
final class HoldInspection {
    private final VaultKeys keys;
    private final CustomerRows rows;
    private final CustomerVerdict verdict;
    private final Map<Long, RecordRow> records;
    private final Set<Long> held;

    HoldInspection(VaultKeys keys, CustomerRows rows, CustomerVerdict verdict) {
        this.keys = keys;
        this.rows = rows;
        this.verdict = verdict;
        this.records =
                rows.records().stream()
                        .collect(Collectors.toMap(RecordRow::no, Function.identity()));
        this.held = rows.holds().stream().map(HoldRow::record).collect(Collectors.toSet());
    }

    /// @param history the acts that were proven, in their order
    void check(List<OpeningInspection.Past> history, int evidenceClass) {
        rows.holds().forEach(this::row);
        if (rows.isErased()) {
            // The entries went with her; but a record of a shredded class stays for a hold alone.
            rows.records().stream()
                    .filter(row -> row.classNo() != evidenceClass && isShredded(row.classNo()))
                    .map(RecordRow::no)
                    .filter(record -> !held.contains(record))
                    .forEach(record -> found(FindingCode.HOLD_MISSING, record));
        } else {
            agree(told(history));
        }
    }

    private void row(HoldRow row) {
        if (row.customer() != rows.no() || !records.containsKey(row.record())) {
            found(FindingCode.HOLD_ORPHAN, row.record());
        }
        if (HoldTerms.find(keys.rows(), row).isEmpty()) {
            found(FindingCode.HOLD_OPEN, row.record());
        }
    }

    private boolean isShredded(int classNo) {
        return rows.shredded().stream().anyMatch(note -> note.classNo() == classNo);
    }

    private static Set<Long> told(List<OpeningInspection.Past> history) {
        var told = new HashSet<Long>();
        for (OpeningInspection.Past past : history) {
            past.part()
                    .record()
                    .ifPresent(record -> {
                        if (past.act().type() == ActType.HOLD_SET) {
                            told.add(record);
                        } else if (past.act().type() == ActType.HOLD_RELEASED) {
                            told.remove(record);
                        }
                    });
        }
        return told;
    }

    /// A record that a restore could not bring back took its hold with it.
    private void agree(Set<Long> told) {
        told.stream()
                .filter(record -> records.containsKey(record) && !held.contains(record))
                .sorted()
                .forEach(record -> found(FindingCode.HOLD_MISSING, record));
        held.stream()
                .filter(record -> !told.contains(record))
                .sorted()
                .forEach(record -> found(FindingCode.HOLD_UNEXPLAINED, record));
    }

    private void found(FindingCode code, long record) {
        verdict.found(code, "customer " + rows.no() + ", record " + Slots.within(record));
    }
}
