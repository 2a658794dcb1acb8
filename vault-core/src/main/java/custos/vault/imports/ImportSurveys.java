package custos.vault.imports;

import custos.customer.FieldValue;
import custos.event.Subject;
import custos.policy.Field;
import custos.policy.FieldId;
import custos.policy.KindId;
import custos.policy.Policy;
import custos.policy.RecordKind;
import custos.policy.SourceId;
import custos.sheet.SurveyAnswer;
import custos.store.ReadSession;
import custos.store.RecordRow;
import custos.vault.core.Core;
import custos.vault.rows.CustomerDraft;
import custos.vault.rows.CustomerFile;
import custos.vault.rows.Kinds;
import custos.vault.rows.Parts;
import custos.vault.rows.Slots;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Adds what people of a sheet answered, unless the vault has it: the same score and reason of the
/// same day, each as often as the sheet names it. An answer without a day is any such answer of an
/// import, and otherwise of the day of this one.
final class ImportSurveys {
    private static final FieldId ANSWERED_ON = new FieldId("answered_on");

    /// What makes two answers one.
    private static final List<FieldId> SAME =
            Stream.of("survey", "scale", "score", "why").map(FieldId::new).toList();

    private final Policy policy;
    private final Optional<RecordKind> kind;

    ImportSurveys(Policy policy) {
        this.policy = policy;
        this.kind = policy.kind(new KindId("survey-answer"));
    }

    /// Those that a customer's file lacks.
    List<SurveyAnswer> lacking(ReadSession read, CustomerFile file, List<SurveyAnswer> said) {
        if (said.isEmpty() || kind.isEmpty()) {
            return List.of();
        }
        List<SortedMap<Integer, FieldValue>> known = known(read, file);
        // What names its day first: it is one certain answer, the others are any.
        return said.stream()
                .sorted(Comparator.comparing(answer -> answer.on().isEmpty()))
                .filter(answer -> !isTaken(answer, known))
                .toList();
    }

    private List<SortedMap<Integer, FieldValue>> known(ReadSession read, CustomerFile file) {
        long from = Slots.firstRow(file.no());
        List<RecordRow> rows =
                read.recordsOfKind(
                        kind.orElseThrow().number(), from, Slots.endRow(file.no()), 1 << 20);
        return rows.stream().map(file::open).collect(Collectors.toCollection(ArrayList::new));
    }

    private boolean isTaken(SurveyAnswer answer, List<SortedMap<Integer, FieldValue>> known) {
        boolean dated = answer.on().isPresent();
        var wanted = same(values(answer, answer.on().orElse(LocalDate.EPOCH)), dated);
        for (int i = 0; i < known.size(); i++) {
            if (same(known.get(i), dated).equals(wanted)) {
                known.remove(i);
                return true;
            }
        }
        return false;
    }

    private SortedMap<Integer, FieldValue> same(
            SortedMap<Integer, FieldValue> values, boolean dated) {
        var same = new TreeMap<>(values);
        same.keySet()
                .retainAll(
                        Stream.concat(SAME.stream(), dated ? Stream.of(ANSWERED_ON) : Stream.of())
                                .flatMap(id -> policy.field(id).stream())
                                .map(Field::number)
                                .toList());
        return same;
    }

    private SortedMap<Integer, FieldValue> values(SurveyAnswer answer, LocalDate day) {
        return ImportFields.survey(policy, kind.orElseThrow(), answer, day);
    }

    /// Adds answers to a customer.
    ///
    /// @return the parts of the leaf that tell of them
    List<Subject.Part> add(
            List<SurveyAnswer> answers, CustomerDraft draft, SourceId source, Instant now) {
        var parts = new ArrayList<Subject.Part>();
        if (kind.isEmpty()) {
            return parts;
        }
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        for (SurveyAnswer answer : answers) {
            LocalDate on = answer.on().orElse(today);
            SortedMap<Integer, FieldValue> values = values(answer, on);
            int day = Math.toIntExact(on.toEpochDay());
            long number =
                    draft.add(Kinds.classNo(policy, kind.get()), kind.get().number(), day, values);
            parts.add(Parts.record(number, 1, List.copyOf(values.keySet()), Optional.of(source)));
            draft.activeOn(Math.min(day, Core.day(now)));
        }
        return parts;
    }
}
