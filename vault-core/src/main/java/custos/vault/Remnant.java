package custos.vault;

import custos.crypto.BlindIndex;
import custos.crypto.Head;
import custos.crypto.SealedBody;
import custos.crypto.Shreddings;
import custos.crypto.Wraps;
import custos.event.Act;
import custos.event.ActType;
import custos.event.Commitment;
import custos.event.Internal;
import custos.store.CustomerRow;
import custos.store.OpeningRow;
import custos.store.OwnerRow;
import custos.store.ReadSession;
import custos.store.RecordRow;
import custos.store.RowChange;
import custos.store.ShreddedRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What a law made the vault keep of an erased customer, as it stands. Classes whose time is over
/// are destroyed like the others were at the erasure: by their keys, with a note.
final class Remnant {
    private final Core core;
    private final ReadSession read;
    private final CustomerRow row;
    private final Wraps wraps;
    private final List<RecordRow> records;
    private final List<ShreddedRow> notes;

    Remnant(Core core, ReadSession read, CustomerRow row) {
        this.core = core;
        this.read = read;
        this.row = row;
        this.wraps = read.keys(row.no()).map(Wraps::parse).orElse(Wraps.empty());
        this.records = read.recordsBetween(Slots.firstRow(row.no()), Slots.endRow(row.no()));
        this.notes = read.shredded(row.no());
    }

    /// The classes of which the time is over.
    Set<Integer> past(Expiry expiry) {
        var past = new HashSet<Integer>();
        for (Wraps.Entry entry : wraps.entries()) {
            if (expiry.isPast(entry.dataClass(), records, notes)) {
                past.add(entry.dataClass());
            }
        }
        return past;
    }

    /// Everything goes, then what still has to stay comes back.
    Write without(Set<Integer> past, Internal internal, int today) {
        var rows = new ArrayList<RowChange>();
        var erased = new ArrayList<Internal.Erased>();
        rows.add(new RowChange.DeleteCustomer(row.no(), row.version()));
        Wraps left = wraps;
        for (int classNo : past) {
            left = left.without(classNo);
        }
        if (!left.isEmpty()) {
            putBack(rows, left, past);
        }
        for (int classNo : past) {
            int upto = wraps.latest(classNo).orElseThrow().generation();
            rows.add(new RowChange.PutShredded(note(classNo, upto, today)));
            erased.add(new Internal.Erased.ClassOf(row.no(), classNo, upto));
        }
        if (past.contains(core.schema().evidenceClass())) {
            erased.add(new Internal.Erased.OpeningsOf(row.no(), openings().size()));
        }
        byte[] c1 = Commitment.ofNoSubject();
        Events.Half half = Events.internal(core.keys(), internal.withErased(erased), c1);
        rows.add(half.row());
        return new Write(
                List.of(Act.of(ActType.RETENTION_PURGED)), Commitment.of(c1, half.digest()), rows);
    }

    private void putBack(List<RowChange> rows, Wraps left, Set<Integer> past) {
        List<RecordRow> kept =
                records.stream().filter(record -> !past.contains(record.classNo())).toList();
        rows.add(new RowChange.InsertCustomer(rowOver(kept)));
        rows.add(new RowChange.PutKeys(row.no(), left.bytes()));
        kept.forEach(record -> rows.add(new RowChange.InsertRecord(record)));
        if (!past.contains(core.schema().evidenceClass())) {
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
