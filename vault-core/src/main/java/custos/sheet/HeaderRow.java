package custos.sheet;

import custos.sheet.CellSplitter.Quotes;
import custos.sheet.LineSource.Line;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// The row that names the columns: how to find it, and how to read it.
final class HeaderRow {
    /// How many rows are looked at.
    static final int SAMPLE_LINES = 300;

    private static final int SAMPLE_CHARACTERS = 1 << 20;
    private static final int MAX_NAME = 200;

    /// Cells that no header has: an e-mail address, a date, a long number.
    private static final Pattern VALUE =
            Pattern.compile(
                    "\\S+@\\S+\\.\\S+|\\d{4}-\\d\\d-\\d\\d|\\d{1,2}[./] ?\\d{1,2}[./] ?\\d{2,4}"
                            + "|[+\\d][\\d ()/.-]{6,}");

    private static final Pattern DECLARED = Pattern.compile("sep=[;,\t|]");

    /// A row as it was found, for counting its cells.
    record Found(long line, List<String> cells) {}

    private HeaderRow() {}

    /// Finds the delimiter that gives the most rows the same number of cells, and the first row
    /// that has about that many filled (what stands above it are titles).
    static SheetShape.Text find(LineSource lines, Charset encoding) {
        List<Line> sample = sample(lines);
        char delimiter = delimiter(sample);
        return new SheetShape.Text(encoding, delimiter, find(split(sample, delimiter)).line());
    }

    /// The first row that has about as many cells filled as the usual row has cells.
    static Found find(List<Found> rows) {
        int usual = usualCount(rows);
        return rows.stream()
                .filter(row -> filled(row) * 2 >= usual && row.cells().size() * 2 > usual)
                .findFirst()
                .orElseThrow(() -> new SheetFault.NotASheet("the sheet has no header row"));
    }

    private static char delimiter(List<Line> sample) {
        // Excel's own way to say it: a first line `sep=;`.
        if (!sample.isEmpty() && DECLARED.matcher(sample.getFirst().text()).matches()) {
            return sample.removeFirst().text().charAt(4);
        }
        char best = ',';
        double bestScore = 0;
        for (char delimiter : SheetShape.Text.DELIMITERS.toCharArray()) {
            double score = score(split(sample, delimiter));
            if (score > bestScore) {
                best = delimiter;
                bestScore = score;
            }
        }
        return best;
    }

    /// Reads the header and leaves the source at the row after it.
    static List<String> read(LineSource lines, SheetShape.Text shape) {
        var splitter = new CellSplitter(shape.delimiter(), Quotes.CAREFUL);
        for (Line line = lines.next(); line != null; line = lines.next()) {
            if (line.number() < shape.headerLine()) {
                continue;
            }
            boolean complete = splitter.take(line.text());
            if (splitter.longest() > SheetReader.MAX_CELL || line.cut()) {
                break;
            }
            if (complete) {
                return names(splitter.cells());
            }
        }
        throw new SheetFault.NotASheet("the sheet has no header row that can be read");
    }

    private static List<Line> sample(LineSource lines) {
        var sample = new ArrayList<Line>();
        int characters = 0;
        while (sample.size() < SAMPLE_LINES && characters < SAMPLE_CHARACTERS) {
            Line line = lines.next();
            if (line == null) {
                break;
            }
            sample.add(line);
            characters += line.text().length();
        }
        return sample;
    }

    private static List<Found> split(List<Line> sample, char delimiter) {
        var rows = new ArrayList<Found>();
        var splitter = new CellSplitter(delimiter, Quotes.CAREFUL);
        long start = 0;
        for (Line line : sample) {
            start = start == 0 ? line.number() : start;
            if (splitter.take(line.text())) {
                rows.add(new Found(start, splitter.cells()));
                splitter = new CellSplitter(delimiter, Quotes.CAREFUL);
                start = 0;
            }
        }
        return rows;
    }

    private static double score(List<Found> rows) {
        int usual = usualCount(rows);
        if (usual < 2) {
            return 0;
        }
        long same = rows.stream().filter(row -> row.cells().size() == usual).count();
        return (double) same / rows.size() * (1 + Math.log(usual));
    }

    private static int usualCount(List<Found> rows) {
        Map<Integer, Integer> counts = new HashMap<>();
        rows.stream()
                .filter(row -> filled(row) > 0)
                .forEach(row -> counts.merge(row.cells().size(), 1, Integer::sum));
        return counts.entrySet().stream()
                .max(
                        Map.Entry.<Integer, Integer>comparingByValue()
                                .thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .orElse(1);
    }

    private static long filled(Found row) {
        return row.cells().stream().filter(cell -> !cell.isBlank()).count();
    }

    /// The names of the columns, made single.
    static List<String> names(List<String> cells) {
        if (cells.size() > SheetReader.MAX_COLUMNS) {
            throw new SheetFault.NotASheet("a sheet has at most 1000 columns");
        }
        // Column names stand in reports and maps: a first row of somebody's data must not.
        if (cells.stream().anyMatch(cell -> VALUE.matcher(cell.strip()).matches())) {
            throw new SheetFault.NotASheet(
                    "the sheet has no header row: its first row holds values, not column names");
        }
        var names = new ArrayList<String>();
        var seen = new HashSet<String>();
        for (String cell : cells) {
            String plain = cell.strip().replaceAll("[\\p{Cntrl}\\s\\p{Zs}]+", " ");
            String name = plain.isEmpty() ? "column " + (names.size() + 1) : cut(plain);
            String unique = name;
            for (int n = 2; !seen.add(unique); n++) {
                unique = name + " (" + n + ")";
            }
            names.add(unique);
        }
        return List.copyOf(names);
    }

    private static String cut(String name) {
        return name.length() > MAX_NAME ? name.substring(0, MAX_NAME) : name;
    }
}
