package custos.figure;

import java.math.BigDecimal;

/// How often something was bought, and how much of it.
public record Sold(long purchases, BigDecimal quantity) {
    Sold plus(Sold other) {
        return new Sold(purchases + other.purchases, quantity.add(other.quantity));
    }
}
