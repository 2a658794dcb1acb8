package custos.vault.merges;

import custos.consent.ConsentBook;
import custos.consent.ConsentKey;
import custos.consent.ConsentState;
import custos.customer.CustomerId;
import custos.customer.FieldValue;
import custos.customer.RecordId;
import custos.event.Actor;
import custos.policy.ChannelId;
import custos.policy.FieldId;
import custos.policy.Policy;
import custos.policy.Purpose;
import custos.policy.PurposeId;
import custos.store.ReadSession;
import custos.store.RecordRow;
import custos.vault.core.Core;
import custos.vault.customers.Customers;
import custos.vault.customers.Finder;
import custos.vault.rows.CustomerFile;
import custos.vault.rows.Kinds;
import custos.vault.rows.Refusal;
import custos.vault.writer.Disclosures;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/// Joins two customers who are one person (ADR 0027). What one of them has is copied to the other
/// under that one's keys; the most restrictive consent wins. Who was merged away is hidden for
/// thirty days, in which the merge can be taken back, and then destroyed.
public final class Merging {
    private static final PurposeId SERVICE = new PurposeId("service");

    private final Core core;
    private final Finder finder;
    private final Customers customers;
    private final MergeEnding ending;

    public Merging(Core core, Finder finder, Customers customers, Disclosures disclosures) {
        this.core = core;
        this.finder = finder;
        this.customers = customers;
        this.ending = new MergeEnding(core, finder, disclosures);
    }

    /// Whose value stands.
    public enum Side {
        /// Of the customer who stays.
        STAYS,
        /// Of the one who is merged into her.
        GOES
    }

    /// One field of the two, and whose value would stand.
    ///
    /// @param stays the value of who stays
    /// @param goes the value of who goes
    /// @param stands whose value stands by what was chosen, or by itself
    public record Row(
            FieldId field, Optional<FieldValue> stays, Optional<FieldValue> goes, Side stands) {
        /// Whether both have a value, and another: then there is one to choose.
        public boolean isOpen() {
            return stays.isPresent() && goes.isPresent() && !stays.equals(goes);
        }

        /// Redacted: values are personal data.
        @Override
        public String toString() {
            return "Row[" + field.value() + ", " + stands + "]";
        }
    }

    /// A consent of the two, and what it comes to.
    public record Joined(
            PurposeId purpose,
            ChannelId channel,
            ConsentState stays,
            ConsentState goes,
            ConsentState result) {
        /// Whether it stands otherwise for the customer who stays.
        public boolean changes() {
            return !stays.code().equals(result.code());
        }
    }

    /// Two customers side by side, and what a merge makes of them. Nothing is changed by it.
    ///
    /// @param open the fields whose values may be seen, those of the purpose `service`
    /// @param records how many records are copied
    /// @param doubtful two birth dates differ: they may be two people
    /// @param objections of either, which stand
    /// @param restricted whether use of the data is restricted afterwards
    public record Comparison(
            CustomerId stays,
            long staysVersion,
            CustomerId goes,
            long goesVersion,
            List<Row> rows,
            Set<FieldId> open,
            List<Joined> consents,
            List<PurposeId> objections,
            boolean restricted,
            int records,
            boolean doubtful) {
        public Comparison {
            rows = List.copyOf(rows);
            open = Set.copyOf(open);
            consents = List.copyOf(consents);
            objections = List.copyOf(objections);
        }

        /// Redacted: values are personal data.
        @Override
        public String toString() {
            return "Comparison[" + stays.value() + ", " + goes.value() + "]";
        }
    }

    /// What is to be merged.
    ///
    /// @param chosen whose value stands where both have another one; by itself where none is named
    /// @param staysVersion the version that the caller saw, if it matters
    public record Wanted(
            CustomerId stays,
            OptionalLong staysVersion,
            CustomerId goes,
            OptionalLong goesVersion,
            Map<FieldId, Side> chosen) {
        public Wanted {
            chosen = Map.copyOf(chosen);
        }
    }

    /// A merge that landed.
    ///
    /// @param merge what [#undo] takes
    /// @param until the last day on which it can be taken back
    public record Merged(
            CustomerId id,
            CustomerId gone,
            RecordId merge,
            long version,
            long leaf,
            int records,
            LocalDate until) {}

    /// A merge that can still be taken back.
    public record Undoable(RecordId merge, CustomerId gone, LocalDate until) {}

    /// A merge that was taken back.
    ///
    /// @param back the customer who stands for herself again
    public record Undone(CustomerId id, CustomerId back, long leaf) {}

    /// Puts two customers side by side; opens what serves them, as a look in the ledger.
    ///
    /// @throws Refusal.BadField when they are one and the same
    public Comparison compare(
            CustomerId stays, CustomerId goes, Map<FieldId, Side> chosen, Actor actor) {
        Policy policy = core.policies().current();
        requireTwo(stays, goes);
        customers.openFor(stays, SERVICE, actor);
        customers.openFor(goes, SERVICE, actor);
        long staysNo = core.number(stays);
        long goesNo = core.number(goes);
        Instant now = core.now();
        try (ReadSession read = core.store().read();
                CustomerFile one = core.file(read, staysNo);
                CustomerFile other = core.file(read, goesNo)) {
            var plan = new MergePlan(policy, one, other, chosen, now);
            ConsentBook book = plan.result().book();
            return new Comparison(
                    stays,
                    one.contentVersion(),
                    goes,
                    other.contentVersion(),
                    plan.rows(),
                    policy.purpose(SERVICE).map(Purpose::fields).orElse(Set.of()),
                    joined(plan, now),
                    List.copyOf(book.objections().keySet()),
                    book.restrictedSince().isPresent(),
                    MergeWrite.copied(read, policy, goesNo).size(),
                    plan.doubtful());
        }
    }

    private static List<Joined> joined(MergePlan plan, Instant now) {
        var keys = new TreeSet<>(plan.stays().book().states().keySet());
        keys.addAll(plan.goes().book().states().keySet());
        var joined = new ArrayList<Joined>();
        for (ConsentKey key : keys) {
            joined.add(
                    new Joined(
                            key.purpose(),
                            key.channel(),
                            plan.stays().book().state(key, now),
                            plan.goes().book().state(key, now),
                            plan.result().book().state(key, now)));
        }
        return joined;
    }

    private static void requireTwo(CustomerId stays, CustomerId goes) {
        if (stays.equals(goes)) {
            throw new Refusal.BadField("customer", "a customer is not merged with herself");
        }
    }

    /// Merges two customers; durable on return.
    ///
    /// @throws Refusal.Stale when one of them has another version than the caller saw
    public Merged merge(Wanted wanted, Actor actor) {
        requireTwo(wanted.stays(), wanted.goes());
        return new MergeWrite(core, finder, actor)
                .merge(wanted, core.number(wanted.stays()), core.number(wanted.goes()));
    }

    /// The merges into a customer that can still be taken back, latest first.
    public List<Undoable> undoable(CustomerId id) {
        Policy policy = core.policies().current();
        if (policy.kind(Kinds.MERGE).isEmpty()) {
            return List.of();
        }
        long no = core.number(id);
        LocalDate today = LocalDate.ofEpochDay(core.today());
        try (ReadSession read = core.store().read();
                CustomerFile file = core.file(read, no)) {
            return MergeUndoing.records(read, policy, no).reversed().stream()
                    .map(row -> undoable(file, row))
                    .filter(one -> !one.until().isBefore(today))
                    .toList();
        }
    }

    private Undoable undoable(CustomerFile file, RecordRow row) {
        MergeUndo undo = MergeUndo.of(file.open(row));
        return new Undoable(core.recordId(row.no()), core.customerId(undo.gone()), undo.until());
    }

    /// Takes a merge back: both stand as before; durable on return.
    ///
    /// @throws Refusal.Conflict when the thirty days are over, or one of them was touched since,
    ///   with what was touched: `touched-fields`, `touched-consents` or `touched-records`
    public Undone undo(CustomerId id, RecordId merge, Actor actor) {
        return new MergeUndoing(core, finder, actor).undo(core.number(id), core.number(merge));
    }

    /// Destroys who was merged away once that cannot be undone any more.
    ///
    /// @return how many were destroyed
    public int endDue() {
        return ending.endDue();
    }
}
