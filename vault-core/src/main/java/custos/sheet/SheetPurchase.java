package custos.sheet;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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
    public record Line(String item, BigDecimal quantity, BigDecimal unitPrice) {
        BigDecimal sum() {
            return quantity.multiply(unitPrice);
        }
    }

    /// What it came to: as the sheet says, or what its lines add up to.
    public BigDecimal sum() {
        return total.orElseGet(() -> added(lines.stream().map(Line::sum)));
    }

    /// One purchase of the rows of one order; the first row's day and currency hold.
    ///
    /// @param rows at least one
    /// @return nothing when they do not agree on what it came to
    static Optional<SheetPurchase> ofOrder(List<SheetPurchase> rows) {
        SheetPurchase first = rows.getFirst();
        List<Line> lines = rows.stream().flatMap(row -> row.lines().stream()).toList();
        Optional<BigDecimal> sum = sumOfRows(rows);
        long totals =
                rows.stream().flatMap(row -> row.money().stream()).distinct().limit(2).count();
        if (sum.isEmpty() && totals > 1) {
            return Optional.empty();
        }
        return Optional.of(
                new SheetPurchase(
                        first.line(),
                        first.number(),
                        first.on(),
                        sum.or(() ->
                                rows.stream().flatMap(row -> row.total().stream()).findFirst()),
                        first.currency(),
                        first.due(),
                        first.paid(),
                        first.channel(),
                        lines));
    }

    /// What the totals of several rows add up to, where each is that of its own articles: they come
    /// to the same as all articles do.
    private static Optional<BigDecimal> sumOfRows(List<SheetPurchase> rows) {
        boolean whole =
                rows.size() > 1
                        && rows.stream()
                                .allMatch(row ->
                                        row.total().isPresent()
                                                && !row.lines().isEmpty()
                                                && row.currency()
                                                        .equals(rows.getFirst().currency()));
        if (!whole) {
            return Optional.empty();
        }
        BigDecimal totals = added(rows.stream().flatMap(row -> row.total().stream()));
        BigDecimal articles =
                added(rows.stream().flatMap(row -> row.lines().stream()).map(Line::sum));
        return Optional.of(totals).filter(sum -> sum.compareTo(articles) == 0);
    }

    /// The total with its currency, for comparing.
    private Optional<String> money() {
        return total.map(sum -> sum.stripTrailingZeros().toPlainString() + currency);
    }

    private static BigDecimal added(Stream<BigDecimal> amounts) {
        return amounts.reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /// Redacted: what somebody buys is personal data.
    @Override
    public String toString() {
        return "SheetPurchase[line=" + line + ", redacted]";
    }
}
