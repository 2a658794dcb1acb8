package custos.vault.merges;

import custos.consent.ConsentBook;
import custos.crypto.BlindIndex;
import custos.crypto.IndexToken;
import custos.customer.CustomerNumber;
import custos.customer.FieldValue;
import custos.event.Act;
import custos.event.ActType;
import custos.event.Actor;
import custos.event.Internal;
import custos.event.Subject;
import custos.policy.AtErasure;
import custos.policy.Policy;
import custos.policy.RecordKind;
import custos.store.ReadSession;
import custos.store.RecordRow;
import custos.vault.consents.Consents;
import custos.vault.consents.Profile;
import custos.vault.core.BookActs;
import custos.vault.core.Core;
import custos.vault.core.Ledger;
import custos.vault.core.MergeKinds;
import custos.vault.core.MergeNote;
import custos.vault.core.RecordRules;
import custos.vault.customers.Finder;
import custos.vault.requests.RequestForm;
import custos.vault.requests.RequestRegister;
import custos.vault.rows.BatchWrite;
import custos.vault.rows.CustomerContent;
import custos.vault.rows.CustomerDraft;
import custos.vault.rows.CustomerFile;
import custos.vault.rows.Kinds;
import custos.vault.rows.Parts;
import custos.vault.rows.Refusal;
import custos.vault.rows.Slots;
import custos.vault.rows.Totals;
import custos.vault.rows.VaultFault;
import custos.vault.rows.Write;
import custos.vault.writer.Landing;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;

/// Writes a merge: both customers in one leaf and one transaction. For one use.
final class MergeWrite {
    /// The most records that are copied.
    static final int MAX_RECORDS = 5_000;

    private static final int MAX_ACTS = 64;

    private final Core core;
    private final Finder finder;
    private final Actor actor;
    private final Policy policy;
    private final MergeKinds kinds;

    MergeWrite(Core core, Finder finder, Actor actor) {
        this.core = core;
        this.finder = finder;
        this.actor = actor;
        this.policy = core.policies().current();
        this.kinds = MergeKinds.of(policy);
    }

    /// Two customers in the middle of a change.
    record Pair(Core.Changing stays, Core.Changing goes) {}

    /// A write of two customers, and what to do and answer once it landed.
    record Prepared<T>(Write write, java.util.function.LongFunction<T> landed) {}

    Merging.Merged merge(Merging.Wanted wanted, long stays, long goes) {
        return change(
                core,
                read -> core.file(read, stays),
                read -> core.file(read, goes),
                pair -> {
                    requireVersion(wanted.staysVersion(), pair.stays().file());
                    requireVersion(wanted.goesVersion(), pair.goes().file());
                    return prepare(wanted, pair);
                });
    }

    /// Changes two customers: prepares, lands, and prepares again when another write was faster.
    static <T> T change(
            Core core,
            java.util.function.Function<ReadSession, CustomerFile> one,
            java.util.function.Function<ReadSession, CustomerFile> other,
            java.util.function.Function<Pair, Prepared<T>> preparation) {
        for (int i = 0; i < Core.MAX_TRIES; i++) {
            try (var _ = core.keys().readings().begin()) {
                Prepared<T> prepared;
                try (ReadSession read = core.store().read();
                        CustomerFile first = one.apply(read);
                        CustomerFile second = other.apply(read);
                        CustomerDraft firstDraft = draft(core, read, first);
                        CustomerDraft secondDraft = draft(core, read, second)) {
                    Instant now = core.now();
                    prepared =
                            preparation.apply(
                                    new Pair(
                                            new Core.Changing(read, first, firstDraft, now),
                                            new Core.Changing(read, second, secondDraft, now)));
                }
                switch (core.writer().land(prepared.write())) {
                    case Landing.Landed(long idx) -> {
                        return prepared.landed().apply(idx);
                    }
                    case Landing.Stale() -> {
                        // Somebody was faster: look again.
                    }
                    case Landing.Broken(var bug) -> throw bug;
                    case Landing.Taken(String table) ->
                            throw new Refusal.Conflict(
                                    "repeated", "this was done already: " + table);
                }
            }
        }
        throw new VaultFault.Busy("too many changes of one customer at once");
    }

    private static CustomerDraft draft(Core core, ReadSession read, CustomerFile file) {
        int count = read.countRecords(Slots.firstRow(file.no()), Slots.endRow(file.no()));
        return CustomerDraft.change(core.keys(), core.schema(), file, count);
    }

    private static void requireVersion(OptionalLong seen, CustomerFile file) {
        if (seen.isPresent() && seen.getAsLong() != file.contentVersion()) {
            throw new Refusal.Stale(file.contentVersion());
        }
    }

    /// The records of a customer that a merge copies. Not those by which other merges are undone,
    /// nor her requests: they stay where they were filed, and are kept there as in an erasure. Nor
    /// what stands on the consent of the one who gave it alone (ADR 0030).
    static List<RecordRow> copied(ReadSession read, Policy policy, long no) {
        Set<Integer> left = new HashSet<>();
        for (RecordKind kind : policy.kinds()) {
            boolean kept =
                    policy.dataClass(kind.dataClass())
                            .filter(one -> one.atErasure() == AtErasure.KEEP)
                            .isPresent();
            boolean stays = kind.id().equals(Kinds.MERGE) || kind.id().equals(RequestForm.WORK);
            if (kept || stays || kind.needs().isPresent()) {
                left.add(kind.number());
            }
        }
        return read.recordsBetween(Slots.row(no, Slots.FIRST_FREE), Slots.endRow(no)).stream()
                .filter(row -> !left.contains(row.kind()))
                .toList();
    }

    private Prepared<Merging.Merged> prepare(Merging.Wanted wanted, Pair pair) {
        Core.Changing stays = pair.stays();
        CustomerDraft draft = stays.draft();
        var plan =
                new MergePlan(
                        policy, stays.file(), pair.goes().file(), wanted.chosen(), stays.now());
        Profile result = plan.result();
        List<RecordRow> copied = copied(stays.read(), policy, pair.goes().file().no());
        requireNoOpenRequest(pair.goes().file().no());
        requireRoom(stays, copied.size());
        int first = stays.file().row().nextRecord();
        Profile before = plan.stays();
        putFields(stays, before, result);
        putBook(stays, before.book(), result.book());
        SortedMap<Integer, FieldValue> totals = stays.file().openFixed(Slots.TOTALS);
        copy(pair, copied);
        draft.activeOn(pair.goes().file().row().activeDay());
        int day = Core.day(stays.now());
        var undo =
                new MergeUndo(
                        pair.goes().file().no(),
                        day,
                        before,
                        totals,
                        MergeState.of(result, numbers(stays, copied.size())),
                        first,
                        copied.stream().map(row -> Slots.within(row.no())).toList());
        long merge =
                draft.add(kinds.undoClass(policy), kinds.undo().number(), day, undo.values(policy));
        hide(pair.goes().draft(), draft.no(), day);
        draft.also(new MergeNote(pair.goes().file().no(), draft.no(), day).put(core.keys()));
        return landing(pair, plan, merge, copied.size());
    }

    private Prepared<Merging.Merged> landing(Pair pair, MergePlan plan, long merge, int copied) {
        CustomerDraft draft = pair.stays().draft();
        Profile result = plan.result();
        long version = draft.contentVersion();
        Write write =
                write(
                        pair,
                        ActType.CUSTOMER_MERGED,
                        Parts.merged(plan.changed(), version),
                        plan.stays().book(),
                        result.book(),
                        Internal.by(actor));
        long stays = pair.stays().file().no();
        long goes = pair.goes().file().no();
        List<IndexToken> carried = BlindIndex.unpack(pair.goes().file().row().tokens());
        LocalDate until = MergeUndo.until(Core.day(pair.stays().now()));
        return new Prepared<>(
                write,
                idx -> {
                    finder.remove(goes, carried);
                    finder.replace(stays, policy, plan.stays().contact(), result.contact());
                    return new Merging.Merged(
                            core.customerId(stays),
                            core.customerId(goes),
                            core.recordId(merge),
                            version,
                            Ledger.index(idx),
                            copied,
                            until);
                });
    }

    /// One leaf for the two, with an act for each consent that stands otherwise.
    ///
    /// @throws Refusal.Conflict when a leaf cannot hold so many consents
    private Write write(
            Pair pair,
            ActType type,
            Subject.Part part,
            ConsentBook before,
            ConsentBook after,
            Internal internal) {
        return write(core, pair, type, part, before, after, internal);
    }

    static Write write(
            Core core,
            Pair pair,
            ActType type,
            Subject.Part part,
            ConsentBook before,
            ConsentBook after,
            Internal internal) {
        Instant now = pair.stays().now();
        var acts = new ArrayList<Act>(List.of(Act.of(type)));
        var parts = new ArrayList<Subject.Part>(List.of(part));
        new BookActs(acts, parts, now).add(before, after);
        var batch = new BatchWrite(core.keys(), MAX_ACTS);
        boolean fits =
                batch.add(pair.stays().draft(), acts, parts)
                        && batch.add(
                                pair.goes().draft(),
                                List.of(Act.of(type)),
                                List.of(Subject.Part.about(0)));
        if (!fits) {
            throw tooMany();
        }
        Write write = batch.finish(internal, now);
        try {
            write.entry(now.truncatedTo(java.time.temporal.ChronoUnit.HOURS));
        } catch (IllegalArgumentException e) {
            throw tooMany();
        }
        return write;
    }

    private static Refusal.Conflict tooMany() {
        return new Refusal.Conflict(
                "too-many-consents", "one entry of the ledger does not hold so many consents");
    }

    /// Whoever works on it would find her hidden.
    private void requireNoOpenRequest(long no) {
        boolean open =
                new RequestRegister(core)
                        .all().stream()
                                .anyMatch(entry ->
                                        !entry.closed() && Slots.customerOf(entry.request()) == no);
        if (open) {
            throw new Refusal.Conflict(
                    "open-request", "a request of the customer who goes is still open");
        }
    }

    private static void requireRoom(Core.Changing stays, int copies) {
        if (copies > MAX_RECORDS) {
            throw new Refusal.Conflict(
                    "too-many-records", "a merge copies at most " + MAX_RECORDS + " records");
        }
        RecordRules.requireRoom(stays);
        if (!CustomerNumber.hasRoomFor((long) stays.file().row().nextRecord() + copies + 1)) {
            throw new Refusal.Conflict(
                    "full", "this customer has all the 1,048,575 records that a customer can have");
        }
    }

    private void putFields(Core.Changing changing, Profile before, Profile after) {
        putFields(finder, policy, changing, before, after);
    }

    static void putFields(
            Finder finder, Policy policy, Core.Changing changing, Profile before, Profile after) {
        CustomerDraft draft = changing.draft();
        int day = Core.day(changing.now());
        if (!after.contact().equals(before.contact())) {
            RecordRules.requireNoHold(changing, Slots.row(draft.no(), Slots.CONTACT));
            CustomerContent.put(draft, policy, Slots.CONTACT, after.contact(), day);
            draft.tokens(finder.tokens(policy, after.contact()));
        }
        if (!after.profile().equals(before.profile())) {
            RecordRules.requireNoHold(changing, Slots.row(draft.no(), Slots.PROFILE));
            CustomerContent.put(draft, policy, Slots.PROFILE, after.profile(), day);
        }
    }

    private void putBook(Core.Changing changing, ConsentBook before, ConsentBook after) {
        if (!after.equals(before)) {
            Consents.putBook(changing.draft(), policy, after, Core.day(changing.now()));
        }
    }

    private void copy(Pair pair, List<RecordRow> rows) {
        Totals before = Totals.of(pair.stays().file(), policy);
        Totals totals = before;
        for (RecordRow row : rows) {
            SortedMap<Integer, FieldValue> values = pair.goes().file().open(row);
            pair.stays().draft().copy(row, values);
            Optional<RecordKind> kind = policy.kind(row.kind()).filter(Totals::follow);
            if (kind.isPresent()) {
                totals = totals.plus(policy, kind.get(), values, LocalDate.ofEpochDay(row.day()));
            }
        }
        if (!totals.equals(before)) {
            totals.putInto(pair.stays().draft(), policy, Core.day(pair.stays().now()));
        }
    }

    /// The numbers of the records that she has once this landed, but for those of merges.
    private List<Integer> numbers(Core.Changing stays, int copies) {
        var numbers =
                new ArrayList<>(
                        copied(stays.read(), policy, stays.file().no()).stream()
                                .map(row -> Slots.within(row.no()))
                                .toList());
        int first = stays.file().row().nextRecord();
        for (int i = 0; i < copies; i++) {
            numbers.add(first + i);
        }
        return numbers;
    }

    private void hide(CustomerDraft draft, long into, int day) {
        draft.put(
                Slots.MERGED,
                kinds.markClass(policy),
                kinds.mark().number(),
                day,
                kinds.into(into));
        draft.tokens(List.of());
    }
}
