package custos.sheet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.dhatim.fastexcel.VisibilityState;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkbookSheetTest {
    @Test
    void numbers_come_as_a_person_would_type_them() throws IOException {
        byte[] book =
                book(sheet -> {
                    header(sheet, "Nama", "Telefon", "Poskod", "Jumlah", "Ahli");
                    sheet.value(1, 0, "Siti binti Ahmad");
                    sheet.value(1, 1, 60123456789L);
                    sheet.value(1, 2, 5000);
                    sheet.value(1, 3, 0.1 + 0.2);
                    sheet.value(1, 4, true);
                });
        assertThat(rows(book))
                .containsExactly(List.of("Siti binti Ahmad", "60123456789", "5000", "0.3", "true"));
    }

    @Test
    void a_day_is_written_the_way_a_machine_reads_it() throws IOException {
        byte[] book =
                book(sheet -> {
                    header(sheet, "Nama", "Tarikh lahir", "Dilawati", "Nombor");
                    sheet.value(1, 0, "A");
                    sheet.value(1, 1, LocalDate.of(1990, 3, 7));
                    sheet.style(1, 1).format("d.m.yyyy").set();
                    sheet.value(1, 2, LocalDateTime.of(2026, 1, 31, 9, 5));
                    sheet.style(1, 2).format("yyyy-mm-dd hh:mm").set();
                    sheet.value(1, 3, 32_939);
                });
        assertThat(rows(book))
                .containsExactly(List.of("A", "1990-03-07", "2026-01-31 09:05", "32939"));
    }

    @ParameterizedTest
    @CsvSource({
        "0.00, 32939",
        "\"day\" 0, 32939",
        "[Red]0, 32939",
        "dd/mm/yyyy, 1990-03-07",
        "[$-43E]d mmmm yyyy;@, 1990-03-07",
    })
    void only_a_format_that_shows_a_day_makes_one(String format, String shown) throws IOException {
        byte[] book =
                book(sheet -> {
                    header(sheet, "Nama", "Nilai");
                    sheet.value(1, 0, "A");
                    sheet.value(1, 1, 32_939);
                    sheet.style(1, 1).format(format).set();
                });
        assertThat(rows(book)).containsExactly(List.of("A", shown));
    }

    @Test
    void titles_above_the_header_and_blank_rows_are_passed() throws IOException {
        byte[] book =
                book(sheet -> {
                    sheet.value(0, 0, "Senarai pelanggan");
                    sheet.value(2, 0, "Nama");
                    sheet.value(2, 1, "Bandar");
                    sheet.value(3, 0, "Siti");
                    sheet.value(3, 1, "Ipoh");
                    sheet.value(6, 0, "Ali");
                });
        try (SheetReader reader = SheetReader.open(SheetBytes.of(book))) {
            assertThat(reader.header()).containsExactly("Nama", "Bandar");
            assertThat(reader.shape()).isEqualTo(new SheetShape.OfWorkbook(0, 3));
            assertThat(reader.next())
                    .isEqualTo(new SheetLine.Row(4, 2, List.of("Siti", "Ipoh"), false, false));
            assertThat(reader.next())
                    .isEqualTo(new SheetLine.Row(7, 3, List.of("Ali", ""), false, false));
            assertThat(reader.hasNext()).isFalse();
        }
    }

    @Test
    void what_a_formula_last_gave_counts_and_not_the_formula() throws IOException {
        byte[] book =
                withPart(
                        book(sheet -> header(sheet, "Nama", "E-mel")),
                        "xl/worksheets/sheet1.xml",
                        """
                        <worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">
                        <sheetData>
                        <row r="1"><c r="A1" t="inlineStr"><is><t>Nama</t></is></c>\
                        <c r="B1" t="inlineStr"><is><t>E-mel</t></is></c></row>
                        <row r="2"><c r="A2" t="str"><f>CONCATENATE("A","li")</f><v>Ali</v></c>\
                        <c r="B2" t="e"><f>VLOOKUP(1,C:C,1)</f><v>#N/A</v></c></row>
                        </sheetData></worksheet>
                        """);
        assertThat(rows(book)).containsExactly(List.of("Ali", ""));
    }

    @Test
    void a_person_picks_among_the_visible_sheets() throws IOException {
        byte[] book =
                workbook(book1 -> {
                    Worksheet hidden = book1.newWorksheet("Rahsia");
                    header(hidden, "x", "y");
                    hidden.setVisibilityState(VisibilityState.HIDDEN);
                    header(book1.newWorksheet("Pelanggan"), "Nama", "Bandar");
                    header(book1.newWorksheet("Pesanan"), "Nombor", "Jumlah");
                });
        assertThat(SheetReader.sheets(SheetBytes.of(book))).containsExactly("Pelanggan", "Pesanan");
        try (var reader = SheetReader.open(SheetBytes.of(book), new SheetShape.OfWorkbook(1, 1))) {
            assertThat(reader.header()).containsExactly("Nombor", "Jumlah");
        }
    }

    @Test
    void more_filled_cells_than_columns_refuse_that_row_alone() throws IOException {
        byte[] book =
                book(sheet -> {
                    header(sheet, "Nama", "Bandar");
                    sheet.value(1, 0, "Siti");
                    sheet.value(1, 2, "lebih");
                    sheet.value(2, 0, "Ali");
                });
        try (SheetReader reader = SheetReader.open(SheetBytes.of(book))) {
            assertThat(reader.next())
                    .isEqualTo(
                            new SheetLine.Unread(
                                    2, 2, 2, SheetLine.Reason.EXTRA_COLUMNS, "Siti;;lebih"));
            assertThat(reader.next()).isInstanceOf(SheetLine.Row.class);
        }
    }

    @Test
    void a_workbook_that_unpacks_to_more_than_memory_holds_is_refused() throws IOException {
        byte[] bomb =
                withPart(
                        book(sheet -> header(sheet, "Nama", "Bandar")),
                        "xl/media/zeros.bin",
                        new byte[(int) (WorkbookBytes.MAX_UNPACKED_BYTES + 1)]);
        assertThat(bomb.length).isLessThan(1 << 20);
        assertRefused(bomb, "512 MiB");
        byte[] texts =
                withPart(
                        book(sheet -> header(sheet, "Nama", "Bandar")),
                        "xl/sharedStrings.xml",
                        new byte[(int) (WorkbookBytes.MAX_TEXTS_BYTES + 1)]);
        assertRefused(texts, "128 MiB");
    }

    @Test
    void a_cell_far_out_and_a_text_without_end_cost_nothing() throws IOException {
        byte[] book = book(sheet -> header(sheet, "Nama", "Bandar"));
        String head =
                "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">"
                        + "<sheetData><row r=\"1\">";
        assertRefusedUnread(
                withPart(
                        book,
                        "xl/worksheets/sheet1.xml",
                        head + "<c r=\"ZZZZZZ1\"><v>1</v></c></row></sheetData></worksheet>"),
                "1000 columns");
        assertRefusedUnread(
                withPart(
                        book,
                        "xl/worksheets/sheet1.xml",
                        head
                                + "<c r=\"A1\" t=\"inlineStr\"><is><t>"
                                + "x".repeat(SheetReader.MAX_CELL * 4 + 1)
                                + "</t></is></c></row></sheetData></worksheet>"),
                "longer than 1 MiB");
        assertRefusedUnread(
                withPart(
                        book,
                        "xl/worksheets/sheet1.xml",
                        "<?xml version=\"1.0\" encoding=\"UTF-7\"?>" + head),
                "UTF-8");
    }

    @Test
    void a_workbook_reads_no_other_file() throws IOException {
        byte[] book =
                withPart(
                        book(sheet -> header(sheet, "Nama", "Bandar")),
                        "xl/worksheets/sheet1.xml",
                        """
                        <!DOCTYPE worksheet [<!ENTITY secret SYSTEM "file:///etc/hostname">]>
                        <worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">
                        <sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>Nama</t></is></c>\
                        <c r="B1" t="inlineStr"><is><t>x&secret;y</t></is></c></row></sheetData>
                        </worksheet>
                        """);
        assertThatThrownBy(() -> SheetReader.open(SheetBytes.of(book)))
                .isInstanceOf(SheetFault.NotASheet.class);
    }

    @Test
    void every_cut_of_a_workbook_is_refused_or_read() throws IOException {
        byte[] book =
                book(sheet -> {
                    header(sheet, "Nama", "Bandar");
                    sheet.value(1, 0, "Siti");
                });
        int refused = 0;
        for (int length = 4; length < book.length; length += 97) {
            try {
                rows(Arrays.copyOf(book, length));
            } catch (SheetFault.NotASheet e) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(book.length / 97 / 2);
    }

    @Test
    void what_is_no_workbook_is_refused_with_a_way_out() {
        assertRefused(
                new byte[] {
                    (byte) 0xD0,
                    (byte) 0xCF,
                    0x11,
                    (byte) 0xE0,
                    (byte) 0xA1,
                    (byte) 0xB1,
                    0x1A,
                    (byte) 0xE1,
                    0,
                    0
                },
                "save it as .xlsx without a password");
        assertRefused("%PDF-1.7".getBytes(UTF_8), "PDF");
        assertRefused("PK\u0003\u0004 no archive".getBytes(UTF_8), "damaged");
    }

    /// Before the library sees it, which would make all columns before the cell.
    private static void assertRefusedUnread(byte[] file, String words) {
        assertThatThrownBy(() -> WorkbookBytes.read(SheetBytes.of(file)))
                .isInstanceOf(SheetFault.NotASheet.class)
                .hasMessageContaining(words);
    }

    private static void assertRefused(byte[] file, String words) {
        assertThatThrownBy(() -> SheetReader.open(SheetBytes.of(file)))
                .isInstanceOf(SheetFault.NotASheet.class)
                .hasMessageContaining(words);
    }

    static byte[] book(Consumer<Worksheet> content) throws IOException {
        return workbook(book -> content.accept(book.newWorksheet("Helaian1")));
    }

    private static byte[] workbook(Consumer<Workbook> content) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var book = new Workbook(out, "Test", "1.0")) {
            content.accept(book);
        }
        return out.toByteArray();
    }

    static void header(Worksheet sheet, String... names) {
        for (int i = 0; i < names.length; i++) {
            sheet.value(0, i, names[i]);
        }
    }

    private static byte[] withPart(byte[] book, String name, String content) throws IOException {
        return withPart(book, name, content.getBytes(UTF_8));
    }

    private static byte[] withPart(byte[] book, String name, byte[] content) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var from =
                        ZipFile.builder()
                                .setSeekableByteChannel(new SeekableInMemoryByteChannel(book))
                                .get();
                var zip = new ZipOutputStream(out)) {
            for (ZipArchiveEntry entry : Collections.list(from.getEntries())) {
                if (!entry.getName().equals(name)) {
                    zip.putNextEntry(new ZipEntry(entry.getName()));
                    from.getInputStream(entry).transferTo(zip);
                }
            }
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content);
        }
        return out.toByteArray();
    }

    private static List<List<String>> rows(byte[] book) {
        var rows = new ArrayList<List<String>>();
        try (SheetReader reader = SheetReader.open(SheetBytes.of(book))) {
            reader.forEachRemaining(line -> rows.add(((SheetLine.Row) line).cells()));
        }
        return rows;
    }
}
