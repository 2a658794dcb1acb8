package custos.vault.keys;

import custos.crypto.Wraps;
import custos.store.KeysRow;
import custos.store.ReadSession;
import custos.vault.core.Core;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// Counts the customers and the wraps under each key encryption key.
final class KekCount {
    private static final int CHUNK = 4096;

    private KekCount() {}

    static List<Keys.Kek> of(Core core) {
        var customers = new TreeMap<Integer, Long>();
        var wraps = new TreeMap<Integer, Long>();
        core.keys()
                .keks()
                .ids()
                .forEach(id -> {
                    customers.put(id, 0L);
                    wraps.put(id, 0L);
                });
        long next = 0;
        List<KeysRow> rows;
        do {
            try (ReadSession read = core.store().read()) {
                rows = read.keysFrom(next, CHUNK);
            }
            for (KeysRow row : rows) {
                var entries = Wraps.parse(row.wraps()).entries();
                entries.forEach(entry -> wraps.merge(entry.wrap().kekId(), 1L, Long::sum));
                entries.stream()
                        .map(entry -> entry.wrap().kekId())
                        .distinct()
                        .forEach(id -> customers.merge(id, 1L, Long::sum));
                next = row.customer() + 1;
            }
        } while (rows.size() == CHUNK);
        var keks = new ArrayList<Keys.Kek>();
        wraps.forEach((id, count) ->
                keks.add(
                        new Keys.Kek(
                                id,
                                id == core.keys().keks().currentId(),
                                customers.getOrDefault(id, 0L),
                                count)));
        return keks;
    }
}
