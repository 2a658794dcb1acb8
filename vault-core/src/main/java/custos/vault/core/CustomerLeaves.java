package custos.vault.core;

import custos.store.DisclosedRow;
import custos.store.OpeningRow;
import custos.store.OwnerRow;
import custos.store.ReadSession;
import custos.vault.rows.CustomerFile;
import custos.vault.rows.OpenedBatch;
import custos.vault.rows.OpenedLeaf;
import custos.vault.rows.Slots;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;

/// The leaves that concern one customer, as of one instant. Finding them opens nothing; each is
/// proven when it is opened.
public final class CustomerLeaves {
    private final Core core;
    private final ReadSession read;
    private final CustomerFile file;

    public CustomerLeaves(Core core, ReadSession read, CustomerFile file) {
        this.core = core;
        this.read = read;
        this.file = file;
    }

    /// Where a leaf's customer half lies.
    ///
    /// @param opening the opening's number; 0 for a look, which is no change of the customer
    public record Place(long idx, long opening, byte[] ct) {
        private static final Comparator<Place> OLDEST_FIRST =
                Comparator.comparingLong(Place::idx).thenComparingLong(Place::opening);

        public boolean isLook() {
            return opening == 0;
        }
    }

    /// What changed, oldest first.
    ///
    /// @throws VaultFault.Damaged when an opening has no leaf
    public List<Place> changes() {
        long from = Slots.firstRow(file.no());
        long to = Slots.endRow(file.no());
        var owners = new HashMap<Long, Long>();
        for (OwnerRow owner : read.ownersBetween(from, to)) {
            owners.put(owner.opening(), owner.idx());
        }
        var places = new ArrayList<Place>();
        for (OpeningRow row : read.openingsBetween(from, to)) {
            Long idx = owners.get(row.no());
            if (idx == null) {
                throw OpenedLeaf.unowned();
            }
            places.add(new Place(idx, row.no(), row.ct()));
        }
        return places;
    }

    /// Who looked, oldest first.
    public List<Place> looks() {
        var places = new ArrayList<Place>();
        for (DisclosedRow row : read.disclosed(file.no())) {
            places.add(new Place(row.idx(), 0, row.ct()));
        }
        return places;
    }

    /// Both, newest first.
    public List<Place> newestFirst() {
        var places = new ArrayList<>(changes());
        places.addAll(looks());
        places.sort(Collections.reverseOrder(Place.OLDEST_FIRST));
        return places;
    }

    /// @throws VaultFault.Damaged when the leaf does not commit to it
    public OpenedLeaf open(Place place) {
        return open(place, new OpenedBatch.Recent());
    }

    /// @param batches those that were opened lately
    /// @throws VaultFault.Damaged when the leaf does not commit to it
    public OpenedLeaf open(Place place, OpenedBatch.Recent batches) {
        var half = file.openOpening(core.schema().evidenceClass(), place.opening(), place.ct());
        return OpenedLeaf.at(read, place.idx(), half, idx -> batches.at(read, core.keys(), idx));
    }
}
