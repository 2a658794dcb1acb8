package custos.sheet;

import java.util.ArrayList;
import java.util.List;

/// Splits the lines of one row into its cells, by one reading of its quotation marks.
///
/// Not for use after [#take] answered true.
final class CellSplitter {
    /// How a quotation mark inside a quoted cell is read.
    enum Quotes {
        /// RFC 4180; a mark that neither is doubled nor ends the cell belongs to the text.
        CAREFUL,
        /// As spreadsheets do: the mark ends the quoting, what follows belongs to the text.
        SPREADSHEET,
        /// Marks mean nothing, except a pair around the whole cell.
        LITERAL
    }

    private final char delimiter;
    private final Quotes quotes;
    private final List<String> cells = new ArrayList<>();
    private final StringBuilder cell = new StringBuilder();
    private boolean quoted;
    private boolean closed;
    private boolean irregular;
    private int longest;

    CellSplitter(char delimiter, Quotes quotes) {
        this.delimiter = delimiter;
        this.quotes = quotes;
    }

    /// Takes the next line; true when the row ends with it.
    boolean take(String line) {
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (quoted) {
                i += insideQuotes(line, i);
            } else if (c == delimiter) {
                endCell();
            } else if (c == '"' && opensQuotes()) {
                quoted = true;
                cell.setLength(0);
            } else if (!closed || quotes == Quotes.SPREADSHEET) {
                irregular |= closed && !Character.isWhitespace(c);
                cell.append(c);
            }
        }
        if (quoted) {
            cell.append('\n');
            longest = Math.max(longest, cell.length());
            return false;
        }
        endCell();
        return true;
    }

    List<String> cells() {
        return cells;
    }

    /// True when quotation marks were not written by RFC 4180.
    boolean irregular() {
        return irregular;
    }

    /// The characters of the longest cell so far.
    int longest() {
        return longest;
    }

    private boolean opensQuotes() {
        return quotes != Quotes.LITERAL
                && !closed
                && cell.chars().allMatch(Character::isWhitespace);
    }

    /// Takes the character at i of a quoted cell; answers how many more it took.
    private int insideQuotes(String line, int i) {
        char c = line.charAt(i);
        if (c != '"') {
            cell.append(c);
            return 0;
        }
        if (i + 1 < line.length() && line.charAt(i + 1) == '"') {
            cell.append('"');
            return 1;
        }
        if (quotes == Quotes.SPREADSHEET || endsCell(line, i + 1)) {
            quoted = false;
            closed = true;
        } else {
            cell.append('"');
            irregular = true;
        }
        return 0;
    }

    private boolean endsCell(String line, int from) {
        int i = from;
        while (i < line.length() && line.charAt(i) == ' ') {
            i++;
        }
        return i == line.length() || line.charAt(i) == delimiter;
    }

    private void endCell() {
        longest = Math.max(longest, cell.length());
        String text = cell.toString();
        boolean pair = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
        cells.add(quotes == Quotes.LITERAL && pair ? text.substring(1, text.length() - 1) : text);
        cell.setLength(0);
        closed = false;
    }
}
