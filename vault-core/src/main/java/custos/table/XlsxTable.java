package custos.table;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/// A workbook of text cells, and of number cells where the vault itself checked the number. Each
/// text stands in its own cell, not in a table of texts: memory does not grow with the rows.
public final class XlsxTable implements Table {
    /// A sheet has 1,048,576 lines at most; the next rows go onto another one.
    private static final int MAX_ROWS = 1_000_000;

    private static final int FLUSH_EVERY = 1_000;

    /// More digits than a spreadsheet keeps.
    private static final int MAX_DIGITS = 15;

    private final OutputStream out;
    private final Workbook book;
    private List<String> names = List.of();
    private Worksheet sheet;
    private int sheets = 1;
    private int next;

    /// @param out is flushed and never closed
    public XlsxTable(OutputStream out) {
        this.out = out;
        this.book = new Workbook(new Kept(out), "Custos", "01.0000");
        this.sheet = book.newWorksheet("1");
    }

    /// The end of the workbook is not the end of the answer that it stands in.
    private static final class Kept extends FilterOutputStream {
        Kept(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }

    @Override
    public void head(List<String> columns) {
        names = List.copyOf(columns);
        for (int i = 0; i < names.size(); i++) {
            sheet.inlineString(0, i, names.get(i));
        }
        next = 1;
    }

    @Override
    public void row(List<? extends Cell> cells) throws IOException {
        if (next > MAX_ROWS) {
            sheet.finish();
            sheet = book.newWorksheet(Integer.toString(++sheets));
            head(names);
        }
        for (int i = 0; i < cells.size(); i++) {
            put(i, cells.get(i));
        }
        if (++next % FLUSH_EVERY == 0) {
            sheet.flush();
        }
    }

    private void put(int column, Cell cell) {
        switch (cell) {
            case Cell.Text(String value) -> text(column, value);
            case Cell.Digits(String value) -> text(column, value);
            case Cell.Code(String value) -> text(column, value);
            case Cell.Quantity(BigDecimal value) -> {
                if (value.precision() <= MAX_DIGITS) {
                    sheet.value(next, column, value);
                } else {
                    text(column, value.toPlainString());
                }
            }
        }
    }

    private void text(int column, String value) {
        if (!value.isEmpty()) {
            sheet.inlineString(next, column, value);
        }
    }

    @Override
    public void flush() throws IOException {
        sheet.flush();
        out.flush();
    }

    @Override
    public void finish() throws IOException {
        sheet.finish();
        book.finish();
        out.flush();
    }

    /// A workbook without its end opens in no spreadsheet, as it should.
    @Override
    public void close() {
        names = List.of();
    }
}
