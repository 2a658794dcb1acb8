package custos.figure;

import java.math.BigDecimal;

/// How often something was bought, how much of it, and by how many.
///
/// @param purchases lines of purchases that name it, without returns
/// @param customers how many customers bought it
/// @param quantity less what was returned
public record Sold(long purchases, long customers, BigDecimal quantity) {
    Sold plus(Sold other) {
        return new Sold(
                purchases + other.purchases,
                customers + other.customers,
                quantity.add(other.quantity));
    }
}
