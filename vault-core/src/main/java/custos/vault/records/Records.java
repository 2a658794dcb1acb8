package custos.vault.records;

import custos.customer.CustomerId;
import custos.customer.FieldValue;
import custos.customer.RecordId;
import custos.event.Act;
import custos.event.ActType;
import custos.event.Actor;
import custos.event.Internal;
import custos.policy.FieldId;
import custos.policy.KindId;
import custos.policy.Policy;
import custos.policy.PurposeId;
import custos.policy.ReasonUse;
import custos.policy.RecordKind;
import custos.policy.SourceId;
import custos.store.ReadSession;
import custos.store.RecordRow;
import custos.store.RowChange;
import custos.store.TombstoneRow;
import custos.vault.consents.Permitting;
import custos.vault.consents.Profile;
import custos.vault.core.Core;
import custos.vault.core.Ledger;
import custos.vault.core.RecordChange;
import custos.vault.core.RecordRules;
import custos.vault.core.Repeat;
import custos.vault.core.Repeats;
import custos.vault.rows.CustomerDraft;
import custos.vault.rows.CustomerFile;
import custos.vault.rows.Kinds;
import custos.vault.rows.Parts;
import custos.vault.rows.Refusal;
import custos.vault.rows.Slots;
import custos.vault.rows.Totals;
import custos.vault.rows.Write;
import custos.vault.writer.Disclosures;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;

/// Records of which a customer may have many: purchases, messages, survey answers, reward
/// movements, wishes, visits, complaints.
public final class Records {
    /// The most records on one page.
    public static final int MAX_PAGE = 200;

    private final Core core;
    private final Disclosures disclosures;
    private final Repeats repeats;

    public Records(Core core, Disclosures disclosures, Repeats repeats) {
        this.core = core;
        this.disclosures = disclosures;
        this.repeats = repeats;
    }

    /// A record, opened.
    public record Entry(
            RecordId id,
            KindId kind,
            long version,
            LocalDate day,
            SequencedMap<FieldId, FieldValue> fields) {}

    /// Where a change of a record stands once it is durable.
    ///
    /// @param leaf the leaf's index; -1 when nothing changed
    public record Recorded(RecordId id, CustomerId customer, long version, long leaf) {}

    /// One page of records, newest last.
    ///
    /// @param next where the next page begins, when there is one
    public record Page(List<Entry> items, Optional<String> next) {
        public Page {
            items = List.copyOf(items);
        }
    }

    /// Adds a record; durable on return.
    ///
    /// @param repeat the key by which the same request may be sent again
    /// @throws Refusal.BadField for a kind without a path in the policy, a field that is not of the
    ///   kind, or a required one that is missing
    /// @throws Refusal.NotPermitted when the kind needs a consent that is not there
    /// @throws Refusal.Conflict when the customer has all the records that a customer can have
    public Recorded add(
            CustomerId customer,
            KindId kind,
            Map<FieldId, FieldValue> fields,
            SourceId source,
            Actor actor,
            Optional<Repeat> repeat) {
        Optional<Repeats.Answer> answered = repeat.flatMap(repeats::find);
        if (answered.isPresent()) {
            return repeated(answered.get());
        }
        Policy policy = core.policies().current();
        RecordKind known = RecordRules.kind(policy, kind);
        RecordRules.requireSource(policy, source);
        SortedMap<Integer, FieldValue> values = RecordRules.values(policy, known, fields);
        RecordRules.requireComplete(policy, known, values);
        RecordRules.requireSense(policy, values);
        var wanted = new Addition(policy, known, values, source, actor, repeat);
        try {
            return core.change(
                    core.number(customer),
                    OptionalLong.empty(),
                    changing -> prepare(wanted, customer, changing));
        } catch (Refusal.Conflict e) {
            // The same request at the same time: one of them landed, and both get its answer.
            return repeat.flatMap(repeats::find).map(this::repeated).orElseThrow(() -> e);
        }
    }

    private record Addition(
            Policy policy,
            RecordKind kind,
            SortedMap<Integer, FieldValue> values,
            SourceId source,
            Actor actor,
            Optional<Repeat> repeat) {
        @Override
        public String toString() {
            return "Addition[" + kind.id() + "]";
        }
    }

    private Recorded repeated(Repeats.Answer answer) {
        return new Recorded(
                core.recordId(answer.record().orElseThrow()),
                core.customerId(answer.customer()),
                1,
                Ledger.index(answer.idx()));
    }

    private Core.Prepared<Recorded> prepare(
            Addition wanted, CustomerId customer, Core.Changing changing) {
        Policy policy = wanted.policy();
        RecordKind kind = wanted.kind();
        RecordRules.requireRoom(changing);
        kind.needs().ifPresent(purpose -> requireConsent(policy, purpose, changing));
        CustomerDraft draft = changing.draft();
        int today = Core.day(changing.now());
        int day = RecordRules.day(policy, kind, wanted.values()).orElse(today);
        long number = draft.add(Kinds.classNo(policy, kind), kind.number(), day, wanted.values());
        if (Totals.follow(kind)) {
            Totals.of(changing.file(), policy)
                    .plus(policy, kind, wanted.values(), LocalDate.ofEpochDay(day))
                    .covered(policy, kind, wanted.values())
                    .putInto(draft, policy, today);
        }
        // A purchase of last year is no activity of today.
        draft.activeOn(Math.min(day, today));
        wanted.repeat().ifPresent(key -> repeats.remember(key, draft, Optional.of(number)));
        Write write =
                draft.finish(
                        List.of(Act.of(ActType.RECORD_ADDED)),
                        List.of(
                                Parts.record(
                                        number,
                                        1,
                                        List.copyOf(wanted.values().keySet()),
                                        Optional.of(wanted.source()))),
                        Internal.by(wanted.actor()),
                        changing.now());
        return new Core.Prepared<>(
                write, idx -> new Recorded(core.recordId(number), customer, 1, Ledger.index(idx)));
    }

    private void requireConsent(Policy policy, PurposeId id, Core.Changing changing) {
        var purpose = policy.purpose(id).orElseThrow();
        Profile profile = Profile.of(changing.file(), policy);
        var verdicts =
                purpose.channels().stream()
                        .flatMap(channel -> policy.channel(channel).stream())
                        .map(channel ->
                                Permitting.contact(
                                        changing.read(),
                                        core.keys(),
                                        policy,
                                        profile,
                                        purpose,
                                        channel,
                                        changing.now()))
                        .toList();
        if (verdicts.stream().noneMatch(Permitting.Verdict::allowed)) {
            String why = verdicts.isEmpty() ? "not-given" : verdicts.getFirst().why();
            throw new Refusal.NotPermitted(
                    why.equals("not-given") ? "no-consent" : why,
                    "this is recorded only with the customer's consent to " + id.value());
        }
    }

    /// Opens records of a kind; the look is noted for the purpose that the kind serves.
    ///
    /// @param cursor where the page begins, from the page before
    /// @param limit 1 to 200
    public Page list(
            CustomerId customer, KindId kind, Optional<String> cursor, int limit, Actor actor) {
        if (limit < 1 || limit > MAX_PAGE) {
            throw new Refusal.BadField("limit", "records are read 1 to 200 at a time");
        }
        Policy policy = core.policies().current();
        RecordKind known = RecordRules.kind(policy, kind);
        long no = core.number(customer);
        long from = cursor.map(text -> after(no, text)).orElse(Slots.firstRow(no));
        try (ReadSession read = core.store().read();
                CustomerFile file = core.file(read, no)) {
            List<RecordRow> rows =
                    read.recordsOfKind(known.number(), from, Slots.endRow(no), limit + 1);
            boolean more = rows.size() > limit;
            List<Entry> items =
                    rows.stream().limit(limit).map(row -> entry(core, policy, file, row)).toList();
            disclosures.noteRecords(actor, List.of(known), file, core.schema().evidenceClass());
            return new Page(
                    items, more ? Optional.of(items.getLast().id().value()) : Optional.empty());
        }
    }

    /// Opens one record of a kind; the look is noted for the purpose that the kind serves.
    public Entry read(CustomerId customer, KindId kind, RecordId record, Actor actor) {
        Policy policy = core.policies().current();
        RecordKind known = RecordRules.kind(policy, kind);
        long number = numberOf(customer, record);
        long no = core.number(customer);
        try (ReadSession read = core.store().read();
                CustomerFile file = core.file(read, no)) {
            RecordRow row =
                    read.record(number)
                            .filter(found -> found.kind() == known.number())
                            .orElseThrow(() -> new Refusal.NotFound("record"));
            Entry opened = entry(core, policy, file, row);
            disclosures.noteRecords(actor, List.of(known), file, core.schema().evidenceClass());
            return opened;
        }
    }

    /// Of which kind a record is; nothing is opened.
    public KindId kindOf(CustomerId customer, RecordId record) {
        long number = numberOf(customer, record);
        try (ReadSession read = core.store().read()) {
            return read.record(number)
                    .flatMap(row -> core.policies().current().kind(row.kind()))
                    .map(RecordKind::id)
                    .orElseThrow(() -> new Refusal.NotFound("record"));
        }
    }

    private long after(long customer, String cursor) {
        try {
            long number = core.number(new RecordId(cursor));
            if (Slots.customerOf(number) == customer) {
                return number + 1;
            }
        } catch (IllegalArgumentException | Refusal.NotFound e) {
            throw badCursor();
        }
        throw badCursor();
    }

    private static Refusal.BadField badCursor() {
        return new Refusal.BadField("cursor", "this is no cursor of this list");
    }

    /// A record's fields by name; fields that the policy no longer has are left out.
    public static Entry entry(Core core, Policy policy, CustomerFile file, RecordRow row) {
        var fields = new LinkedHashMap<FieldId, FieldValue>();
        file.open(row)
                .forEach((number, value) ->
                        policy.field(number).ifPresent(field -> fields.put(field.id(), value)));
        KindId kind = policy.kind(row.kind()).map(RecordKind::id).orElseThrow();
        return new Entry(
                core.recordId(row.no()),
                kind,
                row.version(),
                LocalDate.ofEpochDay(row.day()),
                fields);
    }

    /// Changes fields of a record, unless a legal hold is on it; durable on return.
    ///
    /// @param fields a value to put, or none to delete
    /// @param ifVersion the record's version that the caller saw
    public Recorded amend(
            CustomerId customer,
            RecordId record,
            Map<FieldId, Optional<FieldValue>> fields,
            OptionalLong ifVersion,
            SourceId source,
            Actor actor) {
        Policy policy = core.policies().current();
        RecordRules.requireSource(policy, source);
        if (fields.isEmpty()) {
            throw new Refusal.BadField("fields", "an amendment names at least one field");
        }
        long number = numberOf(customer, record);
        return core.change(
                core.number(customer),
                OptionalLong.empty(),
                changing -> {
                    RecordChange.Found found = found(policy, changing, number, ifVersion);
                    var after = new TreeMap<>(found.values());
                    List<Integer> changed = RecordRules.apply(policy, found.kind(), fields, after);
                    RecordRules.requireComplete(policy, found.kind(), after);
                    RecordRules.requireSense(policy, after);
                    if (changed.isEmpty()) {
                        long version = found.row().version();
                        return new Core.Prepared<>(
                                Write.upkeep(List.of()),
                                _ -> new Recorded(record, customer, version, -1));
                    }
                    return amended(policy, changing, found, after, changed, source, actor);
                });
    }

    private Core.Prepared<Recorded> amended(
            Policy policy,
            Core.Changing changing,
            RecordChange.Found found,
            SortedMap<Integer, FieldValue> after,
            List<Integer> changed,
            SourceId source,
            Actor actor) {
        CustomerDraft draft = changing.draft();
        RecordRow row = found.row();
        int day = RecordRules.day(policy, found.kind(), after).orElse(row.day());
        long version = draft.replace(row, day, after);
        RecordChange.follow(
                policy, changing, found, Optional.of(new RecordChange.Replacement(after, day)));
        Write write =
                draft.finish(
                        List.of(Act.of(ActType.RECORD_AMENDED)),
                        List.of(Parts.record(row.no(), version, changed, Optional.of(source))),
                        Internal.by(actor),
                        changing.now());
        CustomerId customer = core.customerId(draft.no());
        return new Core.Prepared<>(
                write,
                idx -> new Recorded(core.recordId(row.no()), customer, version, Ledger.index(idx)));
    }

    /// Deletes a record and leaves a tombstone. A deletion is no shredding: see SECURITY.md.
    ///
    /// @param reason a reason code of the policy, as for an erasure
    /// @return the leaf's index
    /// @throws Refusal.Conflict when a legal hold stands on the record
    public long delete(CustomerId customer, RecordId record, String reason, Actor actor) {
        core.policies().requireReason(ReasonUse.ERASE, reason);
        Policy policy = core.policies().current();
        long number = numberOf(customer, record);
        return core.change(
                core.number(customer),
                OptionalLong.empty(),
                changing -> {
                    RecordChange.Found found =
                            found(policy, changing, number, OptionalLong.empty());
                    return deleted(policy, changing, found, reason, actor);
                });
    }

    private Core.Prepared<Long> deleted(
            Policy policy,
            Core.Changing changing,
            RecordChange.Found found,
            String reason,
            Actor actor) {
        CustomerDraft draft = changing.draft();
        RecordRow row = found.row();
        draft.delete(row);
        draft.also(
                new RowChange.PutTombstone(
                        new TombstoneRow(row.no(), 0, row.version(), Core.day(changing.now()))));
        RecordChange.follow(policy, changing, found, Optional.empty());
        var gone = new Internal.Erased.FieldOf(row.no(), 0, row.version());
        Write write =
                draft.finish(
                        List.of(Act.of(ActType.RECORD_DELETED)),
                        List.of(Parts.record(row.no(), row.version(), List.of(), Optional.empty())),
                        Internal.by(actor).because(Optional.of(reason)).withErased(List.of(gone)),
                        changing.now());
        return new Core.Prepared<>(write, Ledger::index);
    }

    private static RecordChange.Found found(
            Policy policy, Core.Changing changing, long number, OptionalLong ifVersion) {
        RecordRow row =
                changing.read().record(number).orElseThrow(() -> new Refusal.NotFound("record"));
        RecordKind kind =
                policy.kind(row.kind())
                        .filter(known -> known.path().isPresent() && !known.once())
                        .orElseThrow(() -> new Refusal.NotFound("record"));
        if (ifVersion.isPresent() && ifVersion.getAsLong() != row.version()) {
            throw new Refusal.Stale(row.version());
        }
        RecordRules.requireNoHold(changing, number);
        return new RecordChange.Found(row, kind, changing.file().open(row));
    }

    private long numberOf(CustomerId customer, RecordId record) {
        long number = core.number(record);
        if (Slots.customerOf(number) != core.number(customer)) {
            throw new Refusal.NotFound("record");
        }
        return number;
    }
}
