package custos.list;

import custos.customer.FieldValue;
import custos.policy.FieldId;
import custos.policy.KindId;
import java.time.LocalDate;
import java.time.Month;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Who has a birthday in a month.
public record Birthdays(Month month) implements ListQuestion {
    public static final String CODE = "birthdays";

    private static final FieldId BIRTH_DATE = new FieldId("birth_date");

    @Override
    public String code() {
        return CODE;
    }

    @Override
    public Set<KindId> kinds() {
        return Set.of();
    }

    @Override
    public Set<FieldId> fields() {
        return Set.of(BIRTH_DATE);
    }

    @Override
    public List<String> facts() {
        return List.of("day");
    }

    @Override
    public Optional<Reason> answer(Opened person) {
        return person.field(BIRTH_DATE)
                .flatMap(value ->
                        value instanceof FieldValue.Day(LocalDate born) && born.getMonth() == month
                                ? Optional.of(reason(born))
                                : Optional.empty());
    }

    private static Reason reason(LocalDate born) {
        var facts = new LinkedHashMap<String, FieldValue>();
        facts.put("day", new FieldValue.Whole(born.getDayOfMonth()));
        return new Reason("birthday", facts);
    }
}
