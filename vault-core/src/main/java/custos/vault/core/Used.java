package custos.vault.core;

import custos.crypto.SealedBody;
import custos.store.CustomerRow;
import custos.store.ReadSession;
import custos.store.RecordRow;
import custos.store.VaultStore;
import custos.vault.rows.Slots;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The numbers of fields and record kinds that stand in some record: a policy may not drop them.
/// Nothing is opened to find out.
record Used(Set<Integer> fields, Set<Integer> kinds) {
    private static final int CHUNK = 500;

    static Used in(VaultStore store) {
        var used = new Used(new HashSet<>(), new HashSet<>());
        long next = 0;
        while (next >= 0) {
            next = used.chunk(store, next);
        }
        return used;
    }

    private long chunk(VaultStore store, long from) {
        try (ReadSession read = store.read()) {
            List<CustomerRow> customers = read.customersFrom(from, CHUNK);
            if (customers.isEmpty()) {
                return -1;
            }
            long last = customers.getLast().no();
            for (RecordRow row : read.recordsBetween(Slots.firstRow(from), Slots.endRow(last))) {
                kinds.add(row.kind());
                SealedBody.parse(row.body()).fields().forEach(fields::add);
            }
            return last + 1;
        }
    }
}
