package custos.vault.consents;

import custos.customer.FieldValue;
import custos.list.Bought;
import custos.list.ListQuestion;
import custos.list.Opened;
import custos.policy.Field;
import custos.policy.FieldId;
import custos.policy.KindId;
import custos.policy.Policy;
import custos.policy.PurposeId;
import custos.policy.RecordKind;
import custos.store.ReadSession;
import custos.store.RecordRow;
import custos.vault.rows.CustomerFile;
import custos.vault.rows.Kinds;
import custos.vault.rows.Slots;
import custos.vault.rows.Totals;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// One customer as a question sees her. For one thread, while her file is open.
///
/// @param view as what the question is asked
public record OpenedPerson(ReadSession read, CustomerFile file, Profile profile, View view)
        implements Opened {
    /// How many of her records are read at once.
    private static final int PAGE = 200;

    /// What is the same for everybody who is looked at.
    ///
    /// @param wanted the numbers of the records' fields that are opened
    /// @param day today, in days since 1970-01-01
    public record View(Policy policy, PurposeId purpose, IntPredicate wanted, int day) {
        /// Of a question: no field of a record but those that it decides by or tells.
        public static View of(Policy policy, PurposeId purpose, ListQuestion question, int day) {
            Set<Integer> numbers =
                    question.ofRecords().stream()
                            .flatMap(id -> policy.field(id).stream())
                            .map(Field::number)
                            .collect(Collectors.toUnmodifiableSet());
            return new View(policy, purpose, numbers::contains, day);
        }
    }

    @Override
    public PurposeId purpose() {
        return view.purpose();
    }

    @Override
    public LocalDate today() {
        return LocalDate.ofEpochDay(view.day());
    }

    @Override
    public Optional<FieldValue> field(FieldId id) {
        return view.policy()
                .field(id)
                .map(Field::number)
                .flatMap(number ->
                        Optional.ofNullable(profile.contact().get(number))
                                .or(() -> Optional.ofNullable(profile.profile().get(number))));
    }

    @Override
    public Bought bought() {
        Totals totals = Totals.of(file, view.policy());
        return new Bought(totals.purchases(), totals.sums(), totals.days().lastPurchase());
    }

    @Override
    public Stream<Noted> records(KindId kind) {
        RecordKind known = Kinds.of(view.policy(), kind);
        return Stream.iterate(page(known, Slots.firstRow(file.no())), page -> next(known, page))
                .takeWhile(page -> !page.isEmpty())
                .flatMap(List::stream)
                .map(this::open);
    }

    private List<RecordRow> next(RecordKind kind, List<RecordRow> before) {
        return before.size() < PAGE ? List.of() : page(kind, before.getLast().no() + 1);
    }

    private List<RecordRow> page(RecordKind kind, long from) {
        return read.recordsOfKind(kind.number(), from, Slots.endRow(file.no()), PAGE);
    }

    private Noted open(RecordRow row) {
        var fields = new HashMap<FieldId, FieldValue>();
        file.open(row, view.wanted())
                .forEach((number, value) ->
                        view.policy()
                                .field(number)
                                .ifPresent(field -> fields.put(field.id(), value)));
        return new Noted(LocalDate.ofEpochDay(row.day()), fields);
    }

    /// Redacted: it is all personal data.
    @Override
    public String toString() {
        return "OpenedPerson[redacted]";
    }
}
