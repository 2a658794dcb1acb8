package custos.table;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipFile;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Files that a spreadsheet opens as they are meant.
class TableTest {
    @TempDir private Path dir;

    private static byte[] file(TableForm form, List<String> head, List<List<Cell>> rows)
            throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (Table table = form.begin(bytes)) {
            table.head(head);
            for (List<Cell> row : rows) {
                table.row(row);
            }
            table.finish();
        }
        return bytes.toByteArray();
    }

    private static String csv(Cell cell) throws IOException {
        byte[] file = file(TableForm.CSV, List.of("a"), List.of(List.of(cell)));
        return new String(file, UTF_8).substring("\uFEFFa\r\n".length()).replaceFirst("\r\n$", "");
    }

    private static String csv(String text) throws IOException {
        return csv(new Cell.Text(text));
    }

    @Test
    void a_formula_stays_text() throws IOException {
        for (String start : new String[] {"=", "+", "-", "@", "\uFF1D"}) {
            assertThat(csv(start + "1")).isEqualTo("'" + start + "1");
        }
        assertThat(csv("\r1")).isEqualTo("\"'\r1\"");
        assertThat(csv("\t1")).isEqualTo("\"'\t1\"");
        assertThat(csv("a=1")).isEqualTo("a=1");
    }

    @Test
    void commas_quotes_and_line_ends_are_quoted() throws IOException {
        assertThat(csv("a,b")).isEqualTo("\"a,b\"");
        assertThat(csv("a\"b")).isEqualTo("\"a\"\"b\"");
        // A spreadsheet of another locale parts cells at these.
        assertThat(csv("a;=1")).isEqualTo("\"a;=1\"");
        assertThat(csv("a\nb")).isEqualTo("\"a\nb\"");
        assertThat(csv("=\"x\"")).isEqualTo("\"'=\"\"x\"\"\"");
        assertThat(csv("")).isEmpty();
    }

    @Test
    void a_telephone_number_keeps_its_zeros_and_a_number_its_sign() throws IOException {
        assertThat(csv(new Cell.Digits("0601000979"))).isEqualTo("'0601000979");
        assertThat(csv(new Cell.Digits("+420601000979"))).isEqualTo("'+420601000979");
        assertThat(csv(new Cell.Quantity(new BigDecimal("-12.50")))).isEqualTo("-12.50");
        assertThat(csv(Cell.none())).isEmpty();
    }

    @Test
    void a_code_is_never_a_formula() {
        assertThatThrownBy(() -> new Cell.Code("=1")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void csv_begins_with_a_byte_order_mark() throws IOException {
        assertThat(new String(file(TableForm.CSV, List.of("id", "=why"), List.of()), UTF_8))
                .isEqualTo("\uFEFFid,'=why\r\n");
    }

    @Test
    void a_workbook_holds_texts_and_numbers_and_no_formula() throws IOException {
        List<List<Cell>> rows =
                List.of(
                        List.of(
                                new Cell.Text("=cmd|'/c calc'!A1"),
                                new Cell.Digits("0601000979"),
                                new Cell.Quantity(new BigDecimal("-12.5")),
                                new Cell.Quantity(new BigDecimal("12345678901234567890"))),
                        List.of(
                                new Cell.Text("a & <b> \"c\"\u0007"),
                                Cell.none(),
                                Cell.Quantity.of(3),
                                new Cell.Code("2026-01-31")));
        byte[] file = file(TableForm.XLSX, List.of("t", "p", "n", "m"), rows);
        try (var book = new ReadableWorkbook(new ByteArrayInputStream(file));
                var lines = book.getFirstSheet().openStream()) {
            var read = lines.toList();
            assertThat(read).hasSize(3);
            assertThat(read.get(1).getCell(0).getType()).isEqualTo(CellType.STRING);
            assertThat(read.get(1).getCell(0).asString()).isEqualTo("=cmd|'/c calc'!A1");
            assertThat(read.get(1).getCell(1).asString()).isEqualTo("0601000979");
            assertThat(read.get(1).getCell(2).asNumber()).isEqualByComparingTo("-12.5");
            assertThat(read.get(1).getCell(3).asString()).isEqualTo("12345678901234567890");
            assertThat(read.get(2).getCell(0).asString()).startsWith("a & <b> \"c\"");
            assertThat(read.get(2).getCell(2).asNumber()).isEqualByComparingTo("3");
        }
        assertThat(part(file, "xl/worksheets/sheet1.xml")).doesNotContain("<f>");
    }

    private String part(byte[] zip, String name) throws IOException {
        Path file = Files.write(dir.resolve("table.xlsx"), zip);
        try (var read = new ZipFile(file.toFile());
                var in = read.getInputStream(read.getEntry(name))) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    @ParameterizedTest
    @EnumSource
    void rows_are_handed_on_before_the_end(TableForm form) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (Table table = form.begin(bytes)) {
            table.head(List.of("a"));
            table.row(List.of(new Cell.Text("x")));
            table.flush();
            assertThat(bytes.size()).isPositive();
        }
    }
}
