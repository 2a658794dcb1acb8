package custos.table;

/// What spreadsheets make of the first sign of a cell (OWASP, CSV injection).
final class SpreadsheetText {
    private static final String FORMULA_STARTS = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

    private SpreadsheetText() {}

    static boolean isFormula(String text) {
        return !text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0;
    }

    /// With an apostrophe before what would be run.
    static String harmless(String text) {
        return isFormula(text) ? "'" + text : text;
    }

    /// With an apostrophe before digits, which would lose their leading zeros.
    static String digits(String text) {
        return text.isEmpty() ? text : "'" + text;
    }
}
