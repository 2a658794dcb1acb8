package custos.vault.erasure;

import custos.event.Act;
import custos.event.ActType;
import custos.event.Internal;
import custos.event.Subject;
import custos.store.HoldRow;
import custos.store.RecordRow;
import custos.vault.core.Core;
import custos.vault.core.Ledger;
import custos.vault.rows.Parts;
import custos.vault.rows.Write;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// A leaf that says that holds were set or let go, and the records that it is of.
///
/// @param leaf its index, -1 when nothing was to be written
record HoldLeaf(List<Long> records, long leaf) {

    /// The write of one leaf with a part a record.
    static Core.Prepared<HoldLeaf> of(
            Core.Changing changing, ActType act, List<RecordRow> rows, Internal why) {
        List<Long> numbers = rows.stream().map(RecordRow::no).toList();
        if (rows.isEmpty()) {
            return new Core.Prepared<>(Write.upkeep(List.of()), _ -> new HoldLeaf(numbers, -1));
        }
        List<Subject.Part> parts =
                rows.stream()
                        .map(row ->
                                Parts.record(row.no(), row.version(), List.of(), Optional.empty()))
                        .toList();
        Write write = changing.draft().finish(List.of(Act.of(act)), parts, why, changing.now());
        return new Core.Prepared<>(write, idx -> new HoldLeaf(numbers, Ledger.index(idx)));
    }

    /// The customer's records on which a hold stands.
    static Set<Long> held(Core.Changing changing) {
        return changing.read().holds(changing.file().no()).stream()
                .map(HoldRow::record)
                .collect(Collectors.toSet());
    }
}
