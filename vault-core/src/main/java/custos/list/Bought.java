package custos.list;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;
import java.util.SortedMap;

/// What somebody's purchases add up to.
///
/// @param sums by currency
public record Bought(long purchases, SortedMap<String, BigDecimal> sums, Optional<LocalDate> last) {
    /// Redacted: what somebody buys is personal data.
    @Override
    public String toString() {
        return "Bought[redacted]";
    }
}
