package custos.sheet;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.dhatim.fastexcel.reader.SheetVisibility;
import org.jspecify.annotations.Nullable;

/// One sheet of a workbook (XLSX). Its rows come as texts, as they would stand in a file of
/// separated values: what a formula last gave, dates as `2026-01-31`.
///
/// The line of a row is its number in the sheet.
final class WorkbookSheet implements SheetReader {
    private static final int MAX_SHOWN = 32_000;
    private static final String BROKEN = "the workbook is damaged or is none";

    private final SheetShape.OfWorkbook shape;
    private final ReadableWorkbook workbook;
    private final Stream<Row> stream;
    private final Iterator<Row> rows;
    private final CellText texts;
    private final List<String> header;
    private long row = 1;
    private long blankRows;
    private @Nullable SheetLine next;

    private WorkbookSheet(
            SheetShape.OfWorkbook shape, ReadableWorkbook workbook, Stream<Row> stream) {
        this.shape = shape;
        this.workbook = workbook;
        this.stream = stream;
        this.rows = stream.iterator();
        this.texts = new CellText(workbook.isDate1904());
        this.header = readHeader();
    }

    /// The names of the visible sheets, in their order.
    static List<String> names(SheetBytes bytes) {
        try (ReadableWorkbook workbook = workbook(bytes)) {
            return sheets(workbook).stream().map(Sheet::getName).toList();
        } catch (IOException e) {
            throw new SheetFault.Unreadable(e);
        }
    }

    static SheetShape.OfWorkbook detect(SheetBytes bytes, int sheet) {
        try (ReadableWorkbook workbook = workbook(bytes);
                Stream<Row> stream = stream(workbook, sheet)) {
            var texts = new CellText(workbook.isDate1904());
            List<HeaderRow.Found> sample =
                    tried(() ->
                            stream.limit(HeaderRow.SAMPLE_LINES)
                                    .map(row -> new HeaderRow.Found(row.getRowNum(), texts.of(row)))
                                    .toList());
            return new SheetShape.OfWorkbook(sheet, HeaderRow.find(sample).line());
        } catch (IOException e) {
            throw new SheetFault.Unreadable(e);
        }
    }

    static WorkbookSheet open(SheetBytes bytes, SheetShape.OfWorkbook shape) {
        ReadableWorkbook workbook = workbook(bytes);
        try {
            return tried(() -> new WorkbookSheet(shape, workbook, stream(workbook, shape.sheet())));
        } catch (SheetFault fault) {
            try {
                workbook.close();
            } catch (IOException e) {
                fault.addSuppressed(e);
            }
            throw fault;
        }
    }

    private static ReadableWorkbook workbook(SheetBytes bytes) {
        byte[] checked = WorkbookBytes.read(bytes);
        return tried(() -> {
            try {
                return new ReadableWorkbook(
                        new java.io.ByteArrayInputStream(checked), new ReadingOptions(true, true));
            } catch (IOException e) {
                throw new SheetFault.NotASheet(BROKEN);
            }
        });
    }

    private static List<Sheet> sheets(ReadableWorkbook workbook) {
        return workbook.getSheets()
                .filter(sheet -> sheet.getVisibility() == SheetVisibility.VISIBLE)
                .toList();
    }

    private static Stream<Row> stream(ReadableWorkbook workbook, int sheet) {
        List<Sheet> visible = sheets(workbook);
        if (sheet >= visible.size()) {
            throw new SheetFault.NotASheet("the workbook has no such sheet");
        }
        return tried(() -> {
            try {
                return visible.get(sheet).openStream();
            } catch (IOException e) {
                throw new SheetFault.NotASheet(BROKEN);
            }
        });
    }

    /// The library has many ways to say that a workbook is broken, some of them checked exceptions
    /// that it does not declare; none of them is a bug of ours, and their messages may quote cells.
    private static <T> T tried(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (SheetFault fault) {
            throw fault;
        } catch (Exception e) {
            throw new SheetFault.NotASheet(BROKEN);
        }
    }

    private List<String> readHeader() {
        while (rows.hasNext()) {
            Row found = rows.next();
            if (found.getRowNum() >= shape.headerLine()) {
                return HeaderRow.names(trimmed(texts.of(found)));
            }
        }
        throw new SheetFault.NotASheet("the sheet has no header row that can be read");
    }

    /// Without the empty cells at the end, which formatting leaves behind.
    private static List<String> trimmed(List<String> cells) {
        int size = cells.size();
        while (size > 0 && cells.get(size - 1).isBlank()) {
            size--;
        }
        return cells.subList(0, size);
    }

    @Override
    public SheetShape.OfWorkbook shape() {
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
            Optional<Row> found = tried(() -> rows.hasNext() ? Optional.of(rows.next()) : none());
            if (found.isEmpty()) {
                return false;
            }
            next = read(found.get());
        }
        return true;
    }

    private static Optional<Row> none() {
        return Optional.empty();
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

    private @Nullable SheetLine read(Row found) {
        List<String> cells = trimmed(tried(() -> texts.of(found)));
        if (cells.isEmpty()) {
            blankRows++;
            return null;
        }
        row++;
        int line = found.getRowNum();
        Optional<SheetLine.Reason> reason = reason(cells);
        if (reason.isPresent()) {
            String text = String.join(";", cells);
            return new SheetLine.Unread(
                    line,
                    line,
                    row,
                    reason.get(),
                    text.substring(0, Math.min(text.length(), MAX_SHOWN)));
        }
        var full = new ArrayList<>(cells);
        while (full.size() < header.size()) {
            full.add("");
        }
        // A workbook keeps no empty cells at a row's end: fewer cells are nothing to look at.
        return new SheetLine.Row(line, row, full, false, false);
    }

    private Optional<SheetLine.Reason> reason(List<String> cells) {
        if (cells.size() > header.size()) {
            return Optional.of(SheetLine.Reason.EXTRA_COLUMNS);
        }
        return cells.stream().anyMatch(cell -> cell.length() > MAX_CELL)
                ? Optional.of(SheetLine.Reason.CELL_TOO_LONG)
                : Optional.empty();
    }

    @Override
    public void close() {
        stream.close();
        try {
            workbook.close();
        } catch (IOException e) {
            throw new SheetFault.Unreadable(e);
        }
    }
}
