package custos.vault.imports;

import custos.event.Actor;
import custos.vault.imports.ImportLines.Outcome;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// One import: who took a sheet in, when, by which map, and what came of it.
///
/// @param no counts from 1
/// @param from the first entry of the ledger that may be its own, as `epoch << 40 | index`
/// @param to the first entry that is not any more; none while it runs or when it broke off
/// @param file the SHA-256 of the file, in hexadecimal
/// @param map the map as a file
/// @param header the names of the columns, to know the next sheet of the same kind by
/// @param end what came of it; none while it runs or when it broke off
/// @param undone when it was taken back
public record ImportBatch(
        int no,
        Actor by,
        Instant begun,
        long from,
        OptionalLong to,
        String file,
        String map,
        java.util.List<String> header,
        Optional<End> end,
        Optional<Instant> undone) {

    public ImportBatch {
        header = java.util.List.copyOf(header);
    }

    /// How an import ended.
    public record End(Instant at, boolean cancelled, long rows, Map<Outcome, Long> outcomes) {
        public End {
            outcomes = Map.copyOf(outcomes);
        }

        public long count(Outcome outcome) {
            return outcomes.getOrDefault(outcome, 0L);
        }
    }

    /// What the openings and internals of its entries name it by.
    String mark() {
        return "import:" + no;
    }

    ImportBatch ended(End how, long next) {
        return new ImportBatch(
                no,
                by,
                begun,
                from,
                OptionalLong.of(next),
                file,
                map,
                header,
                Optional.of(how),
                undone);
    }

    ImportBatch undone(Instant when) {
        return new ImportBatch(no, by, begun, from, to, file, map, header, end, Optional.of(when));
    }

    /// Redacted: a map may quote words of a sheet.
    @Override
    public String toString() {
        return "ImportBatch[" + no + "]";
    }
}
