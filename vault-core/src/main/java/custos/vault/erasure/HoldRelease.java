package custos.vault.erasure;

import custos.customer.CustomerId;
import custos.customer.RecordId;
import custos.event.ActType;
import custos.event.Internal;
import custos.store.RecordRow;
import custos.store.RowChange;
import custos.vault.core.Core;
import custos.vault.core.Ledger;
import custos.vault.core.Upkeep;
import custos.vault.rows.Refusal;
import custos.vault.rows.VaultFault;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/// Lets records of one customer go. Of somebody who was erased this goes on with the erasure. For
/// one use.
final class HoldRelease {
    private final Core core;
    private final Upkeep upkeep;
    private final Internal why;

    HoldRelease(Core core, Upkeep upkeep, Internal why) {
        this.core = core;
        this.upkeep = upkeep;
        this.why = why;
    }

    Holds.Released release(CustomerId id, Set<Long> records) {
        try {
            HoldLeaf done = core.changeWhole(core.number(id), changing -> letGo(changing, records));
            return released(id, records, Set.of(), done.leaf(), true);
        } catch (Refusal.Erased e) {
            return ofErased(id, records);
        }
    }

    private Holds.Released released(
            CustomerId id, Set<Long> records, Set<Long> gone, long leaf, boolean physical) {
        LocalDate today = LocalDate.ofEpochDay(core.today());
        return new Holds.Released(id, today, ids(records), ids(gone), leaf, physical);
    }

    private List<RecordId> ids(Collection<Long> numbers) {
        return numbers.stream().map(core::recordId).toList();
    }

    private Core.Prepared<HoldLeaf> letGo(Core.Changing changing, Set<Long> records) {
        requireHeld(HoldLeaf.held(changing), records);
        var rows = new ArrayList<RecordRow>();
        for (long number : records) {
            rows.add(
                    changing.read()
                            .record(number)
                            .orElseThrow(() ->
                                    new VaultFault.Damaged(
                                            "a legal hold has lost its record; `custos"
                                                    + " verify` says what to do")));
            changing.draft().also(new RowChange.DeleteHold(number, changing.file().no()));
        }
        return HoldLeaf.of(changing, ActType.HOLD_RELEASED, rows, why);
    }

    private static void requireHeld(Set<Long> held, Set<Long> records) {
        if (!held.containsAll(records)) {
            throw noSuchHold();
        }
    }

    private static Refusal.NotFound noSuchHold() {
        return new Refusal.NotFound("hold on this record");
    }

    private Holds.Released ofErased(CustomerId id, Set<Long> records) {
        var gone = new TreeSet<Long>();
        OptionalLong idx =
                RemnantChange.land(
                        core,
                        core.number(id),
                        remnant -> {
                            requireHeld(remnant.held(), records);
                            gone.clear();
                            gone.addAll(remnant.keptByHoldAlone(records));
                            return Optional.of(remnant.release(records, why, core.today()));
                        });
        long leaf = Ledger.index(idx.orElseThrow(HoldRelease::noSuchHold));
        boolean physical = gone.isEmpty() || core.store().truncateLog();
        if (!physical) {
            upkeep.emptyLogSoon();
        }
        return released(id, records, gone, leaf, physical);
    }
}
