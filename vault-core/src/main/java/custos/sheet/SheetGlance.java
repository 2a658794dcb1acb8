package custos.sheet;

import custos.customer.CardNumber;
import java.util.ArrayList;
import java.util.List;

/// What a person sees of a sheet before she says what its columns mean: how full each is, and the
/// first texts in it.
///
/// @param rows how many rows can be read
/// @param unread how many cannot
/// @param blank how many are empty
public record SheetGlance(List<Column> columns, long rows, long unread, long blank) {
    private static final int SAMPLES = 3;
    private static final int MAX_SHOWN = 60;
    private static final String ELLIPSIS = "…";
    private static final String CARD = "****";

    public SheetGlance {
        columns = List.copyOf(columns);
    }

    /// A column.
    ///
    /// @param filled in how many rows it holds something
    /// @param samples its first texts that differ, cut at 60 characters; of a card number nothing
    public record Column(String header, long filled, List<String> samples) {
        public Column {
            samples = List.copyOf(samples);
        }

        @Override
        public String toString() {
            return "Column[" + header + ", redacted]";
        }
    }

    /// How full a column is, in whole percent; 0 only when it is empty.
    public int percent(Column column) {
        if (rows == 0 || column.filled() == 0) {
            return 0;
        }
        return (int) Math.max(1, column.filled() * 100 / rows);
    }

    /// Reads a sheet to its end.
    public static SheetGlance of(SheetReader reader) {
        List<String> header = reader.header();
        var filled = new long[header.size()];
        var samples = new ArrayList<List<String>>();
        header.forEach(_ -> samples.add(new ArrayList<>(SAMPLES)));
        long rows = 0;
        long unread = 0;
        while (reader.hasNext()) {
            switch (reader.next()) {
                case SheetLine.Unread _ -> unread++;
                case SheetLine.Row row -> {
                    rows++;
                    for (int i = 0; i < header.size(); i++) {
                        String cell = row.cells().get(i);
                        if (!cell.isBlank()) {
                            filled[i]++;
                            sample(samples.get(i), cell);
                        }
                    }
                }
            }
        }
        var columns = new ArrayList<Column>();
        for (int i = 0; i < header.size(); i++) {
            columns.add(new Column(header.get(i), filled[i], samples.get(i)));
        }
        return new SheetGlance(columns, rows, unread, reader.blankRows());
    }

    private static void sample(List<String> samples, String cell) {
        if (samples.size() < SAMPLES) {
            String shown = shown(cell.strip());
            if (!samples.contains(shown)) {
                samples.add(shown);
            }
        }
    }

    private static String shown(String cell) {
        if (CardNumber.appearsIn(cell)) {
            return CARD;
        }
        int length = cell.codePointCount(0, cell.length());
        return length <= MAX_SHOWN
                ? cell
                : cell.substring(0, cell.offsetByCodePoints(0, MAX_SHOWN)) + ELLIPSIS;
    }

    @Override
    public String toString() {
        return "SheetGlance[columns=" + columns.size() + ", rows=" + rows + "]";
    }
}
