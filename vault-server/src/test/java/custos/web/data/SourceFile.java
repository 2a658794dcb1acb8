package custos.web.data;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Reads a CSV file by itself, without a class of the vault.
final class SourceFile {
    private static final Path DATA = Path.of(System.getProperty("custos.data", "."));

    private SourceFile() {}

    /// A row by the names of its columns.
    record Row(Map<String, String> cells) {
        String of(String column) {
            String cell = cells.get(column);
            if (cell == null) {
                throw new AssertionError("no column " + column + " among " + cells.keySet());
            }
            return cell;
        }

        boolean has(String column) {
            return !of(column).isBlank();
        }
    }

    /// A file of `custos.data`.
    static Path data(String name) {
        return DATA.resolve(name);
    }

    static List<Row> rows(Path file) {
        return rows(file, StandardCharsets.UTF_8, ',');
    }

    static List<Row> rows(Path file, Charset charset, char separator) {
        try (CsvReader<NamedCsvRecord> csv =
                CsvReader.builder().fieldSeparator(separator).ofNamedCsvRecord(file, charset)) {
            return rows(csv.stream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Of a file that a page gave: its byte order mark and the guards before formulas are taken
    /// off.
    static List<Row> taken(String text) {
        if (!text.startsWith("\uFEFF")) {
            throw new AssertionError("a file for spreadsheets begins with a byte order mark");
        }
        try (CsvReader<NamedCsvRecord> csv =
                CsvReader.builder().ofNamedCsvRecord(text.substring(1))) {
            return rows(csv.stream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Row> rows(Stream<NamedCsvRecord> records) {
        var rows = new ArrayList<Row>();
        records.forEach(record -> {
            var cells = new LinkedHashMap<String, String>();
            record.getFieldsAsMap()
                    .forEach((name, cell) ->
                            cells.put(name, cell.startsWith("'") ? cell.substring(1) : cell));
            rows.add(new Row(cells));
        });
        return rows;
    }
}
