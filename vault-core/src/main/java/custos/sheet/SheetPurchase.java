package custos.sheet;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A purchase as a sheet tells of it: a row, or the rows that share an order number.
///
/// @param line of the file where it begins
/// @param total as the sheet says; empty when only its lines do
public record SheetPurchase(
        long line,
        Optional<String> number,
        LocalDate on,
        Optional<BigDecimal> total,
        String currency,
        Optional<LocalDate> due,
        Optional<LocalDate> paid,
        Optional<String> channel,
        List<Line> lines) {
    public SheetPurchase {
        lines = List.copyOf(lines);
    }

    /// One article.
    public record Line(String item, BigDecimal quantity, BigDecimal unitPrice) {}

    /// What it came to: as the sheet says, or what its lines add up to.
    public BigDecimal sum() {
        return total.orElseGet(() ->
                lines.stream()
                        .map(line -> line.quantity().multiply(line.unitPrice()))
                        .reduce(BigDecimal.ZERO, BigDecimal::add));
    }

    /// Rows with the same order number are one purchase, in the order of their first rows; the
    /// first one's day, total and currency hold.
    static List<SheetPurchase> gathered(List<SheetPurchase> rows) {
        Map<String, SheetPurchase> byNumber = new LinkedHashMap<>();
        for (SheetPurchase row : rows) {
            String key = row.number().map(no -> "n" + no).orElse("l" + row.line());
            byNumber.merge(key, row, SheetPurchase::with);
        }
        return List.copyOf(byNumber.values());
    }

    private SheetPurchase with(SheetPurchase later) {
        var all = new ArrayList<>(lines);
        all.addAll(later.lines());
        return new SheetPurchase(line, number, on, total, currency, due, paid, channel, all);
    }

    /// Redacted: what somebody buys is personal data.
    @Override
    public String toString() {
        return "SheetPurchase[line=" + line + ", redacted]";
    }
}
