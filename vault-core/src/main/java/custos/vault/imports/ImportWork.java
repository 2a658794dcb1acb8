package custos.vault.imports;

import custos.customer.FieldValue;
import custos.event.Act;
import custos.event.ActType;
import custos.event.Actor;
import custos.event.Internal;
import custos.event.Subject;
import custos.policy.FieldId;
import custos.policy.Policy;
import custos.policy.SourceId;
import custos.sheet.ColumnMap;
import custos.sheet.ColumnMap.Intake;
import custos.sheet.ImportedPerson;
import custos.sheet.RowProblem;
import custos.sheet.RowProblem.Code;
import custos.sheet.SurveyAnswer;
import custos.sheet.VaultMatch;
import custos.store.ReadSession;
import custos.vault.consents.ConsentChange;
import custos.vault.consents.ConsentedRecords;
import custos.vault.consents.Consents;
import custos.vault.consents.Profile;
import custos.vault.core.Core;
import custos.vault.core.FieldForms;
import custos.vault.core.RecordRules;
import custos.vault.core.Suppressing;
import custos.vault.customers.Finder;
import custos.vault.imports.ImportLines.Outcome;
import custos.vault.rows.CustomerContent;
import custos.vault.rows.CustomerDraft;
import custos.vault.rows.CustomerFile;
import custos.vault.rows.Parts;
import custos.vault.rows.Refusal;
import custos.vault.rows.Slots;
import custos.vault.rows.Write;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/// Turns people of a sheet into customers: new ones in batches of up to 1,000 a leaf, known ones
/// one by one. For one thread and one import.
final class ImportWork implements AutoCloseable {
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
    private final Set<Long> brought = new HashSet<>();
    private final Set<Long> changed = new HashSet<>();
    private final ImportPurchases purchases;
    private final ImportSurveys surveys;
    private final ImportLanding landing;
    private final ImportRefusals refusals;

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
        this.surveys = new ImportSurveys(policy);
        this.landing = new ImportLanding(core, internal, tally);
        this.refusals = new ImportRefusals(core, internal);
    }

    void take(ImportedPerson person, VaultMatch match) {
        tally.person(person);
        Outcome outcome =
                switch (match) {
                    case VaultMatch.Nobody() ->
                            takes(Intake.NEW) ? create(person) : Outcome.SKIPPED;
                    case VaultMatch.Same(var known, _) ->
                            takes(Intake.KNOWN)
                                    ? updateIfThere(person, known.customer().value())
                                    : Outcome.SKIPPED;
                    case VaultMatch.Unsure(var alike) ->
                            leave(
                                    person,
                                    Outcome.UNSURE,
                                    Left.Why.UNSURE,
                                    alike.stream().map(known -> known.customer().value()).toList());
                };
        tally.outcome(person, outcome);
    }

    /// Of whom is left out nothing is stored but what she refused: whoever has her address is not
    /// written to there.
    private Outcome leave(
            ImportedPerson person, Outcome outcome, Left.Why why, List<Long> customers) {
        if (!looksOnly()) {
            refusals.noesOf(person);
        }
        tally.left(person, new Left(why, customers.stream().map(core::customerId).toList()));
        return outcome;
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
            brought.add(no);
            if (!bought.isEmpty()) {
                landing.afterwards(() -> addBought(no, bought, source(person)));
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
        SourceId source = source(person);
        List<Act> acts = List.of(Act.of(ActType.IMPORTED));
        var parts = new ArrayList<Subject.Part>();
        parts.add(Parts.imported(content.fieldNumbers(), 1, source, mark));
        parts.addAll(surveys.add(person.surveys(), draft, source, now));
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
        landing.add(
                draft,
                acts,
                parts,
                () -> draft.tokens(finder.tokens(policy, contact)),
                () -> finder.put(draft.no(), draft.carried(), policy, contact));
    }

    private SourceId source(ImportedPerson person) {
        return person.who()
                .source()
                .or(map::source)
                .filter(id -> policy.source(id).isPresent())
                .orElse(new SourceId("import"));
    }

    /// Somebody may erase or merge her between the match and the write.
    private Outcome updateIfThere(ImportedPerson person, long no) {
        try {
            return update(person, no);
        } catch (Refusal.Erased | Refusal.NotFound e) {
            return leave(person, Outcome.BARRED, Left.Why.GONE, List.of());
        } catch (Refusal.Conflict e) {
            return leave(person, Outcome.BARRED, Left.Why.BARRED, List.of(no));
        }
    }

    /// An import fills gaps of a known customer; what is there stays.
    private Outcome update(ImportedPerson person, long no) {
        Map<FieldId, FieldValue> wanted = ImportFields.values(policy, forms, person);
        boolean fills =
                looksOnly()
                        ? wouldChange(person, wanted, no)
                        : core.change(
                                no,
                                OptionalLong.empty(),
                                changing -> prepareUpdate(person, wanted, changing));
        List<ImportPurchases.Bought> bought = purchases.usable(person.purchases());
        boolean more =
                looksOnly() ? purchases.lacksAny(no, bought) : addPurchases(no, bought, person);
        if (!fills && !more) {
            return Outcome.UNCHANGED;
        }
        if (!looksOnly()) {
            changed.add(no);
        }
        return Outcome.UPDATED;
    }

    private boolean addPurchases(
            long no, List<ImportPurchases.Bought> bought, ImportedPerson person) {
        int leaves = purchases.add(no, bought, source(person), mark, internal);
        tally.leaves(leaves);
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
            return !prepareUpdate(person, wanted, changing).write().acts().isEmpty();
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
        CustomerDraft draft = changing.draft();
        boolean held = RecordRules.isHeld(changing, Slots.row(draft.no(), Slots.PROFILE));
        CustomerContent lacking = CustomerContent.of(policy, gaps(before, wanted));
        var gaps =
                new CustomerContent(lacking.contact(), held ? new TreeMap<>() : lacking.profile());
        int day = Core.day(changing.now());
        var contact = new TreeMap<Integer, FieldValue>(before.contact());
        contact.putAll(gaps.contact());
        if (!gaps.contact().isEmpty()) {
            CustomerContent.put(draft, policy, Slots.CONTACT, contact, day);
            draft.tokens(finder.tokens(policy, contact));
        }
        var profile = new TreeMap<Integer, FieldValue>(before.profile());
        profile.putAll(gaps.profile());
        if (!gaps.profile().isEmpty()) {
            CustomerContent.put(draft, policy, Slots.PROFILE, profile, day);
        }
        SourceId source = source(person);
        List<SurveyAnswer> answers =
                surveys.lacking(changing.read(), changing.file(), person.surveys());
        var change =
                new ConsentChange(
                        policy,
                        new Suppressing(
                                core.keys().suppressions(), changing.read(), changing.now()),
                        // With the addresses that this very row brings: they may be refused.
                        new Profile(contact, profile, before.book()).person(policy),
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
        if (gaps.isEmpty() && !bookChanged && answers.isEmpty()) {
            // A no counts again for an address that may be new.
            return new Core.Prepared<>(Write.upkeep(change.rows()), _ -> false);
        }
        if (bookChanged) {
            Consents.putBook(draft, policy, change.book(), day);
        }
        change.rows().forEach(draft::also);
        var parts = new ArrayList<>(change.parts());
        parts.addAll(surveys.add(answers, draft, source, changing.now()));
        var going =
                new ConsentedRecords(core, policy)
                        .with(changing, change.book(), change.acts(), parts, internal);
        Write write = draft.finish(going.acts(), going.parts(), going.internal(), changing.now());
        return new Core.Prepared<>(
                write,
                _ -> {
                    finder.replace(draft.no(), policy, before.contact(), contact);
                    tally.leaves(1);
                    return true;
                });
    }

    /// What somebody new bought, once she is in.
    private void addBought(long no, List<ImportPurchases.Bought> bought, SourceId source) {
        try {
            tally.leaves(purchases.add(no, bought, source, mark, internal));
        } catch (Refusal.Erased | Refusal.NotFound | Refusal.Conflict e) {
            // Gone or full meanwhile: she has what she has.
        }
    }

    /// Lands what waits.
    void finish() {
        landing.finish();
        tally.leaves(refusals.land());
    }

    /// Whether this very import brought somebody: its rows are not matched against each other
    /// twice, or what a look says would not be what comes.
    boolean hasBrought(long no) {
        return brought.contains(no);
    }

    /// Whom it brought or changed.
    Set<Long> touched() {
        var touched = new HashSet<>(brought);
        touched.addAll(changed);
        return touched;
    }

    @Override
    public void close() {
        landing.close();
    }
}
