package custos.sheet;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SheetReaderTest {

    @ParameterizedTest
    @CsvSource({
        "windows-1250, Jiří Dvořák",
        "windows-1250, Łukasz Dąbrowski",
        "windows-1250, Lucie Müllerová ze Žďáru",
        "windows-1252, Søren Kierkegård",
        "windows-1252, François Lefèvre",
        "windows-1252, Jörg Müßig",
        "windows-1252, João Conceição",
        "UTF-8, Jiří Dvořák",
    })
    void the_encoding_is_found_by_its_letters(String charset, String name) {
        Charset encoding = Charset.forName(charset);
        byte[] sheet = ("name;town\n" + name + ";X\n").getBytes(encoding);
        assertThat(encoding(SheetReader.detect(SheetBytes.of(sheet)))).isEqualTo(encoding);
        assertThat(cells(sheet)).containsExactly(List.of(name, "X"));
    }

    @Test
    void latin_1_is_read_by_its_superset() {
        assertThat(cells("name;town\nAndré;Nîmes\n".getBytes(ISO_8859_1)))
                .containsExactly(List.of("André", "Nîmes"));
    }

    @Test
    void a_byte_order_mark_decides_and_is_no_part_of_the_header() {
        for (Charset charset : List.of(UTF_8, UTF_16LE, UTF_16BE)) {
            byte[] sheet = "\uFEFFname,town\nŽofie,Plzeň\n".getBytes(charset);
            try (var reader = SheetReader.open(SheetBytes.of(sheet))) {
                assertThat(encoding(reader.shape())).isEqualTo(charset);
                assertThat(reader.header()).containsExactly("name", "town");
                assertThat(row(reader.next()).cells()).containsExactly("Žofie", "Plzeň");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {";", ",", "\t", "|"})
    void the_delimiter_is_found(String delimiter) {
        String sheet = String.join(delimiter, "name", "town", "note") + "\n";
        sheet += String.join(delimiter, "Eva", "Brno", "\"a;b,c|d\"") + "\n";
        try (var reader = SheetReader.open(SheetBytes.of(sheet.getBytes(UTF_8)))) {
            assertThat(reader.shape().delimiter()).isEqualTo(delimiter.charAt(0));
            assertThat(row(reader.next()).cells()).containsExactly("Eva", "Brno", "a;b,c|d");
        }
    }

    @Test
    void a_line_that_declares_the_delimiter_and_titles_above_the_header_are_passed() {
        try (var reader = open("sep=;\nname;town;note\nEva;Brno;x\n")) {
            assertThat(reader.header()).containsExactly("name", "town", "note");
            assertThat(reader.next().line()).isEqualTo(3);
        }
        try (var reader = open("Customers of the shop\n\nname;town;note\nEva;Brno;x\n")) {
            assertThat(reader.shape().headerLine()).isEqualTo(3);
            SheetLine first = reader.next();
            assertThat(first.line()).isEqualTo(4);
            assertThat(first.row()).isEqualTo(2);
        }
    }

    @Test
    void a_sheet_without_header_is_refused_before_its_values_become_column_names() {
        assertThatThrownBy(() -> open("Eva;eva@example.org\nJan;jan@example.org\n"))
                .isInstanceOf(SheetFault.NotASheet.class)
                .hasMessageNotContaining("example.org");
        assertThatThrownBy(() -> open("")).isInstanceOf(SheetFault.NotASheet.class);
    }

    @Test
    void a_name_that_stands_twice_or_nowhere_gets_its_own() {
        try (var reader = open("Phone;;Phone;name\n1;2;3;4\n")) {
            assertThat(reader.header()).containsExactly("Phone", "column 2", "Phone (2)", "name");
        }
    }

    @Test
    void raw_newlines_count_as_one_row_and_many_lines() {
        var lines = read("name;note\nEva;\"first\r\nsecond\"\r\nJan;x\rIda;y\n");
        assertThat(lines).allMatch(SheetLine.Row.class::isInstance);
        assertThat(row(lines.get(0)).cells()).containsExactly("Eva", "first\nsecond");
        assertThat(lines).extracting(SheetLine::line).containsExactly(2L, 4L, 5L);
        assertThat(lines).extracting(SheetLine::row).containsExactly(2L, 3L, 4L);
    }

    @Test
    void quotation_marks_that_are_not_escaped_belong_to_the_text() {
        assertThat(cells("name;note;town\nEva;\"says \"hi\" often\";Brno\n"))
                .containsExactly(List.of("Eva", "says \"hi\" often", "Brno"));
        assertThat(cells("name;note;town\nEva;\"Lva\" Bar;Brno\n"))
                .containsExactly(List.of("Eva", "Lva Bar", "Brno"));
        assertThat(cells("name;note;town\nEva;5\" pipe;Brno\n"))
                .containsExactly(List.of("Eva", "5\" pipe", "Brno"));
        assertThat(cells("name;note;town\nEva;\"says \"\"hi\"\"\";Brno\n"))
                .containsExactly(List.of("Eva", "says \"hi\"", "Brno"));
        assertThat(cells("name, note, town\nEva, \"a, b\" , Brno\n"))
                .containsExactly(List.of("Eva", "a, b", " Brno"));
    }

    @Test
    void an_open_quotation_mark_costs_one_row_and_not_the_rest_of_the_file() {
        var lines = read("name;note;town\nEva;\"open;Brno\nJan;x;Praha\nIda;\"y\";Zlín\n");
        assertThat(row(lines.get(0)).cells()).containsExactly("Eva", "\"open", "Brno");
        assertThat(row(lines.get(0)).repaired()).isTrue();
        assertThat(row(lines.get(1)).cells()).containsExactly("Jan", "x", "Praha");
        assertThat(row(lines.get(2)).cells()).containsExactly("Ida", "y", "Zlín");

        lines = read("name;note;town\nEva;\"open\nJan;x;Praha\n");
        assertThat(unread(lines.get(0)).reason()).isEqualTo(SheetLine.Reason.OPEN_QUOTE);
        assertThat(unread(lines.get(0)).lastLine()).isEqualTo(2);
        assertThat(row(lines.get(1)).line()).isEqualTo(3);
    }

    @Test
    void a_text_of_several_lines_cannot_pose_as_rows() {
        var lines = read("name;mail;note\nEva;e;\"hello\nMallory;m@example.org;given\n\"\n");
        assertThat(lines).hasSize(1);
        assertThat(row(lines.getFirst()).cells().get(2)).contains("Mallory");
    }

    @Test
    void missing_cells_are_empty_and_extra_ones_refuse_the_row() {
        var lines = read("a;b;c\n1;2\n1;2;3;;\n1;2;3;4\n1;2;3\n");
        assertThat(row(lines.get(0)).cells()).containsExactly("1", "2", "");
        assertThat(row(lines.get(0)).padded()).isTrue();
        assertThat(row(lines.get(1)).cells()).containsExactly("1", "2", "3");
        assertThat(unread(lines.get(2)).reason()).isEqualTo(SheetLine.Reason.EXTRA_COLUMNS);
        assertThat(row(lines.get(3)).padded()).isFalse();
    }

    @Test
    void nul_damaged_text_and_giants_refuse_their_row_alone() {
        var lines = read("a;b\n1;x\0y\n2;ok\n");
        assertThat(unread(lines.get(0)).reason()).isEqualTo(SheetLine.Reason.NUL);
        assertThat(row(lines.get(1)).cells()).containsExactly("2", "ok");

        String giant = "x".repeat(SheetReader.MAX_CELL + 1);
        lines = read("a;b\n1;" + giant + "\n2;ok\n");
        assertThat(unread(lines.get(0)).reason()).isEqualTo(SheetLine.Reason.CELL_TOO_LONG);
        assertThat(unread(lines.get(0)).text().length()).isLessThanOrEqualTo(32_000);
        assertThat(row(lines.get(1)).cells()).containsExactly("2", "ok");

        byte[] damaged = ("a;b\n" + "ž;ř\n".repeat(30) + "#;x\n").getBytes(UTF_8);
        damaged[damaged.length - 4] = (byte) 0xFF;
        lines = read(SheetBytes.of(damaged));
        assertThat(lines).hasSize(31);
        assertThat(unread(lines.getLast()).reason()).isEqualTo(SheetLine.Reason.DAMAGED_TEXT);
    }

    @Test
    void rows_without_a_filled_cell_are_counted_and_left_out() {
        try (var reader = open("a;b\n\n;;\n1;2\n  \n")) {
            assertThat(row(reader.next()).line()).isEqualTo(4);
            assertThat(reader.hasNext()).isFalse();
            assertThat(reader.blankRows()).isEqualTo(3);
        }
    }

    @Test
    void more_than_a_thousand_columns_are_no_sheet() {
        assertThatThrownBy(() -> open("a;".repeat(1_001) + "\n" + "1;".repeat(1_001) + "\n"))
                .isInstanceOf(SheetFault.NotASheet.class);
    }

    @Test
    void a_hundred_thousand_rows_and_a_file_of_open_quotes_are_read_in_one_go(@TempDir Path dir)
            throws Exception {
        Path file = dir.resolve("many.csv");
        Files.writeString(file, "a;b;c\n" + "\"x;y;z\n".repeat(100_000));
        assertThat(read(SheetBytes.of(file))).hasSize(100_000);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void no_line_is_lost_whatever_the_text(long seed) {
        var random = new Random(seed);
        String alphabet = "ab;\"\"\n\r ,x\0";
        for (int round = 0; round < 300; round++) {
            var sheet = new StringBuilder("name;note;town\n");
            for (int i = random.nextInt(120); i > 0; i--) {
                sheet.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            var bytes = SheetBytes.of(sheet.toString().getBytes(UTF_8));
            List<SheetLine> lines =
                    read(SheetReader.open(bytes, new SheetShape.Text(UTF_8, ';', 1)));
            long before = 1;
            for (SheetLine line : lines) {
                assertThat(line.line()).as("seed %d", seed).isGreaterThan(before);
                before = line.line();
            }
            long filled = sheet.chars().filter(c -> c == 'b').count();
            long kept = lines.stream().mapToLong(SheetReaderTest::countB).sum();
            assertThat(kept).as("seed %d of %s", seed, sheet).isEqualTo(filled);
        }
    }

    private static long countB(SheetLine line) {
        String text =
                switch (line) {
                    case SheetLine.Row row -> String.join("", row.cells());
                    case SheetLine.Unread unread -> unread.text();
                };
        return text.chars().filter(c -> c == 'b').count();
    }

    private static Charset encoding(SheetShape shape) {
        return ((SheetShape.Text) shape).encoding();
    }

    private static SheetReader open(String sheet) {
        return SheetReader.open(SheetBytes.of(sheet.getBytes(UTF_8)));
    }

    private static List<SheetLine> read(String sheet) {
        return read(SheetBytes.of(sheet.getBytes(UTF_8)));
    }

    private static List<SheetLine> read(SheetBytes bytes) {
        return read(SheetReader.open(bytes));
    }

    private static List<SheetLine> read(SheetReader opened) {
        try (var reader = opened) {
            var lines = new ArrayList<SheetLine>();
            reader.forEachRemaining(lines::add);
            return lines;
        }
    }

    private static List<List<String>> cells(String sheet) {
        return cells(sheet.getBytes(UTF_8));
    }

    private static List<List<String>> cells(byte[] sheet) {
        return read(SheetBytes.of(sheet)).stream().map(line -> row(line).cells()).toList();
    }

    private static SheetLine.Row row(SheetLine line) {
        assertThat(line).isInstanceOf(SheetLine.Row.class);
        return (SheetLine.Row) line;
    }

    private static SheetLine.Unread unread(SheetLine line) {
        assertThat(line).isInstanceOf(SheetLine.Unread.class);
        return (SheetLine.Unread) line;
    }
}
