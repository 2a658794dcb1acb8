package custos.vault;

import custos.customer.FieldValue;
import custos.list.Bought;
import custos.list.Opened;
import custos.policy.Field;
import custos.policy.FieldId;
import custos.policy.KindId;
import custos.policy.Policy;
import custos.policy.RecordKind;
import custos.store.ReadSession;
import custos.store.RecordRow;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// One customer as a question sees her. For one thread, while her file is open.
///
/// @param day today, in days since 1970-01-01
record OpenedPerson(ReadSession read, CustomerFile file, Profile profile, Policy policy, int day)
        implements Opened {
    /// How many of her records are read at once.
    private static final int PAGE = 200;

    @Override
    public LocalDate today() {
        return LocalDate.ofEpochDay(day);
    }

    @Override
    public Optional<FieldValue> field(FieldId id) {
        return policy.field(id)
                .map(Field::number)
                .flatMap(number ->
                        Optional.ofNullable(profile.contact().get(number))
                                .or(() -> Optional.ofNullable(profile.profile().get(number))));
    }

    @Override
    public Bought bought() {
        Totals totals = Totals.of(file, policy);
        return new Bought(totals.purchases(), totals.sums(), totals.days().lastPurchase());
    }

    @Override
    public Stream<Noted> records(KindId kind) {
        RecordKind known = Kinds.of(policy, kind);
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
        file.open(row)
                .forEach((number, value) ->
                        policy.field(number).ifPresent(field -> fields.put(field.id(), value)));
        return new Noted(LocalDate.ofEpochDay(row.day()), fields);
    }

    /// Redacted: it is all personal data.
    @Override
    public String toString() {
        return "OpenedPerson[redacted]";
    }
}
