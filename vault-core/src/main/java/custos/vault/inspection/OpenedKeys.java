package custos.vault.inspection;

import custos.crypto.CryptoFault;
import custos.crypto.DataKey;
import custos.crypto.KeyPlace;
import custos.crypto.SealedBody;
import custos.crypto.Wraps;
import custos.store.RecordRow;
import custos.store.ShreddedRow;
import custos.vault.inspection.Inspection.Finding;
import custos.vault.rows.CustomerFile;
import custos.vault.rows.CustomerRows;
import custos.vault.rows.VaultKeys;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// All keys of one customer, each opened once to see whether it opens. Wiped on close.
final class OpenedKeys implements AutoCloseable {
    private final Map<Place, DataKey> keys = new HashMap<>();
    private final Set<Place> broken = new HashSet<>();
    private final List<ShreddedRow> shredded;
    private boolean unreadable;
    private boolean live;

    private OpenedKeys(List<ShreddedRow> shredded) {
        this.shredded = shredded;
    }

    private record Place(int classNo, int generation) {}

    static OpenedKeys of(VaultKeys keys, CustomerRows rows, List<Finding> findings) {
        var opened = new OpenedKeys(rows.shredded());
        rows.wraps().ifPresent(wraps -> opened.read(keys, rows.no(), wraps, findings));
        return opened;
    }

    private void read(VaultKeys vault, long customer, byte[] bytes, List<Finding> findings) {
        Wraps wraps;
        try {
            wraps = Wraps.parse(bytes);
        } catch (CryptoFault e) {
            unreadable = true;
            findings.add(FindingCode.KEYS_MALFORMED.at("customer " + customer));
            return;
        }
        for (Wraps.Entry entry : wraps.entries()) {
            open(vault, customer, entry, findings);
        }
    }

    private void open(VaultKeys vault, long customer, Wraps.Entry entry, List<Finding> findings) {
        int classNo = entry.dataClass();
        int generation = entry.generation();
        String where = "customer " + customer + ", class " + classNo + ", generation " + generation;
        if (isShredded(classNo, generation)) {
            findings.add(FindingCode.KEYS_SHREDDED.at(where));
            return;
        }
        live = true;
        var place = new Place(classNo, generation);
        try {
            var at = new KeyPlace(vault.vault(), customer, classNo, generation);
            keys.put(place, vault.keks().unwrap(entry.wrap(), at));
        } catch (CryptoFault | IllegalArgumentException e) {
            broken.add(place);
            findings.add(FindingCode.KEYS_OPEN.at(where));
        }
    }

    /// Whether a key was destroyed on purpose.
    boolean isShredded(int classNo, int generation) {
        return shredded.stream()
                .anyMatch(row ->
                        row.classNo() == classNo
                                && Integer.toUnsignedLong(generation) <= row.uptoGeneration());
    }

    /// Whether any key stands that was not destroyed on purpose.
    boolean anyLive() {
        return live || unreadable;
    }

    Optional<DataKey> find(int classNo, int generation) {
        return Optional.ofNullable(keys.get(new Place(classNo, generation)));
    }

    /// The key of a record without fields, which names no generation: one for which its seal holds,
    /// or else any of its class.
    Optional<DataKey> sealing(RecordRow row, SealedBody body) {
        List<DataKey> known =
                keys.values().stream()
                        .filter(key -> key.place().dataClass() == row.classNo())
                        .toList();
        return known.stream()
                .filter(key -> holds(key, row, body))
                .findFirst()
                .or(() -> known.stream().findFirst());
    }

    private static boolean holds(DataKey key, RecordRow row, SealedBody body) {
        try {
            key.verify(body, CustomerFile.placeOf(row));
            return true;
        } catch (CryptoFault | IllegalArgumentException | ArithmeticException e) {
            return false;
        }
    }

    /// Whether the lack of a key was reported already, so that what it sealed need not be.
    boolean reported(int classNo, int generation) {
        return unreadable || broken.contains(new Place(classNo, generation));
    }

    @Override
    public void close() {
        keys.values().forEach(DataKey::close);
        keys.clear();
    }
}
