package custos.vault.erasure;

import custos.customer.CustomerId;
import custos.customer.PlainText;
import custos.customer.RecordId;
import custos.event.ActType;
import custos.event.Actor;
import custos.event.Internal;
import custos.policy.ClassId;
import custos.policy.DataClass;
import custos.policy.Policy;
import custos.policy.ReasonUse;
import custos.store.RecordRow;
import custos.store.RowChange;
import custos.vault.core.Core;
import custos.vault.rows.Refusal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// Sets holds on records of one customer, all or none of those that were named. For one use.
final class HoldSetting {
    private static final int MAX_NOTE = 200;

    private final Core core;
    private final Holds.Wanted wanted;
    private final Actor actor;

    HoldSetting(Core core, Holds.Wanted wanted, Actor actor) {
        this.core = core;
        this.wanted = checked(core, wanted);
        this.actor = actor;
    }

    private static Holds.Wanted checked(Core core, Holds.Wanted wanted) {
        core.policies().requireReason(ReasonUse.HOLD, "ground", wanted.ground());
        LocalDate today = LocalDate.ofEpochDay(core.today());
        LocalDate last = today.plus(Holds.LONGEST);
        if (!wanted.until().isAfter(today) || wanted.until().isAfter(last)) {
            throw new Refusal.BadField("until", "a hold ends after today and not after " + last);
        }
        try {
            return new Holds.Wanted(
                    wanted.ground(),
                    wanted.until(),
                    wanted.note()
                            .filter(text -> !text.isBlank())
                            .map(text -> PlainText.line("a hold's note", text, 1, MAX_NOTE)));
        } catch (IllegalArgumentException e) {
            throw new Refusal.BadField("note", String.valueOf(e.getMessage()));
        }
    }

    Holds.Placed set(CustomerId id, Holds.Which which) {
        return switch (which) {
            case Holds.Which.These(Collection<RecordId> records) -> {
                Set<Long> numbers = Holds.numbers(core, id, records);
                HoldLeaf set = set(id, changing -> these(changing, numbers));
                yield placed(id, set.records(), set.leaf());
            }
            case Holds.Which.WholeClass(ClassId dataClass) -> wholeClass(id, dataClass);
        };
    }

    private Holds.Placed placed(CustomerId id, List<Long> records, long leaf) {
        return new Holds.Placed(id, records.stream().map(core::recordId).toList(), leaf);
    }

    private Holds.Placed wholeClass(CustomerId id, ClassId dataClass) {
        DataClass known =
                core.policies()
                        .current()
                        .dataClass(dataClass)
                        .orElseThrow(() ->
                                new Refusal.BadField("class", "the policy has no such class"));
        var all = new ArrayList<Long>();
        long leaf = -1;
        HoldLeaf some;
        do {
            boolean first = all.isEmpty();
            some = set(id, changing -> ofClass(changing, known, first));
            all.addAll(some.records());
            leaf = Math.max(leaf, some.leaf());
        } while (some.records().size() == Holds.MAX_RECORDS);
        return placed(id, all, leaf);
    }

    private interface Choosing {
        List<RecordRow> choose(Core.Changing changing);
    }

    private List<RecordRow> these(Core.Changing changing, Set<Long> numbers) {
        Policy policy = core.policies().current();
        Set<Long> held = HoldLeaf.held(changing);
        var rows = new ArrayList<RecordRow>();
        for (long number : numbers) {
            RecordRow row =
                    changing.read()
                            .record(number)
                            .orElseThrow(() -> new Refusal.NotFound("record"));
            if (!Holds.canBeHeld(policy, row)) {
                throw new Refusal.BadField(
                        "records", "the vault makes this record itself; it cannot be held");
            }
            if (held.contains(number)) {
                throw new Refusal.Conflict("held", "a legal hold stands on this record already");
            }
            rows.add(row);
        }
        return rows;
    }

    private List<RecordRow> ofClass(Core.Changing changing, DataClass dataClass, boolean first) {
        Policy policy = core.policies().current();
        List<RecordRow> all =
                Holds.rows(changing.read(), changing.file().no()).stream()
                        .filter(row -> row.classNo() == dataClass.number())
                        .filter(row -> Holds.canBeHeld(policy, row))
                        .toList();
        Set<Long> held = HoldLeaf.held(changing);
        List<RecordRow> free = all.stream().filter(row -> !held.contains(row.no())).toList();
        if (first && all.isEmpty()) {
            throw new Refusal.BadField(
                    "class", "this customer has no record of this class that can be held");
        }
        if (first && free.isEmpty()) {
            throw new Refusal.Conflict(
                    "held", "a legal hold stands on every record of this class already");
        }
        return free.stream().limit(Holds.MAX_RECORDS).toList();
    }

    private HoldLeaf set(CustomerId id, Choosing choosing) {
        return core.change(
                core.number(id),
                OptionalLong.empty(),
                changing -> {
                    List<RecordRow> rows = choosing.choose(changing);
                    var terms =
                            new HoldTerms(
                                    wanted.ground(),
                                    wanted.until(),
                                    actor,
                                    changing.now(),
                                    wanted.note());
                    for (RecordRow row : rows) {
                        var hold = terms.row(core.keys().rows(), row.no());
                        changing.draft().also(new RowChange.PutHold(hold));
                    }
                    return HoldLeaf.of(changing, ActType.HOLD_SET, rows, internal());
                });
    }

    /// The day outlives the customer with the rest of this half.
    private Internal internal() {
        return Internal.by(actor)
                .because(Optional.of(wanted.ground()))
                .about(Optional.of("until " + wanted.until()));
    }
}
