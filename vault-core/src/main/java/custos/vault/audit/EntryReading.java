package custos.vault.audit;

import custos.crypto.CryptoFault;
import custos.crypto.LedgerHalf;
import custos.event.Leaf;
import custos.store.DisclosedRow;
import custos.store.ReadSession;
import custos.vault.core.Core;
import custos.vault.core.Sight;
import custos.vault.rows.CustomerFile;
import custos.vault.rows.OpenedLeaf;
import custos.vault.rows.Slots;
import custos.vault.rows.VaultFault;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Opens the customers' halves of one entry, each proven to belong to it. For one thread.
final class EntryReading {
    private final Core core;
    private final ReadSession read;
    private final long idx;
    private final Sight sight;
    private int closed;

    EntryReading(Core core, ReadSession read, long idx, Sight sight) {
        this.core = core;
        this.read = read;
        this.idx = idx;
        this.sight = sight;
    }

    /// The first halves of a leaf, by customer.
    List<ShownOpening> first(Leaf leaf, int limit) {
        var shown = new ArrayList<ShownOpening>();
        if (LogScan.isOfLooks(leaf)) {
            for (DisclosedRow row : read.disclosedOf(idx, limit)) {
                open(row.customer(), 0, row.ct()).ifPresentOrElse(shown::add, () -> closed++);
            }
            return shown;
        }
        read.openingsOf(idx).stream()
                .limit(limit)
                .forEach(no ->
                        read.opening(no)
                                .flatMap(ct -> open(Slots.customerOf(no), no, ct))
                                .ifPresentOrElse(shown::add, () -> closed++));
        return shown;
    }

    /// Halves that stand but do not open or do not belong to the leaf: `verify` tells which.
    int closed() {
        return closed;
    }

    private Optional<ShownOpening> open(long customer, long opening, byte[] ct) {
        Optional<CustomerFile> known = CustomerFile.read(read, core.keys(), customer);
        if (known.isEmpty()) {
            return Optional.empty();
        }
        try (CustomerFile file = known.get()) {
            int evidence = core.schema().evidenceClass();
            LedgerHalf half = file.openOpening(evidence, opening, ct);
            boolean erased = core.policies().isErased(read.shredded(customer));
            return Optional.of(
                    ShownOpening.of(
                            core, OpenedLeaf.at(read, core.keys(), idx, half), erased, sight));
        } catch (CryptoFault
                | VaultFault.Damaged
                | IllegalArgumentException
                | DateTimeException e) {
            // Damage is shown as such and does not take the rest of the page with it.
            return Optional.empty();
        }
    }
}
