package custos.sheet;

import java.util.List;

/// A row after reading: its meaning, or why it has none.
public sealed interface ImportRow {
    /// A row that means something; `cells` are as found, for the file of lines that were not taken
    /// in, should the vault not take it after all.
    record Meant(RowMeaning meaning, List<String> cells) implements ImportRow {
        public Meant {
            cells = List.copyOf(cells);
        }

        @Override
        public String toString() {
            return "Meant[line=" + meaning.line() + ", redacted]";
        }
    }

    /// A row that cannot be taken, in words without its values.
    record Refused(long line, long row, String reason, List<String> cells) implements ImportRow {
        public Refused {
            cells = List.copyOf(cells);
        }

        @Override
        public String toString() {
            return "Refused[line=" + line + ", " + reason + "]";
        }
    }
}
