package custos.list;

import custos.customer.FieldValue;
import custos.policy.FieldId;
import custos.policy.KindId;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// Who bought for the highest sums in one currency. Sums in different currencies are not compared.
///
/// @param count how many are picked
public record BestCustomers(String currency, int count) implements ListQuestion {
    public static final String CODE = "best";
    public static final int MAX_COUNT = 10_000;
    public static final int STANDARD_COUNT = 100;

    public BestCustomers {
        if (!currency.matches("[A-Z]{3}")) {
            throw new BadParameter("currency", "it must be an ISO 4217 code such as CZK");
        }
        Limits.require("count", count, 1, MAX_COUNT);
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
        return List.of("sum", "currency", "purchases");
    }

    @Override
    public OptionalInt most() {
        return OptionalInt.of(count);
    }

    @Override
    public Optional<Reason> answer(Opened person) {
        Bought bought = person.bought();
        return Optional.ofNullable(bought.sums().get(currency))
                .filter(sum -> sum.signum() > 0)
                .map(sum -> reason(sum, bought.purchases()));
    }

    private Reason reason(BigDecimal sum, long purchases) {
        var facts = new LinkedHashMap<String, FieldValue>();
        facts.put("sum", new FieldValue.Decimal(sum));
        facts.put("currency", new FieldValue.Text(currency));
        facts.put("purchases", new FieldValue.Whole(purchases));
        return new Reason(CODE, facts, sum);
    }
}
