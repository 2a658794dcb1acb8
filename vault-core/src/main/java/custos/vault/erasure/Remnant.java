package custos.vault.erasure;

import custos.crypto.BlindIndex;
import custos.crypto.DataKey;
import custos.crypto.Head;
import custos.crypto.SealedBody;
import custos.crypto.Shreddings;
import custos.crypto.Wraps;
import custos.event.Act;
import custos.event.ActType;
import custos.event.Commitment;
import custos.event.Internal;
import custos.store.CustomerRow;
import custos.store.HoldRow;
import custos.store.OpeningRow;
import custos.store.OwnerRow;
import custos.store.ReadSession;
import custos.store.RecordRow;
import custos.store.RowChange;
import custos.store.ShreddedRow;
import custos.vault.core.Core;
import custos.vault.rows.CustomerFile;
import custos.vault.rows.Events;
import custos.vault.rows.Slots;
import custos.vault.rows.VaultFault;
import custos.vault.rows.Write;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// What a law or a legal hold made the vault keep of an erased customer, as it stands. Classes
/// whose time is over are destroyed like the others were at the erasure: by their keys, with a
/// note.
final class Remnant {
    private final Core core;
    private final ReadSession read;
    private final CustomerRow row;
    private final Wraps wraps;
    private final List<RecordRow> records;
    private final List<ShreddedRow> notes;
    private final List<HoldRow> holds;

    Remnant(Core core, ReadSession read, CustomerRow row) {
        this.core = core;
        this.read = read;
        this.row = row;
        this.wraps = read.keys(row.no()).map(Wraps::parse).orElse(Wraps.empty());
        this.records = read.recordsBetween(Slots.firstRow(row.no()), Slots.endRow(row.no()));
        this.notes = read.shredded(row.no());
        this.holds = read.holds(row.no());
    }

    /// The numbers of her records on which a legal hold stands.
    Set<Long> held() {
        return holds.stream().map(HoldRow::record).collect(Collectors.toSet());
    }

    /// Whether a legal hold stands on a record of a class whose time is over otherwise.
    boolean isHeldBeyond(Expiry expiry) {
        return wraps.entries().stream()
                .map(Wraps.Entry::dataClass)
                .anyMatch(no -> isHeld(no) && expiry.isPast(no, records, notes));
    }

    private boolean isHeld(int classNo) {
        Set<Long> held = held();
        return records.stream()
                .anyMatch(record -> record.classNo() == classNo && held.contains(record.no()));
    }

    /// The classes of which the time is over.
    Set<Integer> past(Expiry expiry) {
        var past = new HashSet<Integer>();
        for (Wraps.Entry entry : wraps.entries()) {
            int classNo = entry.dataClass();
            if (!isHeld(classNo) && expiry.isPast(classNo, records, notes)) {
                past.add(classNo);
            }
        }
        return past;
    }

    /// Everything goes, then what still has to stay comes back.
    Write without(Set<Integer> past, Internal internal, int today) {
        var kept = new TreeMap<Long, RecordRow>();
        records.stream()
                .filter(record -> !past.contains(record.classNo()))
                .forEach(record -> kept.put(record.no(), record));
        var change = new Change(new TreeSet<>(past), wraps, kept, Set.of());
        return write(change, ActType.RETENTION_PURGED, internal, today);
    }

    /// The records among these that only their holds keep: they go with them.
    Set<Long> keptByHoldAlone(Set<Long> released) {
        return records.stream()
                .filter(record -> released.contains(record.no()) && isShredded(record.classNo()))
                .map(RecordRow::no)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private boolean isShredded(int classNo) {
        return notes.stream().anyMatch(note -> note.classNo() == classNo);
    }

    /// Ends holds. What the erasure left for them alone is destroyed: what others still hold of the
    /// same class is sealed anew under a next key, and the key before goes.
    Write release(Set<Long> released, Internal internal, int today) {
        Set<Long> going = keptByHoldAlone(released);
        var touched = new TreeSet<Integer>();
        var kept = new TreeMap<Long, RecordRow>();
        for (RecordRow record : records) {
            if (going.contains(record.no())) {
                touched.add(record.classNo());
            } else {
                kept.put(record.no(), record);
            }
        }
        Wraps left = wraps;
        try (var file =
                CustomerFile.of(
                        core.keys(), row, wraps, List.of(), core.keys().readings().begin())) {
            for (int classNo : touched) {
                left = resealed(file, classNo, left, kept);
            }
        }
        var change = new Change(touched, left, kept, released);
        return write(change, ActType.HOLD_RELEASED, internal, today);
    }

    private Wraps resealed(CustomerFile file, int classNo, Wraps left, Map<Long, RecordRow> kept) {
        List<RecordRow> staying =
                kept.values().stream().filter(record -> record.classNo() == classNo).toList();
        if (staying.isEmpty()) {
            return left;
        }
        int generation = latest(classNo) + 1;
        try (DataKey key = core.keys().newKey(row.no(), classNo, generation)) {
            staying.forEach(record -> kept.put(record.no(), file.resealed(record, key)));
            return left.with(classNo, generation, core.keys().keks().wrap(key));
        }
    }

    private int latest(int classNo) {
        return wraps.latest(classNo).orElseThrow().generation();
    }

    /// What is to become of it.
    ///
    /// @param destroyed classes of which every key that stands now goes
    /// @param with the keys that stand now and those that are new
    /// @param kept the records that stay
    /// @param released records whose holds end
    private record Change(
            Set<Integer> destroyed, Wraps with, TreeMap<Long, RecordRow> kept, Set<Long> released) {
        @Override
        public String toString() {
            return "Change[of " + kept.size() + " records]";
        }
    }

    private Write write(Change change, ActType act, Internal internal, int today) {
        var rows = new ArrayList<RowChange>();
        var erased = new ArrayList<Internal.Erased>();
        rows.add(new RowChange.DeleteCustomer(row.no(), row.version()));
        Wraps left = change.with();
        for (Wraps.Entry entry : wraps.entries()) {
            if (change.destroyed().contains(entry.dataClass())) {
                left = left.without(entry.dataClass(), entry.generation());
            }
        }
        if (!left.isEmpty()) {
            putBack(rows, left, change);
        }
        for (int classNo : change.destroyed()) {
            int upto = latest(classNo);
            rows.add(new RowChange.PutShredded(note(classNo, upto, today)));
            erased.add(new Internal.Erased.ClassOf(row.no(), classNo, upto));
        }
        if (change.destroyed().contains(core.schema().evidenceClass())) {
            erased.add(new Internal.Erased.OpeningsOf(row.no(), openings().size()));
        }
        byte[] c1 = Commitment.ofNoSubject();
        Events.Half half = Events.internal(core.keys(), internal.withErased(erased), c1);
        rows.add(half.row());
        return new Write(List.of(Act.of(act)), Commitment.of(c1, half.digest()), rows);
    }

    private void putBack(List<RowChange> rows, Wraps left, Change change) {
        rows.add(new RowChange.InsertCustomer(rowOver(List.copyOf(change.kept().values()))));
        rows.add(new RowChange.PutKeys(row.no(), left.bytes()));
        change.kept().values().forEach(record -> rows.add(new RowChange.InsertRecord(record)));
        holds.stream()
                .filter(hold -> change.kept().containsKey(hold.record()))
                .filter(hold -> !change.released().contains(hold.record()))
                .forEach(hold -> rows.add(new RowChange.PutHold(hold)));
        if (!change.destroyed().contains(core.schema().evidenceClass())) {
            rows.addAll(openings());
        }
    }

    private List<RowChange> openings() {
        long from = Slots.firstRow(row.no());
        long end = Slots.endRow(row.no());
        Map<Long, Long> owners = new HashMap<>();
        for (OwnerRow owner : read.ownersBetween(from, end)) {
            owners.put(owner.opening(), owner.idx());
        }
        var rows = new ArrayList<RowChange>();
        for (OpeningRow opening : read.openingsBetween(from, end)) {
            Long idx = owners.get(opening.no());
            if (idx == null) {
                throw new VaultFault.Damaged(
                        "what is kept of an erased customer has lost its leaf; `custos verify` names"
                                + " it");
            }
            rows.add(new RowChange.InsertOpeningOf(opening.no(), idx, opening.ct()));
        }
        return rows;
    }

    private CustomerRow rowOver(List<RecordRow> kept) {
        List<Head.Row> rows =
                kept.stream()
                        .map(record ->
                                new Head.Row(
                                        record.no(),
                                        Math.toIntExact(record.version()),
                                        SealedBody.parse(record.body()).seal()))
                        .toList();
        long version = row.version() + 1;
        var head = new Head(row.no(), Math.toIntExact(version), row.nextOpening() - 1, rows.size());
        return new CustomerRow(
                row.no(),
                version,
                row.activeDay(),
                row.nextRecord(),
                row.nextOpening(),
                core.keys().heads().seal(head, rows),
                BlindIndex.pack(List.of()));
    }

    private ShreddedRow note(int classNo, int upto, int today) {
        byte[] mac =
                core.keys().shreddings().mac(new Shreddings.Note(row.no(), classNo, upto, today));
        return new ShreddedRow(row.no(), classNo, upto, today, mac);
    }
}
