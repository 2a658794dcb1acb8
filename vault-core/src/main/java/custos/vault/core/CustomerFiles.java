package custos.vault.core;

import custos.crypto.Wraps;
import custos.store.CustomerRow;
import custos.store.ReadSession;
import custos.store.RecordRow;
import custos.store.ShreddedRow;
import custos.vault.rows.CustomerFile;
import custos.vault.rows.Slots;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The files of many customers of one view, whose rows are read at once and not one customer after
/// the other. For one thread, while the view is open.
public final class CustomerFiles {
    private final Core core;
    private final Map<Long, byte[]> wraps = new HashMap<>();
    private final Map<Long, List<RecordRow>> fixed = new HashMap<>();
    private final Map<Long, List<ShreddedRow>> shredded = new HashMap<>();

    /// Reads them; the caller has begun a reading of keys, which ends after the last file.
    ///
    /// @param rows ascending by number, not too far apart, at least one
    public CustomerFiles(Core core, ReadSession read, List<CustomerRow> rows) {
        this.core = core;
        long from = rows.getFirst().no();
        long to = rows.getLast().no() + 1;
        read.keysBetween(from, to).forEach(row -> wraps.put(row.customer(), row.wraps()));
        read.recordsBetween(Slots.firstRow(from), Slots.firstRow(to), Slots.FIRST_FREE)
                .forEach(row -> at(fixed, Slots.customerOf(row.no())).add(row));
        read.shreddedBetween(from, to).forEach(row -> at(shredded, row.customer()).add(row));
    }

    private static <T> List<T> at(Map<Long, List<T>> rows, long customer) {
        return rows.computeIfAbsent(customer, _ -> new ArrayList<>());
    }

    /// One of them, who the caller closes; empty when she was erased or merged into another.
    public Optional<CustomerFile> of(CustomerRow row) {
        if (core.policies().isErased(shredded.getOrDefault(row.no(), List.of()))) {
            return Optional.empty();
        }
        CustomerFile file =
                CustomerFile.of(
                        core.keys(),
                        row,
                        Optional.ofNullable(wraps.get(row.no()))
                                .map(Wraps::parse)
                                .orElse(Wraps.empty()),
                        fixed.getOrDefault(row.no(), List.of()),
                        core.keys().readings().begin());
        if (file.isMerged()) {
            file.close();
            return Optional.empty();
        }
        return Optional.of(file);
    }
}
