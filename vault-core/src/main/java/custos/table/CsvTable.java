package custos.table;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.stream.Collectors;

/// CSV as spreadsheets open it without harm (RFC 4180): UTF-8 with a byte order mark, and an
/// apostrophe before whatever a spreadsheet would run as a formula or take for a number that it is
/// not.
public final class CsvTable implements Table {
    /// What parts cells or lines in some locale's spreadsheet.
    private static final String PARTS = ",;\t\"\n\r|";

    private static final int BUFFER = 1 << 16;

    private final OutputStream out;
    private final StringBuilder waiting = new StringBuilder();

    /// @param out is flushed and never closed
    public CsvTable(OutputStream out) {
        this.out = out;
    }

    @Override
    public void head(List<String> names) throws IOException {
        waiting.append('\uFEFF');
        line(names.stream().map(SpreadsheetText::harmless).toList());
    }

    @Override
    public void row(List<? extends Cell> cells) throws IOException {
        line(cells.stream().map(CsvTable::text).toList());
    }

    private static String text(Cell cell) {
        return switch (cell) {
            case Cell.Text(String value) -> SpreadsheetText.harmless(value);
            case Cell.Digits(String value) -> SpreadsheetText.digits(value);
            case Cell.Code(String value) -> value;
            case Cell.Quantity(var value) -> value.toPlainString();
        };
    }

    private void line(List<String> cells) throws IOException {
        waiting.append(
                cells.stream().map(CsvTable::quoted).collect(Collectors.joining(",", "", "\r\n")));
        if (waiting.length() > BUFFER) {
            drain();
        }
    }

    private static String quoted(String text) {
        boolean quote = text.chars().anyMatch(c -> PARTS.indexOf(c) >= 0);
        return quote ? "\"" + text.replace("\"", "\"\"") + "\"" : text;
    }

    private void drain() throws IOException {
        out.write(waiting.toString().getBytes(UTF_8));
        waiting.setLength(0);
    }

    @Override
    public void flush() throws IOException {
        drain();
        out.flush();
    }

    @Override
    public void finish() throws IOException {
        flush();
    }

    /// What waits is dropped: only [#finish] makes a whole file.
    @Override
    public void close() {
        waiting.setLength(0);
    }
}
