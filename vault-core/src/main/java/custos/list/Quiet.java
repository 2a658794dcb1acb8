package custos.list;

import custos.customer.FieldValue;
import custos.policy.FieldId;
import custos.policy.KindId;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Who bought something once, and nothing for so many days. Whoever never bought anything has
/// nothing to come back to.
public record Quiet(int days) implements ListQuestion {
    public static final String CODE = "quiet";
    public static final int MAX_DAYS = 3_650;
    public static final int STANDARD_DAYS = 30;

    public Quiet {
        Limits.require("days", days, 1, MAX_DAYS);
    }

    @Override
    public String code() {
        return CODE;
    }

    @Override
    public Set<KindId> kinds() {
        return Set.of(TOTALS);
    }

    @Override
    public Set<FieldId> fields() {
        return Set.of();
    }

    @Override
    public List<String> facts() {
        return List.of("last_purchase");
    }

    @Override
    public Optional<Reason> answer(Opened person) {
        LocalDate limit = person.today().minusDays(days);
        return person.bought().last().filter(last -> !last.isAfter(limit)).map(Quiet::reason);
    }

    private static Reason reason(LocalDate last) {
        var facts = new LinkedHashMap<String, FieldValue>();
        facts.put("last_purchase", new FieldValue.Day(last));
        return new Reason(CODE, facts);
    }
}
