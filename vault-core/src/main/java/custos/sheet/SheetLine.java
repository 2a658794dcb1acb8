package custos.sheet;

import java.util.List;

/// One row of a sheet as it was found: readable, or not.
///
/// `line` is the physical line of the file where it begins (from 1), `row` its place in the sheet
/// where the header is row 1 and a text of several lines counts once.
public sealed interface SheetLine {
    /// The physical line where it begins, from 1.
    long line();

    /// The row, the header being 1.
    long row();

    /// A row with exactly as many cells as the header. `padded` says that the file had fewer and
    /// the rest are empty; `repaired` that its quotes were not written as they should be.
    record Row(long line, long row, List<String> cells, boolean padded, boolean repaired)
            implements SheetLine {
        public Row {
            cells = List.copyOf(cells);
        }

        @Override
        public String toString() {
            return "Row[line=" + line + ", row=" + row + ", redacted]";
        }
    }

    /// A row that cannot be read, from `line` to `lastLine`, with its text (cut at 32,000
    /// characters) so that a person can mend it.
    record Unread(long line, long lastLine, long row, Reason reason, String text)
            implements SheetLine {
        @Override
        public String toString() {
            return "Unread[line=" + line + ", row=" + row + ", " + reason + "]";
        }
    }

    /// Why a row cannot be read.
    enum Reason {
        NUL("the row has a NUL character"),
        DAMAGED_TEXT("the row has characters that its encoding does not have"),
        OPEN_QUOTE("a quotation mark is opened and the row does not end as it should"),
        EXTRA_COLUMNS("the row has more filled cells than the header has columns"),
        CELL_TOO_LONG("a cell is longer than 1 MiB"),
        ROW_TOO_LONG("the row is longer than 4 Mi characters");

        private final String sentence;

        Reason(String sentence) {
            this.sentence = sentence;
        }

        /// The reason in words.
        public String sentence() {
            return sentence;
        }
    }
}
