package custos.vault;

import custos.customer.FieldValue;
import custos.event.Act;
import custos.event.ActType;
import custos.event.Actor;
import custos.event.Internal;
import custos.event.Subject;
import custos.policy.FieldId;
import custos.policy.KindId;
import custos.policy.Policy;
import custos.policy.SourceId;
import custos.sheet.ColumnMap;
import custos.sheet.ColumnMap.Intake;
import custos.sheet.ImportedPerson;
import custos.sheet.RowProblem;
import custos.sheet.RowProblem.Code;
import custos.sheet.VaultMatch;
import custos.store.ReadSession;
import custos.vault.ImportLines.Outcome;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Turns people of a sheet into customers: new ones in batches of up to 1,000 a leaf, known ones
/// one by one. For one thread and one import.
final class ImportWork implements AutoCloseable {
    private static final KindId SURVEY = new KindId("survey-answer");

    private final Core core;
    private final Finder finder;
    private final LongSupplier numbers;
    private final ColumnMap map;
    private final Internal internal;
    private final Optional<String> mark;
    private final Imports.Mode mode;
    private final ImportTally tally;
    private final Policy policy;
    private final FieldForms forms;
    private final List<Runnable> beforeLanding = new ArrayList<>();
    private final List<Runnable> afterLanding = new ArrayList<>();
    private final List<CustomerDraft> drafts = new ArrayList<>();
    private final List<Later> later = new ArrayList<>();
    private final ImportPurchases purchases;
    private BatchWrite batch;
    private @Nullable Waiting waiting;

    ImportWork(
            Core core,
            Finder finder,
            LongSupplier numbers,
            ColumnMap map,
            Imports.Mode mode,
            ImportTally tally) {
        this.core = core;
        this.finder = finder;
        this.numbers = numbers;
        this.map = map;
        this.mode = mode;
        this.mark =
                switch (mode) {
                    case Imports.Mode.Look _ -> Optional.empty();
                    case Imports.Mode.TakeIn(ImportBatch into) -> Optional.of(into.mark());
                };
        this.internal =
                switch (mode) {
                    case Imports.Mode.Look(Actor actor) -> Internal.by(actor);
                    case Imports.Mode.TakeIn(ImportBatch into) ->
                            Internal.by(into.by()).about(mark);
                };
        this.tally = tally;
        this.policy = core.policies().current();
        this.forms = new FieldForms(core.clock());
        this.purchases =
                new ImportPurchases(
                        core,
                        policy,
                        forms,
                        purchase ->
                                tally.problem(
                                        new RowProblem(
                                                purchase.line(), 0, "", Code.PURCHASE_UNUSABLE)));
        this.batch = new BatchWrite(core.keys());
    }

    /// What a new customer bought, until she is in.
    private record Later(long no, List<ImportPurchases.Bought> bought, SourceId source) {}

    /// A batch that the writer has.
    private record Waiting(
            Readings.Reading reading, Supplier<Landing> landing, List<Runnable> afterLanding) {}

    void take(ImportedPerson person, VaultMatch match) {
        tally.person(person);
        Outcome outcome =
                switch (match) {
                    case VaultMatch.Nobody() ->
                            takes(Intake.NEW) ? create(person) : Outcome.SKIPPED;
                    case VaultMatch.Same(var known, _) ->
                            takes(Intake.KNOWN)
                                    ? update(person, known.customer().value())
                                    : Outcome.SKIPPED;
                    case VaultMatch.Unsure _ -> Outcome.UNSURE;
                };
        tally.outcome(person, outcome);
    }

    private boolean takes(Intake whom) {
        return map.take().contains(whom);
    }

    private boolean looksOnly() {
        return mode instanceof Imports.Mode.Look;
    }

    private Outcome create(ImportedPerson person) {
        List<ImportPurchases.Bought> bought = purchases.usable(person.purchases());
        if (!looksOnly()) {
            long no = register(person);
            if (!bought.isEmpty()) {
                later.add(new Later(no, bought, source(person)));
            }
        }
        return Outcome.CREATED;
    }

    /// @return the number of the new customer
    private long register(ImportedPerson person) {
        Instant now = core.now();
        int day = Core.day(now);
        CustomerContent content =
                CustomerContent.of(policy, ImportFields.values(policy, forms, person));
        var draft = CustomerDraft.register(core.keys(), core.schema(), numbers.getAsLong());
        content.putInto(draft, policy, day);
        draft.activeOn(day);
        addSurveys(person, draft, now);
        SourceId source = source(person);
        List<Act> acts = List.of(Act.of(ActType.IMPORTED));
        List<Subject.Part> parts = List.of(Parts.imported(content.fieldNumbers(), 1, source, mark));
        if (person.consents().isEmpty()) {
            enqueue(draft, acts, parts, content.contact());
            return draft.no();
        }
        ConsentChange change;
        try (ReadSession read = core.store().read()) {
            change =
                    new ConsentChange(
                            policy,
                            new Suppressing(core.keys().suppressions(), read, now),
                            new Profile(content.contact(), content.profile(), Profile.EMPTY.book())
                                    .person(policy),
                            source,
                            now,
                            acts,
                            parts);
            ImportConsents.apply(core.policies(), person, change);
        }
        change.rows().forEach(draft::also);
        if (!change.book().equals(Profile.EMPTY.book())) {
            Consents.putBook(draft, policy, change.book(), day);
        }
        enqueue(draft, change.acts(), change.parts(), content.contact());
        return draft.no();
    }

    private void enqueue(
            CustomerDraft draft,
            List<Act> acts,
            List<Subject.Part> parts,
            SortedMap<Integer, FieldValue> contact) {
        if (!batch.add(draft, acts, parts)) {
            land();
            if (!batch.add(draft, acts, parts)) {
                throw new IllegalStateException("one customer's acts fill a whole leaf");
            }
        }
        drafts.add(draft);
        beforeLanding.add(() -> draft.tokens(finder.tokens(policy, contact)));
        afterLanding.add(() -> finder.put(draft.no(), draft.carried(), policy, contact));
    }

    private SourceId source(ImportedPerson person) {
        return person.who()
                .source()
                .or(map::source)
                .filter(id -> policy.source(id).isPresent())
                .orElse(new SourceId("import"));
    }

    private void addSurveys(ImportedPerson person, CustomerDraft draft, Instant now) {
        policy.kind(SURVEY)
                .ifPresent(kind ->
                        person.surveys()
                                .forEach(answer ->
                                        draft.add(
                                                Kinds.classNo(policy, kind),
                                                kind.number(),
                                                Core.day(now),
                                                ImportFields.survey(
                                                        policy,
                                                        SURVEY,
                                                        answer,
                                                        LocalDate.ofInstant(
                                                                now, ZoneOffset.UTC)))));
    }

    /// An import fills gaps of a known customer; what is there stays.
    private Outcome update(ImportedPerson person, long no) {
        Map<FieldId, FieldValue> wanted = ImportFields.values(policy, forms, person);
        boolean changed =
                looksOnly()
                        ? wouldChange(person, wanted, no)
                        : core.change(
                                no,
                                OptionalLong.empty(),
                                changing -> prepareUpdate(person, wanted, changing));
        List<ImportPurchases.Bought> bought = purchases.usable(person.purchases());
        boolean more =
                looksOnly() ? purchases.lacksAny(no, bought) : addPurchases(no, bought, person);
        return changed || more ? Outcome.UPDATED : Outcome.UNCHANGED;
    }

    private boolean addPurchases(
            long no, List<ImportPurchases.Bought> bought, ImportedPerson person) {
        int leaves = purchases.add(no, bought, source(person), mark, internal);
        for (int i = 0; i < leaves; i++) {
            tally.leaf();
        }
        return leaves > 0;
    }

    /// By the very code that changes, whose write is dropped: a dry run must not say otherwise.
    private boolean wouldChange(ImportedPerson person, Map<FieldId, FieldValue> wanted, long no) {
        try (ReadSession read = core.store().read();
                CustomerFile file = core.file(read, no);
                CustomerDraft draft =
                        CustomerDraft.change(
                                core.keys(),
                                core.schema(),
                                file,
                                read.countRecords(Slots.firstRow(no), Slots.endRow(no)))) {
            var changing = new Core.Changing(read, file, draft, core.now());
            return !prepareUpdate(person, wanted, changing).write().rows().isEmpty();
        }
    }

    private Map<FieldId, FieldValue> gaps(Profile before, Map<FieldId, FieldValue> wanted) {
        var gaps = new HashMap<>(wanted);
        gaps.keySet()
                .removeIf(field -> {
                    int number = policy.field(field).orElseThrow().number();
                    return before.contact().containsKey(number)
                            || before.profile().containsKey(number);
                });
        return gaps;
    }

    private Core.Prepared<Boolean> prepareUpdate(
            ImportedPerson person, Map<FieldId, FieldValue> wanted, Core.Changing changing) {
        Profile before = Profile.of(changing.file(), policy);
        CustomerContent gaps = CustomerContent.of(policy, gaps(before, wanted));
        CustomerDraft draft = changing.draft();
        int day = Core.day(changing.now());
        var contact = new TreeMap<Integer, FieldValue>(before.contact());
        contact.putAll(gaps.contact());
        if (!gaps.contact().isEmpty()) {
            CustomerContent.put(draft, policy, Slots.CONTACT, contact, day);
            draft.tokens(finder.tokens(policy, contact));
        }
        boolean held = RecordRules.isHeld(changing, Slots.row(draft.no(), Slots.PROFILE));
        if (!gaps.profile().isEmpty() && !held) {
            var profile = new TreeMap<Integer, FieldValue>(before.profile());
            profile.putAll(gaps.profile());
            CustomerContent.put(draft, policy, Slots.PROFILE, profile, day);
        }
        SourceId source = source(person);
        var change =
                new ConsentChange(
                        policy,
                        new Suppressing(
                                core.keys().suppressions(), changing.read(), changing.now()),
                        before.person(policy),
                        source,
                        changing.now(),
                        List.of(Act.of(ActType.IMPORTED)),
                        List.of(
                                Parts.imported(
                                        gaps.fieldNumbers(),
                                        draft.contentVersion(),
                                        source,
                                        mark)));
        ImportConsents.apply(core.policies(), person, change);
        boolean bookChanged = !change.book().equals(before.book());
        if (gaps.isEmpty() && !bookChanged) {
            return new Core.Prepared<>(Write.upkeep(List.of()), _ -> false);
        }
        if (bookChanged) {
            Consents.putBook(draft, policy, change.book(), day);
        }
        change.rows().forEach(draft::also);
        Write write = draft.finish(change.acts(), change.parts(), internal, changing.now());
        return new Core.Prepared<>(
                write,
                _ -> {
                    finder.replace(draft.no(), policy, before.contact(), contact);
                    tally.leaf();
                    return true;
                });
    }

    /// Lands what waits.
    void finish() {
        if (!batch.isEmpty()) {
            land();
        }
        await();
        for (Later one : later) {
            for (int i = purchases.add(one.no(), one.bought(), one.source(), mark, internal);
                    i > 0;
                    i--) {
                tally.leaf();
            }
        }
        later.clear();
    }

    /// Hands the batch over and goes on with the next while it is written. A rotation waits for
    /// tokens that are made while it begins, not for people who wait to fill a batch.
    private void land() {
        Readings.Reading reading = core.keys().readings().begin();
        beforeLanding.forEach(Runnable::run);
        beforeLanding.clear();
        Write write = batch.finish(internal, core.now());
        drafts.forEach(CustomerDraft::close);
        drafts.clear();
        await();
        waiting = new Waiting(reading, core.writer().handOverNew(write), List.copyOf(afterLanding));
        afterLanding.clear();
        batch = new BatchWrite(core.keys());
    }

    /// Waits until the batch before is durable.
    private void await() {
        Waiting before = waiting;
        if (before == null) {
            return;
        }
        waiting = null;
        try (var _ = before.reading()) {
            switch (before.landing().get()) {
                case Landing.Landed _ -> {
                    before.afterLanding().forEach(Runnable::run);
                    tally.leaf();
                }
                case Landing.Broken(var bug) -> throw bug;
                case Landing.Stale _, Landing.Taken _ ->
                        throw new VaultFault.Busy(GroupWriter.ROLLING + "; import again");
            }
        }
    }

    /// Whatever was not handed over is dropped, and its keys are wiped. What the writer has lands.
    @Override
    public void close() {
        drafts.forEach(CustomerDraft::close);
        drafts.clear();
        Waiting before = waiting;
        waiting = null;
        if (before != null) {
            before.reading().close();
        }
    }
}
