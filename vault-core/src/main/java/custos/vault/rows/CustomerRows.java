package custos.vault.rows;

import custos.customer.CustomerNumber;
import custos.store.CustomerRow;
import custos.store.DisclosedRow;
import custos.store.HoldRow;
import custos.store.OpeningRow;
import custos.store.OwnerRow;
import custos.store.ReadSession;
import custos.store.RecordRow;
import custos.store.ShreddedRow;
import custos.store.TombstoneRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Every row of one customer as of one instant, or of a number that has rows but no customer.
///
/// @param leaves the entries of the leaves that its openings and looks belong to, by number
public record CustomerRows(
        long no,
        Optional<CustomerRow> row,
        Optional<byte[]> wraps,
        List<RecordRow> records,
        List<OpeningRow> openings,
        List<OwnerRow> owners,
        List<DisclosedRow> disclosed,
        List<ShreddedRow> shredded,
        List<TombstoneRow> tombstones,
        List<HoldRow> holds,
        Map<Long, byte[]> leaves) {

    /// Reads all customers numbered from `from` up to, not including, `to`, and whatever rows lie
    /// among them without a customer.
    static List<CustomerRows> between(
            ReadSession read, List<CustomerRow> customers, long from, long to) {
        var building = new TreeMap<Long, Building>();
        customers.forEach(row -> at(building, row.no()).row = Optional.of(row));
        read.keysBetween(from, to)
                .forEach(row -> at(building, row.customer()).wraps = Optional.of(row.wraps()));
        long firstRow = Slots.firstRow(from);
        long endRow = to > CustomerNumber.LAST ? Long.MAX_VALUE : Slots.firstRow(to);
        read.recordsBetween(firstRow, endRow)
                .forEach(row -> at(building, Slots.customerOf(row.no())).records.add(row));
        read.openingsBetween(firstRow, endRow)
                .forEach(row -> at(building, Slots.customerOf(row.no())).openings.add(row));
        read.ownersBetween(firstRow, endRow)
                .forEach(row -> at(building, Slots.customerOf(row.opening())).owners.add(row));
        read.disclosedBetween(from, to)
                .forEach(row -> at(building, row.customer()).disclosed.add(row));
        read.tombstonesBetween(firstRow, endRow)
                .forEach(row -> at(building, Slots.customerOf(row.record())).tombstones.add(row));
        read.holdsBetween(firstRow, endRow, Integer.MAX_VALUE)
                .forEach(row -> at(building, Slots.customerOf(row.record())).holds.add(row));
        building.values().forEach(one -> one.readBeside(read));
        return building.values().stream().map(Building::done).toList();
    }

    private static Building at(Map<Long, Building> building, long no) {
        return building.computeIfAbsent(no, Building::new);
    }

    /// Reads one customer again.
    public static Optional<CustomerRows> again(ReadSession read, long no) {
        return between(read, read.customer(no).stream().toList(), no, no + 1).stream().findFirst();
    }

    public boolean isErased() {
        return !shredded.isEmpty();
    }

    /// Rows of one customer while they are being read.
    private static final class Building {
        private final long no;
        private Optional<CustomerRow> row = Optional.empty();
        private Optional<byte[]> wraps = Optional.empty();
        private final List<RecordRow> records = new ArrayList<>();
        private final List<OpeningRow> openings = new ArrayList<>();
        private final List<OwnerRow> owners = new ArrayList<>();
        private final List<DisclosedRow> disclosed = new ArrayList<>();
        private final List<TombstoneRow> tombstones = new ArrayList<>();
        private final List<HoldRow> holds = new ArrayList<>();
        private final Map<Long, byte[]> leaves = new TreeMap<>();
        private List<ShreddedRow> shredded = List.of();

        Building(long no) {
            this.no = no;
        }

        void readBeside(ReadSession read) {
            shredded = read.shredded(no);
            owners.forEach(owner -> readLeaf(read, owner.idx()));
            disclosed.forEach(look -> readLeaf(read, look.idx()));
        }

        private void readLeaf(ReadSession read, long idx) {
            if (!leaves.containsKey(idx)) {
                read.leaf(idx).ifPresent(entry -> leaves.put(idx, entry));
            }
        }

        CustomerRows done() {
            return new CustomerRows(
                    no,
                    row,
                    wraps,
                    records,
                    openings,
                    owners,
                    disclosed,
                    shredded,
                    tombstones,
                    holds,
                    leaves);
        }
    }

    @Override
    public String toString() {
        return "CustomerRows[" + no + "]";
    }
}
