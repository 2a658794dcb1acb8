package custos.policy;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/// What the shop gives to those who come back: stamps or points, what one is worth, and the prizes
/// that so many of them buy.
///
/// @param unit what is collected, one of the choices of the field `unit`
/// @param value what one is worth in money, where it is
/// @param prizes cheapest first
public record RewardProgramme(String unit, Optional<Value> value, List<Prize> prizes) {
    public RewardProgramme {
        prizes = List.copyOf(prizes);
    }

    /// @param currency an ISO 4217 code
    public record Value(BigDecimal amount, String currency) {
        /// What so many are worth.
        public BigDecimal of(long count) {
            return amount.multiply(BigDecimal.valueOf(count));
        }
    }

    /// @param id its name in the policy, by which the words call it
    /// @param cost how many it takes
    public record Prize(String id, long cost) {}

    public Optional<Prize> prize(String id) {
        return prizes.stream().filter(prize -> prize.id().equals(id)).findFirst();
    }
}
