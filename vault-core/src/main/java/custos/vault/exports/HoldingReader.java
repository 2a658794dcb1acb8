package custos.vault.exports;

import custos.consent.ConsentKey;
import custos.consent.ConsentState;
import custos.consent.Ending;
import custos.customer.FieldValue;
import custos.customer.RecordId;
import custos.event.ActType;
import custos.policy.ClassId;
import custos.policy.DataClass;
import custos.policy.Field;
import custos.policy.FieldId;
import custos.policy.KindId;
import custos.policy.Policy;
import custos.policy.Purpose;
import custos.policy.SourceId;
import custos.vault.core.BookActs;
import custos.vault.core.Core;
import custos.vault.records.Records;
import custos.vault.requests.RequestForm;
import custos.vault.rows.Kinds;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Makes of a dossier what a customer sees of it: one part for each class of data. For one use.
public final class HoldingReader {
    private static final FieldId NUMBER = new FieldId("number");
    private static final int MARK_CHARACTERS = 8;
    private static final Set<ActType> DELETIONS =
            Set.of(ActType.RECORD_DELETED, ActType.RETENTION_PURGED);

    private final Core core;
    private final Dossier dossier;
    private final Policy policy;
    private final Map<Integer, Dossier.Past> writtenFields = new HashMap<>();
    private final Map<Integer, Dossier.Past> firstFields = new HashMap<>();
    private final Map<RecordId, Dossier.Past> addedRecords = new HashMap<>();

    public HoldingReader(Core core, Dossier dossier) {
        this.core = core;
        this.dossier = dossier;
        this.policy = dossier.policy();
        dossier.past().forEach(this::follow);
    }

    /// Remembers which act wrote a field last, and which brought a record. Oldest come first.
    private void follow(Dossier.Past past) {
        if (past.part().record().isPresent()) {
            addedRecords.putIfAbsent(core.recordId(past.part().record().getAsLong()), past);
        } else if (past.part().source().isPresent()) {
            past.part()
                    .fields()
                    .forEach(field -> {
                        firstFields.putIfAbsent(field, past);
                        writtenFields.put(field, past);
                    });
        }
    }

    public Holding read() {
        Dossier.Head head = dossier.head();
        return new Holding(
                head.id(),
                head.version(),
                head.activeOn(),
                policy,
                mark(),
                policy.classes().stream().flatMap(one -> ofClass(one).stream()).toList(),
                dossier.book(),
                newestFirst(dossier.past()),
                newestFirst(dossier.looks()));
    }

    private String mark() {
        return Optional.ofNullable(dossier.fields().get(NUMBER))
                .map(FieldValue::plain)
                .orElseGet(() -> dossier.head().id().value().substring(0, MARK_CHARACTERS));
    }

    /// Many records that went in one act are told once.
    private static List<Holding.Happened> newestFirst(List<Dossier.Past> past) {
        var told = new HashSet<String>();
        return past.reversed().stream()
                .filter(one ->
                        !DELETIONS.contains(one.act().type())
                                || told.add(one.leaf() + " " + one.act().type()))
                .map(one ->
                        new Holding.Happened(
                                one.leaf(), one.act(), one.part(), one.recorded(), one.role()))
                .toList();
    }

    private Optional<Holding.OfClass> ofClass(DataClass dataClass) {
        List<Holding.HeldField> fields =
                dossier.fields().entrySet().stream()
                        .flatMap(one -> field(dataClass, one.getKey(), one.getValue()))
                        .toList();
        List<Holding.HeldKind> kinds =
                dossier.records().entrySet().stream()
                        .flatMap(one -> kind(dataClass, one.getKey(), one.getValue()))
                        .toList();
        boolean proof = isEvidence(dataClass.id()) && !dossier.past().isEmpty();
        if (fields.isEmpty() && kinds.isEmpty() && !proof) {
            return Optional.empty();
        }
        return Optional.of(
                new Holding.OfClass(
                        dataClass,
                        why(dataClass),
                        fields,
                        kinds,
                        since(dataClass, fields),
                        kept(dataClass)));
    }

    private Stream<Holding.HeldField> field(DataClass dataClass, FieldId id, FieldValue value) {
        Field field = policy.field(id).orElseThrow();
        if (!field.dataClass().equals(dataClass.id())) {
            return Stream.empty();
        }
        Optional<Dossier.Past> written = Optional.ofNullable(writtenFields.get(field.number()));
        return Stream.of(
                new Holding.HeldField(
                        field,
                        value,
                        written.flatMap(HoldingReader::source),
                        written.map(Dossier.Past::recorded)));
    }

    private static Optional<SourceId> source(Dossier.Past past) {
        return past.part().source().map(SourceId::new);
    }

    private Stream<Holding.HeldKind> kind(
            DataClass dataClass, KindId id, List<Records.Entry> entries) {
        var kind = policy.kind(id).orElseThrow();
        // What a request is worked with is shown where she follows it.
        if (!kind.dataClass().equals(dataClass.id()) || id.equals(RequestForm.WORK)) {
            return Stream.empty();
        }
        List<Holding.HeldRecord> newest =
                entries.stream()
                        .sorted(Comparator.comparing(Records.Entry::day).reversed())
                        .limit(Holding.MAX_SHOWN)
                        .map(entry -> new Holding.HeldRecord(entry, sourceOf(entry)))
                        .toList();
        return Stream.of(new Holding.HeldKind(kind, entries.size(), newest));
    }

    private Optional<SourceId> sourceOf(Records.Entry entry) {
        return Optional.ofNullable(addedRecords.get(entry.id())).flatMap(HoldingReader::source);
    }

    /// Purposes that work with a class: those that need no consent, and those she said yes to.
    private List<Holding.Why> why(DataClass dataClass) {
        return policy.purposes().stream()
                .filter(purpose -> purpose.classes().contains(dataClass.id()))
                .filter(purpose -> !purpose.needsConsent() || agreed(purpose))
                .map(purpose -> new Holding.Why(purpose, EnumSet.copyOf(purpose.basis().values())))
                .toList();
    }

    private boolean agreed(Purpose purpose) {
        Instant now = dossier.head().at();
        return purpose.channels().stream()
                .map(channel -> dossier.book().state(new ConsentKey(purpose.id(), channel), now))
                .anyMatch(state -> state.grant().isPresent());
    }

    private boolean isEvidence(ClassId id) {
        return Kinds.of(policy, Kinds.CONSENTS).dataClass().equals(id);
    }

    private Optional<LocalDate> since(DataClass dataClass, List<Holding.HeldField> fields) {
        Stream<LocalDate> days = fields.stream().flatMap(this::firstDay);
        if (isEvidence(dataClass.id())) {
            days = dossier.past().stream().limit(1).map(past -> day(past.recorded()));
        }
        return Stream.concat(days, days(dataClass)).min(Comparator.naturalOrder());
    }

    private Stream<LocalDate> firstDay(Holding.HeldField held) {
        return Optional.ofNullable(firstFields.get(held.field().number())).stream()
                .map(past -> day(past.recorded()));
    }

    /// The days of a class's records.
    private Stream<LocalDate> days(DataClass dataClass) {
        return dossier.records().entrySet().stream()
                .filter(one ->
                        policy.kind(one.getKey()).orElseThrow().dataClass().equals(dataClass.id()))
                .flatMap(one -> one.getValue().stream())
                .map(Records.Entry::day);
    }

    private static LocalDate day(Instant at) {
        return at.atZone(ZoneOffset.UTC).toLocalDate();
    }

    private Holding.Kept kept(DataClass dataClass) {
        var retention = dataClass.retention();
        Optional<LocalDate> from =
                switch (retention.from()) {
                    case LAST_ACTIVITY -> Optional.of(dossier.head().activeOn());
                    case RECORDED -> days(dataClass).max(Comparator.naturalOrder());
                    case CONSENT_END -> lastConsentEnd();
                };
        return new Holding.Kept(
                from.map(day -> day.plus(retention.longest())),
                retention.from(),
                retention.longest(),
                retention.ground());
    }

    /// The day the last consent ended; none while one stands or none was ever asked for.
    private Optional<LocalDate> lastConsentEnd() {
        var ends = new ArrayList<LocalDate>();
        for (ConsentState recorded : dossier.book().states().values()) {
            ConsentState state = recorded.asOf(dossier.head().at());
            if (BookActs.grant(state).isPresent()) {
                return Optional.empty();
            }
            state.ending().map(Ending::since).map(HoldingReader::day).ifPresent(ends::add);
        }
        return ends.stream().max(Comparator.naturalOrder());
    }
}
