package custos.vault.breaches;

import custos.crypto.Wraps;
import custos.policy.ClassId;
import custos.policy.DataClass;
import custos.store.KeysRow;
import custos.store.ReadSession;
import custos.vault.core.Core;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// How many people a breach of some classes of data concerns: those who have a key for one of them.
/// Told by key rows alone; nothing is opened. Somebody erased counts while a law keeps something of
/// hers.
final class Affected {
    private static final int CHUNK = 1_000;

    private final Core core;

    Affected(Core core) {
        this.core = core;
    }

    /// @param people of whom something is held in one of the classes or in several
    /// @param byClass likewise for each class
    record Count(long people, SortedMap<ClassId, Long> byClass) {}

    /// Counts, in views of a chunk each: what changes meanwhile may or may not be in it.
    Count count(Collection<DataClass> classes) {
        var byClass = new TreeMap<ClassId, Long>(Comparator.comparing(ClassId::value));
        classes.forEach(one -> byClass.put(one.id(), 0L));
        long people = 0;
        long next = 0;
        while (next >= 0) {
            List<KeysRow> rows;
            try (ReadSession read = core.store().read()) {
                rows = read.keysFrom(next, CHUNK);
            }
            for (KeysRow row : rows) {
                Wraps wraps = Wraps.parse(row.wraps());
                List<DataClass> held =
                        classes.stream()
                                .filter(one -> wraps.latest(one.number()).isPresent())
                                .toList();
                held.forEach(one -> byClass.merge(one.id(), 1L, Long::sum));
                people += held.isEmpty() ? 0 : 1;
            }
            next = rows.size() < CHUNK ? -1 : rows.getLast().customer() + 1;
        }
        return new Count(people, byClass);
    }
}
