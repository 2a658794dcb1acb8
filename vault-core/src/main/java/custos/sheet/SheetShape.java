package custos.sheet;

import java.nio.charset.Charset;

/// How a sheet is written, and where its header stands.
///
/// A person may correct what [SheetReader#detect] found.
public sealed interface SheetShape {
    /// The line of a text, or the row of a sheet of a workbook, that names the columns, from 1.
    long headerLine();

    /// The character between the cells of a file that is written for whoever sent this sheet.
    char delimiter();

    /// A text: its encoding and the character between its cells.
    record Text(Charset encoding, char delimiter, long headerLine) implements SheetShape {
        /// The characters that may stand between cells.
        public static final String DELIMITERS = ";,\t|";

        public Text {
            if (DELIMITERS.indexOf(delimiter) < 0) {
                throw new IllegalArgumentException("cells are parted by ; , | or a tab");
            }
            requireLine(headerLine);
        }
    }

    /// A sheet of a workbook, by its place among the visible ones, from 0.
    record OfWorkbook(int sheet, long headerLine) implements SheetShape {
        public OfWorkbook {
            if (sheet < 0) {
                throw new IllegalArgumentException("a workbook's sheets are counted from 0");
            }
            requireLine(headerLine);
        }

        /// What spreadsheets of most of Europe part cells by.
        @Override
        public char delimiter() {
            return ';';
        }
    }

    private static void requireLine(long headerLine) {
        if (headerLine < 1) {
            throw new IllegalArgumentException("the header's line is counted from 1");
        }
    }
}
