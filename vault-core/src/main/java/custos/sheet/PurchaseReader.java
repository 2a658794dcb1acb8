package custos.sheet;

import custos.customer.WrittenDate;
import custos.sheet.RowProblem.Code;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads what a row says of a purchase: nothing where it names no day. Holds no state.
final class PurchaseReader {
    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");
    private static final int MAX_LINE = 200;
    private static final int MAX_CODE = 64;

    private final WrittenDate.Order dates;
    private final Optional<String> currency;
    private final LocalDate today;

    PurchaseReader(ColumnMap map, LocalDate today) {
        this.dates = map.dates();
        this.currency = map.currency();
        this.today = today;
    }

    Optional<SheetPurchase> read(Cells cells, long line) {
        Optional<LocalDate> on = day(cells, ColumnRole.BOUGHT_ON);
        if (on.isEmpty()) {
            return Optional.empty();
        }
        if (on.get().isAfter(today)) {
            cells.problem(Code.PURCHASE_IN_FUTURE);
            return Optional.empty();
        }
        Optional<BigDecimal> total = amount(cells, ColumnRole.TOTAL);
        List<SheetPurchase.Line> lines = line(cells).stream().toList();
        if (total.isEmpty() && lines.isEmpty()) {
            cells.problem(Code.PURCHASE_WITHOUT_TOTAL);
            return Optional.empty();
        }
        Optional<String> money =
                cells.line(ColumnRole.CURRENCY, 3)
                        .map(code -> code.toUpperCase(java.util.Locale.ROOT))
                        .filter(code -> CURRENCY.matcher(code).matches())
                        .or(() -> currency);
        if (money.isEmpty()) {
            cells.problem(Code.PURCHASE_WITHOUT_CURRENCY);
            return Optional.empty();
        }
        return Optional.of(
                new SheetPurchase(
                        line,
                        cells.line(ColumnRole.ORDER_NUMBER, MAX_CODE).map(PurchaseReader::whole),
                        on.get(),
                        total,
                        money.get(),
                        day(cells, ColumnRole.DUE_ON),
                        day(cells, ColumnRole.PAID_ON),
                        cells.line(ColumnRole.SALES_CHANNEL, MAX_CODE),
                        lines));
    }

    /// A number that a spreadsheet made a decimal of.
    private static String whole(String text) {
        return text.matches("[0-9]+\\.0+") ? text.substring(0, text.indexOf('.')) : text;
    }

    private Optional<LocalDate> day(Cells cells, ColumnRole role) {
        return cells.read(role, Code.INVALID_DATE, text -> SheetDate.ofMoment(text, dates));
    }

    private static Optional<BigDecimal> amount(Cells cells, ColumnRole role) {
        return cells.read(role, Code.INVALID_AMOUNT, SheetAmount::parse);
    }

    private static Optional<SheetPurchase.Line> line(Cells cells) {
        Optional<String> item = cells.line(ColumnRole.PRODUCT, MAX_LINE);
        Optional<BigDecimal> price = amount(cells, ColumnRole.UNIT_PRICE);
        if (item.isEmpty() || price.isEmpty()) {
            return Optional.empty();
        }
        BigDecimal quantity = amount(cells, ColumnRole.QUANTITY).orElse(BigDecimal.ONE);
        return Optional.of(new SheetPurchase.Line(item.get(), quantity, price.get()));
    }
}
