package custos.vault.erasure;

import custos.customer.CustomerId;
import custos.customer.RecordId;
import custos.event.Actor;
import custos.event.Internal;
import custos.policy.AtErasure;
import custos.policy.ClassId;
import custos.policy.DataClass;
import custos.policy.KindId;
import custos.policy.Policy;
import custos.policy.ReasonUse;
import custos.policy.RecordKind;
import custos.store.HoldRow;
import custos.store.ReadSession;
import custos.store.RecordRow;
import custos.vault.core.Core;
import custos.vault.core.Upkeep;
import custos.vault.rows.CustomerFile;
import custos.vault.rows.Refusal;
import custos.vault.rows.Slots;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Legal holds: records that a court, an authority or a claim needs, and that nobody may destroy
/// until an officer lets them go (ADR 0018).
///
/// A hold never ends by itself: one that is overdue is listed until it is released. Of a customer
/// who was erased meanwhile a release destroys what the hold alone had kept.
public final class Holds {
    /// The longest that a hold may be set for.
    public static final Period LONGEST = Period.ofYears(10);

    /// The most records of one request, and of one leaf.
    public static final int MAX_RECORDS = 500;

    /// The most holds of one page.
    public static final int MAX_PAGE = 200;

    private final Core core;
    private final Upkeep upkeep;

    public Holds(Core core, Upkeep upkeep) {
        this.core = core;
        this.upkeep = upkeep;
    }

    /// What is to be held.
    public sealed interface Which {
        /// Records by id, at most [#MAX_RECORDS].
        record These(Collection<RecordId> records) implements Which {
            public These {
                records = List.copyOf(records);
            }
        }

        /// Every record of a class that stands today and is not held yet.
        record WholeClass(ClassId id) implements Which {}
    }

    /// Why, and until when.
    ///
    /// @param ground a reason code of the policy
    /// @param until the last day, after which the officer is told to release it
    /// @param note the matter's file number, or as much; sealed
    public record Wanted(String ground, LocalDate until, Optional<String> note) {
        /// Redacted: the note is the officer's own words.
        @Override
        public String toString() {
            return "Wanted[" + ground + ", until " + until + "]";
        }
    }

    /// A hold that stands.
    ///
    /// @param day of the record
    /// @param by who set it
    /// @param erased whether the customer was erased, so that a release destroys the record unless
    ///   a law keeps it
    /// @param overdue whether its last day is over
    public record Hold(
            CustomerId customer,
            RecordId record,
            KindId kind,
            ClassId dataClass,
            LocalDate day,
            String ground,
            LocalDate until,
            Actor by,
            Instant at,
            Optional<String> note,
            boolean erased,
            boolean overdue) {
        /// Redacted: the note is the officer's own words.
        @Override
        public String toString() {
            return "Hold[" + kind.value() + ", " + ground + ", until " + until + "]";
        }
    }

    /// A hold that stands and cannot be read: `verify` tells of it.
    public record Damaged(CustomerId customer, RecordId record) {}

    /// Some holds, and where the next begin.
    public record Page(List<Hold> items, List<Damaged> damaged, Optional<RecordId> next) {}

    /// A record that a hold may be set on.
    public record Choice(RecordId record, KindId kind, ClassId dataClass, LocalDate day) {}

    /// What may be held of a customer today.
    ///
    /// @param newest the newest records, at most [#MAX_PAGE]
    /// @param classes how many records each class has that are not held
    public record Choices(List<Choice> newest, Map<ClassId, Integer> classes) {}

    /// What was set.
    ///
    /// @param leaf the index of the leaf that records it, the last where it took more than one
    public record Placed(CustomerId customer, List<RecordId> records, long leaf) {}

    /// What a release did.
    ///
    /// @param destroyed the records that only their holds had kept of an erased customer
    /// @param physical whether the database's log is rid of them already; else it follows within
    ///   seconds of the last reader
    public record Released(
            CustomerId customer,
            LocalDate on,
            List<RecordId> records,
            List<RecordId> destroyed,
            long leaf,
            boolean physical) {}

    /// Sets a hold; durable on return.
    ///
    /// @throws Refusal.Conflict when a hold stands already on one of these, or on all of the class
    public Placed set(CustomerId id, Which which, Wanted wanted, Actor actor) {
        return new HoldSetting(core, wanted, actor).set(id, which);
    }

    /// Ends holds; durable on return. What only a hold had kept of an erased customer is destroyed
    /// with that.
    ///
    /// @param reason a reason code of the policy
    /// @throws Refusal.NotFound when no hold stands on one of the records
    public Released release(
            CustomerId id, Collection<RecordId> records, String reason, Actor actor) {
        core.policies().requireReason(ReasonUse.RELEASE, "reason", reason);
        return new HoldRelease(core, upkeep, Internal.by(actor).because(Optional.of(reason)))
                .release(id, numbers(core, id, records));
    }

    static Set<Long> numbers(Core core, CustomerId id, Collection<RecordId> records) {
        if (records.isEmpty() || records.size() > MAX_RECORDS) {
            throw new Refusal.BadField("records", "name 1 to " + MAX_RECORDS + " records");
        }
        long no = core.number(id);
        var numbers = new TreeSet<Long>();
        for (RecordId record : records) {
            long number = core.number(record);
            if (Slots.customerOf(number) != no) {
                throw new Refusal.NotFound("record");
            }
            numbers.add(number);
        }
        return numbers;
    }

    private LocalDate today() {
        return LocalDate.ofEpochDay(core.today());
    }

    /// Consents are proof of their own kind and kept as the policy says; totals follow purchases.
    static boolean canBeHeld(Policy policy, RecordRow row) {
        int slot = Slots.within(row.no());
        boolean proof =
                policy.classes().stream()
                        .anyMatch(known ->
                                known.number() == row.classNo()
                                        && known.atErasure() == AtErasure.EVIDENCE);
        return slot != Slots.TOTALS && slot != Slots.CONSENTS && !proof;
    }

    static List<RecordRow> rows(ReadSession read, long no) {
        return read.recordsBetween(Slots.firstRow(no), Slots.endRow(no));
    }

    /// A customer's holds, also of one who was erased.
    ///
    /// @param limit 1 to [#MAX_PAGE]
    public Page of(CustomerId id, Optional<RecordId> from, int limit) {
        long no = core.number(id);
        try (ReadSession read = core.store().read()) {
            if (read.customer(no).isEmpty() && read.shredded(no).isEmpty()) {
                throw new Refusal.NotFound("customer");
            }
            return page(read, start(from, Slots.firstRow(no)), Slots.endRow(no), limit);
        }
    }

    /// Everybody's holds.
    ///
    /// @param from where the page begins, from the page before
    /// @param limit 1 to [#MAX_PAGE]
    public Page all(Optional<RecordId> from, int limit) {
        try (ReadSession read = core.store().read()) {
            return page(read, start(from, 0), Long.MAX_VALUE, limit);
        }
    }

    private long start(Optional<RecordId> from, long otherwise) {
        try {
            return Math.max(otherwise, from.map(core::number).orElse(otherwise));
        } catch (Refusal.NotFound e) {
            throw new Refusal.BadField("cursor", "this is no cursor of this list");
        }
    }

    private Page page(ReadSession read, long from, long to, int limit) {
        if (limit < 1 || limit > MAX_PAGE) {
            throw new Refusal.BadField("limit", "holds are read 1 to " + MAX_PAGE + " at a time");
        }
        List<HoldRow> rows = read.holdsBetween(from, to, limit + 1);
        var erased = new HashMap<Long, Boolean>();
        var items = new ArrayList<Hold>();
        var damaged = new ArrayList<Damaged>();
        for (HoldRow row : rows.subList(0, Math.min(limit, rows.size()))) {
            hold(read, row, erased)
                    .ifPresentOrElse(
                            items::add,
                            () ->
                                    damaged.add(
                                            new Damaged(
                                                    core.customerId(row.customer()),
                                                    core.recordId(row.record()))));
        }
        return new Page(
                items,
                damaged,
                rows.size() > limit
                        ? Optional.of(core.recordId(rows.getLast().record()))
                        : Optional.empty());
    }

    private Optional<Hold> hold(ReadSession read, HoldRow row, Map<Long, Boolean> erased) {
        Optional<Choice> held =
                read.record(row.record())
                        .flatMap(record -> choice(core.policies().current(), record));
        Optional<HoldTerms> terms = HoldTerms.find(core.keys().rows(), row);
        boolean gone =
                erased.computeIfAbsent(
                        row.customer(), no -> core.policies().isErased(read.shredded(no)));
        return held.flatMap(of -> terms.map(said -> hold(row.customer(), of, said, gone)));
    }

    private Hold hold(long customer, Choice held, HoldTerms terms, boolean erased) {
        return new Hold(
                core.customerId(customer),
                held.record(),
                held.kind(),
                held.dataClass(),
                held.day(),
                terms.ground(),
                terms.until(),
                terms.by(),
                terms.at(),
                terms.note(),
                erased,
                terms.isOverdue(today()));
    }

    private Optional<Choice> choice(Policy policy, RecordRow row) {
        return policy.kind(row.kind())
                .map(RecordKind::id)
                .flatMap(kind ->
                        policy.classes().stream()
                                .filter(known -> known.number() == row.classNo())
                                .findFirst()
                                .map(known ->
                                        new Choice(
                                                core.recordId(row.no()),
                                                kind,
                                                known.id(),
                                                LocalDate.ofEpochDay(row.day()))));
    }

    /// What a hold may be set on today; nothing is opened to tell.
    public Choices choices(CustomerId id) {
        Policy policy = core.policies().current();
        long no = core.number(id);
        try (ReadSession read = core.store().read();
                CustomerFile _ = core.file(read, no)) {
            Set<Long> standing =
                    read.holds(no).stream().map(HoldRow::record).collect(Collectors.toSet());
            List<Choice> free =
                    rows(read, no).reversed().stream()
                            .filter(row -> canBeHeld(policy, row) && !standing.contains(row.no()))
                            .flatMap(row -> choice(policy, row).stream())
                            .toList();
            var classes = new LinkedHashMap<ClassId, Integer>();
            for (DataClass known : policy.classes()) {
                long count =
                        free.stream().filter(one -> one.dataClass().equals(known.id())).count();
                if (count > 0) {
                    classes.put(known.id(), (int) count);
                }
            }
            return new Choices(free.stream().limit(MAX_PAGE).toList(), classes);
        }
    }

    /// The holds of which the last day is over, of everybody.
    ///
    /// @param max how many are named at most
    public List<Hold> overdue(int max) {
        var found = new ArrayList<Hold>();
        Optional<RecordId> from = Optional.empty();
        do {
            Page page = all(from, MAX_PAGE);
            page.items().stream()
                    .filter(Hold::overdue)
                    .limit(max - found.size())
                    .forEach(found::add);
            from = page.next();
        } while (from.isPresent() && found.size() < max);
        return found;
    }
}
