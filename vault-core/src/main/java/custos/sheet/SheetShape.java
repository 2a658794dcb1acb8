package custos.sheet;

import java.nio.charset.Charset;

/// How a sheet is written: its encoding, the character between its cells, and the line of the file
/// (from 1) where its header stands.
///
/// A person may correct what [SheetReader#detect] found.
public record SheetShape(Charset encoding, char delimiter, long headerLine) {
    /// The characters that may stand between cells.
    public static final String DELIMITERS = ";,\t|";

    public SheetShape {
        if (DELIMITERS.indexOf(delimiter) < 0) {
            throw new IllegalArgumentException("cells are parted by ; , | or a tab");
        }
        if (headerLine < 1) {
            throw new IllegalArgumentException("the header's line is counted from 1");
        }
    }
}
