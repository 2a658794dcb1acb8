package custos.vault.restore;

import custos.crypto.CryptoFault;
import custos.crypto.LedgerHalf;
import custos.event.Commitment;
import custos.event.Leaf;
import custos.event.Subject;
import custos.store.OpeningRow;
import custos.store.ReadSession;
import custos.store.RowChange;
import custos.vault.rows.CustomerFile;
import custos.vault.rows.Kinds;
import custos.vault.rows.OpenedLeaf;
import custos.vault.rows.Slots;
import custos.vault.rows.VaultFault;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.TreeMap;

/// The openings of one customer in a restore, each put back to the leaf that commits to it, and
/// what they tell. For one use.
final class RestoredOpenings {
    private final RestoredCustomer.Restoring restoring;
    private final RestoredCustomer.Source source;
    private final CustomerFile file;
    private final long no;
    private int lastOpening;

    final List<RowChange> rows = new ArrayList<>();
    final List<RestoredConsents.Past> history = new ArrayList<>();

    RestoredOpenings(
            RestoredCustomer.Restoring restoring,
            RestoredCustomer.Source source,
            CustomerFile file) {
        this.restoring = restoring;
        this.source = source;
        this.file = file;
        this.no = source.row().no();
    }

    /// The highest number of an opening within the customer, 0 when there is none.
    int last() {
        return lastOpening;
    }

    /// Puts back the openings of both bundles.
    ///
    /// @return how many do not open or have no leaf
    int putBack(ReadSession read) {
        var all = new TreeMap<Long, OpeningRow>();
        source.openings().forEach(row -> all.put(row.no(), row));
        // Of the same opening the data bundle's is taken: its key is kept as long as the bundle is.
        source.later().forEach(row -> all.putIfAbsent(row.no(), row));
        int closed = 0;
        for (OpeningRow row : all.values()) {
            lastOpening = Math.max(lastOpening, Slots.within(row.no()));
            if (!opened(read, row)) {
                closed++;
            }
        }
        return closed;
    }

    private boolean opened(ReadSession read, OpeningRow row) {
        LedgerHalf half;
        Subject subject;
        try {
            half = file.openOpening(evidenceClass(), row.no(), row.ct());
            subject = Subject.parse(half.text());
        } catch (CryptoFault | IllegalArgumentException | DateTimeException e) {
            return false;
        }
        OptionalLong leaf = leafOf(read, half, subject);
        if (leaf.isEmpty() || subject.customer() != no) {
            return false;
        }
        rows.add(new RowChange.InsertOpeningOf(row.no(), leaf.getAsLong(), row.ct()));
        Leaf entry = Leaf.parse(read.leaf(leaf.getAsLong()).orElseThrow());
        boolean since = Slots.within(row.no()) >= source.row().nextOpening();
        for (Subject.Part part : subject.parts()) {
            if (part.act() >= 0 && part.act() < entry.acts().size()) {
                history.add(
                        new RestoredConsents.Past(
                                entry.acts().get(part.act()),
                                part,
                                subject.recorded(),
                                leaf.getAsLong(),
                                since));
            }
        }
        return true;
    }

    private int evidenceClass() {
        return Kinds.classNo(restoring.policy(), Kinds.of(restoring.policy(), Kinds.CONSENTS));
    }

    private OptionalLong leafOf(ReadSession read, LedgerHalf half, Subject subject) {
        byte[] c1 = Commitment.ofSubject(half.key(), half.text());
        byte[] sought = subject.place().isPresent() ? c1 : Commitment.of(c1, half.other());
        long[] found = {-1};
        restoring
                .leaves()
                .each(
                        sought,
                        idx -> {
                            if (found[0] < 0 && commits(read, idx, half)) {
                                found[0] = idx;
                            }
                        });
        return found[0] < 0 ? OptionalLong.empty() : OptionalLong.of(found[0]);
    }

    private boolean commits(ReadSession read, long idx, LedgerHalf half) {
        try {
            OpenedLeaf.at(
                    read,
                    idx,
                    half,
                    batch -> restoring.batches().at(read, restoring.keys(), batch));
            return true;
        } catch (VaultFault.Damaged | CryptoFault | IllegalArgumentException e) {
            return false;
        }
    }
}
