package custos.sheet;

import static java.nio.charset.StandardCharsets.UTF_8;

import custos.customer.CardNumber;
import custos.customer.CustomerId;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;

/// The file of lines that were not taken in: the sheet's own columns, and in front of them the
/// line, the reason and the customers whom it may be about, so that a person can mend the lines and
/// import the file again.
///
/// UTF-8 with a byte order mark, CR LF, the sheet's delimiter. Cells that a spreadsheet would
/// compute get a `'` in front ([SheetReader]'s rows lose it again when they are read), card numbers
/// are taken out. Closing it closes the stream.
public final class Rejects implements AutoCloseable {
    private static final String LINE = "custos line";
    private static final String REASON = "custos reason";
    private static final String CUSTOMER = "custos customer";
    private static final int OURS = 3;
    private static final String FORMULA_STARTS = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

    private final CsvWriter out;
    private final int columns;

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
        write(List.of(LINE, REASON, CUSTOMER), header);
    }

    /// Adds a refused row.
    public void add(ImportRow.Refused refused) {
        add(refused.line(), refused.reason(), List.of(), refused.cells());
    }

    /// Adds a row that the vault did not take in, with the reason in words that repeat no value.
    ///
    /// @param customers whom it may be about
    public void add(long line, String reason, List<CustomerId> customers, List<String> cells) {
        var ids = customers.stream().map(CustomerId::value).toList();
        write(List.of(Long.toString(line), reason, String.join(" ", ids)), cells);
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
        return List.of(LINE, REASON, CUSTOMER).contains(folded);
    }

    private void write(List<String> ours, List<String> cells) {
        var all = new ArrayList<String>(columns + OURS);
        all.addAll(ours);
        cells.forEach(cell -> all.add(safe(cell)));
        while (all.size() < columns + OURS) {
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
