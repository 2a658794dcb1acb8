package custos.policy;

import custos.policy.RewardProgramme.Prize;
import custos.policy.RewardProgramme.Value;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Optional;

/// Reads the reward programme, which a policy may do without.
final class RewardReader {
    private static final int MOST_PRIZES = 100;
    private static final long DEAREST = 1_000_000;
    private static final String NAME = "[a-z0-9-]{1,64}";

    private RewardReader() {}

    static Optional<RewardProgramme> read(Section root) {
        return root.find("rewards").map(place -> programme(place.section()));
    }

    private static RewardProgramme programme(Section said) {
        said.only("unit", "value", "prizes");
        return new RewardProgramme(
                said.text("unit", Place::code),
                said.find("value").flatMap(place -> value(place.section())),
                prizes(said));
    }

    private static Optional<Value> value(Section said) {
        said.only("amount", "currency");
        String amount =
                said.text(
                        "amount",
                        place ->
                                place.text(
                                        "[0-9]{1,9}(\\.[0-9]{1,4})?",
                                        "an amount such as \"0.50\""));
        String currency = said.text("currency", RewardReader::currency);
        return amount.isEmpty() || currency.isEmpty()
                ? Optional.empty()
                : Optional.of(new Value(new BigDecimal(amount), currency));
    }

    private static Optional<String> currency(Place place) {
        Optional<String> code = place.text();
        boolean unknown =
                code.filter(text ->
                                Currency.getAvailableCurrencies().stream()
                                        .noneMatch(one -> one.getCurrencyCode().equals(text)))
                        .isPresent();
        if (unknown) {
            place.wrong("must be a currency of ISO 4217 such as CZK");
        }
        return code;
    }

    private static List<Prize> prizes(Section said) {
        var prizes = new ArrayList<Prize>();
        said.section("prizes")
                .each((id, cost) -> {
                    if (!id.matches(NAME)) {
                        cost.wrong("a name here is " + NAME);
                    }
                    cost.whole(1, DEAREST).ifPresent(whole -> prizes.add(new Prize(id, whole)));
                });
        if (prizes.size() > MOST_PRIZES) {
            said.find("prizes")
                    .ifPresent(place -> place.wrong("at most " + MOST_PRIZES + " prizes"));
        }
        prizes.sort(Comparator.comparingLong(Prize::cost).thenComparing(Prize::id));
        return prizes;
    }
}
