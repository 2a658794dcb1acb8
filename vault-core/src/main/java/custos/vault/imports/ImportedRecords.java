package custos.vault.imports;

import custos.customer.FieldValue;
import custos.event.Internal;
import custos.event.Subject;
import custos.policy.Policy;
import custos.policy.SourceId;
import custos.store.RecordRow;
import custos.vault.core.Core;
import custos.vault.core.RecordDeletion;
import custos.vault.core.RecordRules;
import custos.vault.rows.OpenedLeaf;
import custos.vault.rows.Parts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/// The records of a customer that an import added, and those in which it filled gaps.
///
/// @param filled which fields of which
record ImportedRecords(List<RecordRow> added, Map<RecordRow, Set<Integer>> filled) {
    /// @param leaves that the import wrote
    static ImportedRecords of(Core.Changing changing, List<OpenedLeaf> leaves) {
        var rows = new LinkedHashMap<Long, RecordRow>();
        var added = new LinkedHashMap<Long, RecordRow>();
        var fields = new LinkedHashMap<Long, Set<Integer>>();
        for (OpenedLeaf leaf : leaves) {
            for (Subject.Part part : leaf.subject().parts()) {
                Optional<RecordRow> found =
                        part.record().stream()
                                .boxed()
                                .flatMap(no -> changing.read().record(no).stream())
                                .findFirst();
                found.ifPresent(row -> {
                    rows.put(row.no(), row);
                    if (part.version().orElse(1) == 1) {
                        added.put(row.no(), row);
                    } else {
                        fields.computeIfAbsent(row.no(), _ -> new TreeSet<>())
                                .addAll(part.fields());
                    }
                });
            }
        }
        fields.keySet().removeAll(added.keySet());
        var filled = new LinkedHashMap<RecordRow, Set<Integer>>();
        fields.forEach((no, numbers) -> filled.put(rows.get(no), numbers));
        return new ImportedRecords(List.copyOf(added.values()), filled);
    }

    boolean anyHeld(Core.Changing changing) {
        return Stream.concat(added.stream(), filled.keySet().stream())
                .anyMatch(row -> RecordRules.isHeld(changing, row.no()));
    }

    /// Deletes what was added and empties what was filled.
    ///
    /// @param parts of the leaf, which hear of what is emptied
    /// @return what the leaf's internal half has to name
    List<Internal.Erased> takeBack(
            Policy policy, Core.Changing changing, SourceId source, List<Subject.Part> parts) {
        filled.forEach((row, fields) -> {
            SortedMap<Integer, FieldValue> values = new TreeMap<>(changing.file().open(row));
            values.keySet().removeAll(fields);
            long version = changing.draft().replace(row, row.day(), values);
            parts.add(
                    Parts.record(row.no(), version, new ArrayList<>(fields), Optional.of(source)));
        });
        List<Internal.Erased> gone = RecordDeletion.delete(changing, added);
        RecordDeletion.follow(policy, changing, added);
        return gone;
    }

    /// Redacted: what somebody buys is personal data.
    @Override
    public String toString() {
        return "ImportedRecords[redacted]";
    }
}
