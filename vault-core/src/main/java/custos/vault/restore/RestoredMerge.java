package custos.vault.restore;

import custos.event.ActType;
import custos.store.RecordRow;
import custos.vault.rows.CustomerFile;
import custos.vault.rows.Slots;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/// What a restore has to know of merges.
final class RestoredMerge {
    private RestoredMerge() {}

    /// Whether these records are of a customer who goes on in another, and is found as that one.
    static boolean isMerged(Collection<RecordRow> records) {
        return records.stream()
                .filter(row -> Slots.within(row.no()) == Slots.MERGED)
                .anyMatch(CustomerFile::marks);
    }

    /// Whether the last merge was undone after the data bundle was made: its copies are gone, so
    /// the customer stands for herself again.
    static boolean isUndone(List<RestoredConsents.Past> history) {
        return history.stream()
                .filter(RestoredConsents.Past::since)
                .sorted(Comparator.comparingLong(RestoredConsents.Past::leaf))
                .map(past -> past.act().type())
                .filter(type -> type == ActType.CUSTOMER_MERGED || type == ActType.MERGE_UNDONE)
                .reduce((_, last) -> last)
                .filter(ActType.MERGE_UNDONE::equals)
                .isPresent();
    }
}
