package custos.vault.inspection;

import custos.crypto.CryptoFault;
import custos.crypto.Shreddings;
import custos.event.Internal.Erased;
import custos.store.ReadSession;
import custos.store.ShreddedRow;
import custos.store.TombstoneRow;
import custos.store.VaultStore;
import custos.vault.rows.Slots;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Holds the notes of what was destroyed against the ledger, which tells the same. For one thread.
final class ErasureInspection {
    private static final int CHUNK = 2000;

    private final VaultStore store;
    private final Shreddings shreddings;
    private final Findings findings;
    private final List<ShreddedRow> shredded = new ArrayList<>();
    private final List<TombstoneRow> tombstones = new ArrayList<>();

    private record ClassPlace(long customer, int classNo) {}

    private record FieldPlace(long record, int field) {}

    ErasureInspection(VaultStore store, Shreddings shreddings, Findings findings) {
        this.store = store;
        this.shreddings = shreddings;
        this.findings = findings;
    }

    /// Reads the notes. Called before the ledger's size is read, so that each has its leaf in it.
    void readNotes() {
        long customer = 0;
        while (customer >= 0) {
            try (ReadSession read = store.read()) {
                customer = readShredded(read, customer);
            }
        }
        try (ReadSession read = store.read()) {
            tombstones.addAll(read.tombstonesBetween(0, Long.MAX_VALUE));
        }
    }

    /// @return where to go on, -1 at the end
    private long readShredded(ReadSession read, long from) {
        List<ShreddedRow> rows = read.shreddedFrom(from, CHUNK);
        if (rows.size() < CHUNK) {
            shredded.addAll(rows);
            return -1;
        }
        long last = rows.getLast().customer();
        rows.stream().filter(row -> row.customer() < last).forEach(shredded::add);
        shredded.addAll(read.shredded(last));
        return last + 1;
    }

    /// What the ledger says of erasures.
    ///
    /// @param openings how many openings went with the customers
    record Told(int customers, long openings) {}

    Told check(List<Erased> told) {
        Map<ClassPlace, Long> classes = new HashMap<>();
        Map<FieldPlace, Long> fields = new HashMap<>();
        Set<Long> customers = new HashSet<>();
        long openings = 0;
        for (Erased one : told) {
            switch (one) {
                case Erased.ClassOf(long customer, int classNo, long upto) -> {
                    customers.add(customer);
                    classes.merge(new ClassPlace(customer, classNo), upto, Math::max);
                }
                case Erased.OpeningsOf(_, long count) -> openings += count;
                case Erased.FieldOf(long record, int field, long upto) ->
                        fields.merge(new FieldPlace(record, field), upto, Math::max);
            }
        }
        shredded.forEach(this::verify);
        explained(classes, fields);
        try (ReadSession read = store.read()) {
            classes.forEach((place, upto) -> noted(read, place, upto));
            fields.forEach((place, upto) -> noted(read, place, upto));
        }
        return new Told(customers.size(), openings);
    }

    private void verify(ShreddedRow row) {
        try {
            int upto = Math.toIntExact(row.uptoGeneration());
            var note = new Shreddings.Note(row.customer(), row.classNo(), upto, row.day());
            shreddings.verify(note, row.mac());
        } catch (CryptoFault | IllegalArgumentException | ArithmeticException e) {
            findings.add(
                    FindingCode.SHREDDED_MAC, words(new ClassPlace(row.customer(), row.classNo())));
        }
    }

    private void explained(Map<ClassPlace, Long> classes, Map<FieldPlace, Long> fields) {
        for (ShreddedRow row : shredded) {
            var place = new ClassPlace(row.customer(), row.classNo());
            if (row.uptoGeneration() > classes.getOrDefault(place, 0L)) {
                findings.add(FindingCode.SHREDDED_UNEXPLAINED, words(place));
            }
        }
        for (TombstoneRow row : tombstones) {
            var place = new FieldPlace(row.record(), row.field());
            if (row.uptoVersion() > fields.getOrDefault(place, 0L)) {
                findings.add(FindingCode.TOMBSTONE_UNEXPLAINED, words(place));
            }
        }
    }

    private void noted(ReadSession read, ClassPlace place, long upto) {
        boolean stands =
                read.shredded(place.customer()).stream()
                        .anyMatch(row ->
                                row.classNo() == place.classNo() && row.uptoGeneration() >= upto);
        if (!stands) {
            findings.add(FindingCode.SHREDDED_MISSING, words(place));
        }
    }

    private void noted(ReadSession read, FieldPlace place, long upto) {
        boolean stands =
                read.tombstonesBetween(place.record(), place.record() + 1).stream()
                        .anyMatch(row -> row.field() == place.field() && row.uptoVersion() >= upto);
        if (!stands) {
            findings.add(FindingCode.TOMBSTONE_MISSING, words(place));
        }
    }

    private static String words(ClassPlace place) {
        return "customer " + place.customer() + ", class " + place.classNo();
    }

    private static String words(FieldPlace place) {
        String record =
                "customer "
                        + Slots.customerOf(place.record())
                        + ", record "
                        + Slots.within(place.record());
        return place.field() == 0 ? record : record + ", field " + place.field();
    }
}
