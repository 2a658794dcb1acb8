package custos.sheet;

import static java.util.stream.Collectors.joining;

import custos.sheet.CellSplitter.Quotes;
import custos.sheet.LineSource.Line;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/// A text of separated values, however badly it is written. Holds one row at a time.
///
/// A row whose quotation marks are not closed is refused alone: reading goes on at the next line of
/// the file.
final class TextSheet implements SheetReader {
    private static final int MAX_ROW = 4 << 20;
    private static final int MAX_LINES_OF_A_ROW = 10_000;
    private static final int MAX_SHOWN = 32_000;

    /// After so many characters read a second time, rows of at most a few lines are looked for: a
    /// file made of nothing but open quotation marks would otherwise cost the square of its size.
    private static final long MAX_REREAD = 64L << 20;

    private static final int MAX_LINES_WHEN_WARY = 16;

    private final SheetShape.Text shape;
    private final Reader reader;
    private final LineSource lines;
    private final List<String> header;
    private long row = 1;
    private long blankRows;
    private long reread;
    private @Nullable SheetLine next;

    private TextSheet(SheetShape.Text shape, Reader reader) {
        this.shape = shape;
        this.reader = reader;
        this.lines = new LineSource(reader);
        this.header = HeaderRow.read(lines, shape);
    }

    static SheetShape.Text detect(SheetBytes bytes) {
        var encoding = EncodingGuess.of(bytes);
        try (Reader reader = text(bytes, encoding)) {
            return HeaderRow.find(new LineSource(reader), encoding);
        } catch (IOException e) {
            throw new SheetFault.Unreadable(e);
        }
    }

    static TextSheet open(SheetBytes bytes, SheetShape.Text shape) {
        Reader reader = text(bytes, shape.encoding());
        try {
            return new TextSheet(shape, reader);
        } catch (SheetFault fault) {
            closeQuietly(reader, fault);
            throw fault;
        }
    }

    @Override
    public SheetShape.Text shape() {
        return shape;
    }

    @Override
    public List<String> header() {
        return header;
    }

    @Override
    public long blankRows() {
        return blankRows;
    }

    @Override
    public boolean hasNext() {
        while (next == null) {
            Line first = lines.next();
            if (first == null) {
                return false;
            }
            next = read(first);
        }
        return true;
    }

    @Override
    public SheetLine next() {
        if (!hasNext() || next == null) {
            throw new NoSuchElementException("the sheet has no more rows");
        }
        SheetLine found = next;
        next = null;
        return found;
    }

    @Override
    public void close() {
        try {
            reader.close();
        } catch (IOException e) {
            throw new SheetFault.Unreadable(e);
        }
    }

    private @Nullable SheetLine read(Line first) {
        if (first.text().isBlank() && shape.delimiter() != '\t') {
            blankRows++;
            return null;
        }
        row++;
        var taken = new ArrayList<Line>(List.of(first));
        Attempt attempt = choose(taken);
        List<Line> used = List.copyOf(taken.subList(0, attempt.lines()));
        giveBack(taken.subList(attempt.lines(), taken.size()));
        return attempt.complete() ? fit(used, attempt) : unread(used, attempt.reason());
    }

    /// One reading of a row: the lines it took, its cells, and why it failed if it did.
    private record Attempt(
            Quotes quotes,
            int lines,
            List<String> cells,
            boolean complete,
            boolean irregular,
            SheetLine.Reason reason) {}

    private Attempt choose(List<Line> taken) {
        Attempt careful = attempt(Quotes.CAREFUL, taken);
        boolean regular = careful.complete() && !careful.irregular();
        if (regular && (careful.lines() == 1 || fits(careful))) {
            return careful;
        }
        for (Quotes quotes : order(taken.subList(1, careful.lines()))) {
            Attempt attempt = quotes == Quotes.CAREFUL ? careful : attempt(quotes, taken);
            if (attempt.complete() && fits(attempt)) {
                return attempt;
            }
        }
        return regular ? careful : onlyFirstLine(careful);
    }

    /// Where a row swallowed lines that look like rows themselves, its first line is tried alone
    /// before anything else. A row quoted by the book never comes here: a customer's own text of
    /// several lines must not become rows.
    private EnumSet<Quotes> order(List<Line> swallowed) {
        boolean rows =
                header.size() > 1
                        && swallowed.stream()
                                .anyMatch(line ->
                                        line.text()
                                                        .chars()
                                                        .filter(c -> c == shape.delimiter())
                                                        .count()
                                                >= header.size() - 1);
        return rows ? EnumSet.of(Quotes.LITERAL) : EnumSet.allOf(Quotes.class);
    }

    private Attempt attempt(Quotes quotes, List<Line> taken) {
        var splitter = new CellSplitter(shape.delimiter(), quotes);
        long length = 0;
        for (int i = 0; ; i++) {
            Line line = i < taken.size() ? taken.get(i) : lines.next();
            if (line == null) {
                return failed(quotes, i, splitter, SheetLine.Reason.OPEN_QUOTE);
            }
            if (i == taken.size()) {
                taken.add(line);
            }
            length += line.text().length();
            boolean complete = splitter.take(line.text());
            if (line.cut() || length > MAX_ROW) {
                return failed(quotes, i + 1, splitter, SheetLine.Reason.ROW_TOO_LONG);
            }
            if (splitter.longest() > MAX_CELL) {
                return failed(quotes, i + 1, splitter, SheetLine.Reason.CELL_TOO_LONG);
            }
            if (complete) {
                return new Attempt(
                        quotes,
                        i + 1,
                        splitter.cells(),
                        true,
                        splitter.irregular(),
                        SheetLine.Reason.OPEN_QUOTE);
            }
            if (i + 1 >= maxLines()) {
                return failed(quotes, i + 1, splitter, SheetLine.Reason.OPEN_QUOTE);
            }
        }
    }

    private int maxLines() {
        return reread > MAX_REREAD ? MAX_LINES_WHEN_WARY : MAX_LINES_OF_A_ROW;
    }

    private static Attempt failed(
            Quotes quotes, int lines, CellSplitter splitter, SheetLine.Reason reason) {
        return new Attempt(quotes, lines, splitter.cells(), false, true, reason);
    }

    private static Attempt onlyFirstLine(Attempt careful) {
        return new Attempt(careful.quotes(), 1, careful.cells(), false, true, careful.reason());
    }

    private boolean fits(Attempt attempt) {
        return attempt.cells().size() == header.size();
    }

    private void giveBack(List<Line> unused) {
        if (!unused.isEmpty()) {
            unused.forEach(line -> reread += line.text().length() + 1);
            lines.giveBack(List.copyOf(unused));
        }
    }

    private @Nullable SheetLine fit(List<Line> used, Attempt attempt) {
        List<String> cells = attempt.cells();
        if (cells.stream().allMatch(String::isBlank)) {
            blankRows++;
            return null;
        }
        if (cells.stream().anyMatch(cell -> cell.indexOf('\0') >= 0)) {
            return unread(used, SheetLine.Reason.NUL);
        }
        if (cells.stream().anyMatch(cell -> cell.indexOf('\uFFFD') >= 0)) {
            return unread(used, SheetLine.Reason.DAMAGED_TEXT);
        }
        int columns = header.size();
        if (cells.size() > columns) {
            if (!cells.subList(columns, cells.size()).stream().allMatch(String::isBlank)) {
                return unread(used, SheetLine.Reason.EXTRA_COLUMNS);
            }
            cells = cells.subList(0, columns);
        }
        boolean padded = cells.size() < columns;
        var full = new ArrayList<>(cells);
        while (full.size() < columns) {
            full.add("");
        }
        boolean repaired = attempt.irregular() || attempt.quotes() != Quotes.CAREFUL;
        return new SheetLine.Row(used.getFirst().number(), row, full, padded, repaired);
    }

    private SheetLine unread(List<Line> used, SheetLine.Reason reason) {
        String text = used.stream().map(Line::text).limit(100).collect(joining("\n"));
        return new SheetLine.Unread(
                used.getFirst().number(),
                used.getLast().number(),
                row,
                reason,
                text.length() > MAX_SHOWN ? text.substring(0, MAX_SHOWN) : text);
    }

    private static Reader text(SheetBytes bytes, Charset encoding) {
        try {
            var reader = new InputStreamReader(bytes.open(), encoding);
            return new MarklessReader(reader);
        } catch (IOException e) {
            throw new SheetFault.Unreadable(e);
        }
    }

    private static void closeQuietly(Reader reader, SheetFault fault) {
        try {
            reader.close();
        } catch (IOException e) {
            fault.addSuppressed(e);
        }
    }

    /// A text without its byte order mark.
    private static final class MarklessReader extends java.io.FilterReader {
        private boolean begun;

        MarklessReader(Reader in) {
            super(in);
        }

        @Override
        public int read(char[] buffer, int from, int length) throws IOException {
            int n = super.read(buffer, from, length);
            if (!begun && n > 0) {
                begun = true;
                if (buffer[from] == '\uFEFF') {
                    System.arraycopy(buffer, from + 1, buffer, from, n - 1);
                    return n == 1 ? read(buffer, from, length) : n - 1;
                }
            }
            return n;
        }
    }
}
