package custos.sheet;

import static java.nio.charset.StandardCharsets.UTF_8;

import custos.customer.CardNumber;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;

/// The file of refused lines: the sheet's own columns, and in front of them the line and the
/// reason, so that a person can mend the lines and import the file again.
///
/// UTF-8 with a byte order mark, CR LF, the sheet's delimiter. Cells that a spreadsheet would
/// compute get a `'` in front ([SheetReader]'s rows lose it again when they are read), card numbers
/// are taken out. Closing it closes the stream.
public final class Rejects implements AutoCloseable {
    private static final String LINE = "custos line";
    private static final String REASON = "custos reason";
    private static final String FORMULA_STARTS = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

    private final CsvWriter out;
    private final int columns;
    private long count;

    /// Writes the header at once.
    public Rejects(OutputStream stream, List<String> header, char delimiter) {
        try {
            Writer writer = new OutputStreamWriter(stream, UTF_8);
            writer.write('\uFEFF');
            out =
                    CsvWriter.builder()
                            .fieldSeparator(delimiter)
                            .lineDelimiter(LineDelimiter.CRLF)
                            .build(writer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        columns = header.size();
        write(LINE, REASON, header);
    }

    /// Adds a refused row.
    public void add(ImportRow.Refused refused) {
        add(refused.line(), refused.reason(), refused.cells());
    }

    /// Adds a row that the vault refused, with the reason in words that repeat no value.
    public void add(long line, String reason, List<String> cells) {
        write(Long.toString(line), reason, cells);
        count++;
    }

    /// The rows so far.
    public long count() {
        return count;
    }

    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// True for the columns that this file adds, which an import of it leaves out.
    static boolean isOurs(String header) {
        String folded = Words.fold(header);
        return folded.equals(LINE) || folded.equals(REASON);
    }

    private void write(String line, String reason, List<String> cells) {
        var all = new ArrayList<String>(columns + 2);
        all.add(line);
        all.add(reason);
        cells.forEach(cell -> all.add(safe(cell)));
        while (all.size() < columns + 2) {
            all.add("");
        }
        out.writeRecord(all);
    }

    private static String safe(String cell) {
        String text = CardNumber.appearsIn(cell) ? "(card number taken out)" : cell;
        boolean computed = !text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0;
        return computed ? "'" + text : text;
    }
}
