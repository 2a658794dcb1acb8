package custos.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.stream.Collectors;

/// CSV as spreadsheets open it without harm (RFC 4180): UTF-8 with a byte order mark, and an
/// apostrophe before whatever a spreadsheet would run as a formula.
final class Csv {
    private static final String FORMULA_STARTS = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

    /// What parts cells or lines in some locale's spreadsheet.
    private static final String PARTS = ",;\t\"\n\r|";

    private Csv() {}

    static byte[] head(List<String> names) {
        return ("\uFEFF" + line(names)).getBytes(UTF_8);
    }

    static byte[] rows(List<List<String>> rows) {
        return rows.stream().map(Csv::line).collect(Collectors.joining()).getBytes(UTF_8);
    }

    private static String line(List<String> cells) {
        return cells.stream().map(Csv::cell).collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String cell(String text) {
        boolean formula = !text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0;
        String safe = formula ? "'" + text : text;
        boolean quoted = safe.chars().anyMatch(c -> PARTS.indexOf(c) >= 0);
        return quoted ? "\"" + safe.replace("\"", "\"\"") + "\"" : safe;
    }
}
