package custos.sheet;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.Row;
import org.jspecify.annotations.Nullable;

/// The cells of a workbook as a person would type them: numbers without exponents and without what
/// floating point adds behind the fifteenth digit, dates as `2026-01-31`, and nothing for a formula
/// that failed.
final class CellText {
    private static final MathContext DIGITS = new MathContext(15);

    /// Office Open XML's own formats of dates, 18.8.30 of ECMA-376 part 1, with those of East Asia.
    private static final int[][] DATE_FORMATS = {{14, 17}, {22, 22}, {27, 36}, {50, 58}};

    /// A format that shows a day, once quoted text, colours and escapes are gone.
    private static final Pattern SHOWN_TEXT = Pattern.compile("\"[^\"]*\"|\\\\.|_.|\\[[^\\]]*\\]");

    private static final Pattern DAY = Pattern.compile("[dDyY]");

    /// Day 0 of workbooks that count from 1904, as some on the Mac do.
    private static final LocalDate DAY_ZERO_1904 = LocalDate.of(1904, 1, 1);

    private static final LocalDate DAY_ZERO = LocalDate.of(1899, 12, 30);
    private static final BigDecimal MAX_DAY = BigDecimal.valueOf(2_958_465);

    private final boolean since1904;

    /// @param since1904 how the workbook counts its days
    CellText(boolean since1904) {
        this.since1904 = since1904;
    }

    List<String> of(Row row) {
        if (row.getCellCount() > SheetReader.MAX_COLUMNS) {
            throw new SheetFault.NotASheet("a sheet has at most 1000 columns");
        }
        var texts = new ArrayList<String>(row.getCellCount());
        for (int i = 0; i < row.getCellCount(); i++) {
            texts.add(of(row.getCell(i)));
        }
        return texts;
    }

    private String of(@Nullable Cell cell) {
        if (cell == null || cell.getType() == CellType.EMPTY || cell.getType() == CellType.ERROR) {
            return "";
        }
        Object value = cell.getValue();
        return switch (value) {
            case null -> "";
            case BigDecimal number -> number(number, cell);
            case Boolean answer -> answer.toString();
            // An error of a formula, such as #N/A.
            case String text when cell.getType() == CellType.FORMULA && isFailure(text) -> "";
            case String text -> text.replace("\r\n", "\n").replace("_x000D_", "");
            default -> cell.getText();
        };
    }

    private static boolean isFailure(String text) {
        return text.startsWith("#") && text.matches("#(N/A|[A-Z0-9/]+[!?])");
    }

    private String number(BigDecimal number, Cell cell) {
        boolean day = number.signum() >= 0 && number.compareTo(MAX_DAY) <= 0;
        if (day && showsDay(cell)) {
            return day(number);
        }
        BigDecimal plain = number.round(DIGITS).stripTrailingZeros();
        return plain.signum() == 0 ? "0" : plain.toPlainString();
    }

    private String day(BigDecimal number) {
        LocalDate zero = since1904 ? DAY_ZERO_1904 : DAY_ZERO;
        LocalDate day = zero.plusDays(number.longValue());
        long seconds =
                number.remainder(BigDecimal.ONE)
                        .multiply(BigDecimal.valueOf(86_400))
                        .add(new BigDecimal("0.5"))
                        .longValue();
        if (seconds == 0) {
            return day.toString();
        }
        LocalDateTime time = day.atStartOfDay().plusSeconds(seconds);
        return time.toLocalDate() + " " + time.toLocalTime();
    }

    private static boolean showsDay(Cell cell) {
        Integer id = cell.getDataFormatId();
        if (id != null) {
            for (int[] range : DATE_FORMATS) {
                if (id >= range[0] && id <= range[1]) {
                    return true;
                }
            }
        }
        String format = cell.getDataFormatString();
        return format != null
                && !format.equalsIgnoreCase("General")
                && DAY.matcher(SHOWN_TEXT.matcher(format).replaceAll("")).find();
    }
}
