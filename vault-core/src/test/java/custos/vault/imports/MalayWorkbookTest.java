package custos.vault.imports;

import static custos.vault.TestVault.STAFF;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import custos.customer.FieldValue;
import custos.figure.ConsentCourse;
import custos.policy.ChannelId;
import custos.policy.FieldId;
import custos.policy.PurposeId;
import custos.sheet.ColumnMap;
import custos.sheet.RowProblem.Code;
import custos.sheet.SheetBytes;
import custos.vault.TestVault;
import custos.vault.imports.ImportLines.Outcome;
import custos.vault.lists.FigureWalk;
import custos.vault.rows.CustomerFile;
import custos.vault.rows.Slots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Optional;
import java.util.SortedMap;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A list as shops in Malaysia keep it in a spreadsheet, which took telephone numbers and postcodes
/// for numbers, and dates for days since 1900.
class MalayWorkbookTest {
    private static final String[] HEADER = {
        "No Pelanggan",
        "Nama Penuh",
        "No. Telefon",
        "E-mel",
        "Alamat",
        "Bandar",
        "Poskod",
        "Negeri",
        "Tarikh Lahir",
        "Persetujuan",
        "Tarikh Persetujuan"
    };

    @TempDir private Path dir;
    private TestVault shop;

    @BeforeEach
    void open() {
        shop = TestVault.in(dir);
    }

    @AfterEach
    void inspect() {
        shop.inspected();
        shop.close();
    }

    private static byte[] workbook() throws IOException {
        var out = new ByteArrayOutputStream();
        try (var book = new Workbook(out, "Test", "1.0")) {
            Worksheet sheet = book.newWorksheet("Pelanggan");
            sheet.value(0, 0, "Senarai pelanggan kedai");
            for (int i = 0; i < HEADER.length; i++) {
                sheet.value(2, i, HEADER[i]);
            }
            // The telephone's 0 and the postcode's 0 are gone; the birth date is a bare number.
            row(sheet, 3, 1, "Siti binti Ahmad", 123456789L, "siti@example.org", 2000, 32_939);
            // The same person once more, with her country's prefix.
            row(sheet, 4, 1, "Siti binti Ahmad", 60123456789L, "siti@example.org", 2000, 32_939);
            row(sheet, 5, 2, "Raju a/l Muthu", 60321234567L, "raju@example.org", 50450, 25_569);
            sheet.value(3, 9, "ya");
            sheet.value(3, 10, LocalDate.of(2024, 5, 1));
            sheet.style(3, 10).format("dd/mm/yyyy").set();
            sheet.value(5, 9, "tidak");
        }
        return out.toByteArray();
    }

    private static void row(
            Worksheet sheet,
            int row,
            int number,
            String name,
            long phone,
            String email,
            int postcode,
            int born) {
        sheet.value(row, 0, number);
        sheet.value(row, 1, name);
        sheet.value(row, 2, phone);
        sheet.value(row, 3, email);
        sheet.value(row, 4, "12 Jalan Ampang");
        sheet.value(row, 5, postcode == 2000 ? "Kuala Perlis" : "Kuala Lumpur");
        sheet.value(row, 6, postcode);
        sheet.value(row, 7, postcode == 2000 ? "Perlis" : "Kuala Lumpur");
        sheet.value(row, 8, born);
    }

    @Test
    void its_people_come_in_as_they_are() throws IOException {
        Imports.Report report = brought();

        assertThat(report.rows()).isEqualTo(3);
        assertThat(report.count(Outcome.CREATED)).isEqualTo(2);
        assertThat(report.verdicts()).containsEntry("given", 1L).containsEntry("refused", 1L);
        assertThat(report.problems())
                .containsEntry(Code.POSTCODE_ZEROS, 2L)
                .containsEntry(Code.SERIAL_DATE, 3L);
        assertThat(text("1", Slots.CONTACT, "phone")).contains("+60123456789");
        assertThat(text("1", Slots.CONTACT, "address")).contains("02000");
        assertThat(values("1", Slots.PROFILE))
                .containsValue(new FieldValue.Day(LocalDate.of(1990, 3, 7)));
        assertThat(text("2", Slots.CONTACT, "full_name")).contains("Raju a/l Muthu");
        assertThat(text("2", Slots.CONTACT, "phone")).contains("+60321234567");
        assertThat(values("2", Slots.PROFILE))
                .containsValue(new FieldValue.Day(LocalDate.of(1970, 1, 1)));
    }

    /// One of two said yes, in May 2024.
    @Test
    void lists_and_figures_say_what_the_workbook_says() throws IOException {
        brought();
        var listed = new ArrayList<String>();
        shop.vault().lists().stream(
                new PurposeId("newsletter"),
                new ChannelId("email"),
                STAFF,
                rows ->
                        rows.forEach(row ->
                                row.fields().values().stream()
                                        .map(FieldValue::plain)
                                        .filter(text -> text.contains("@"))
                                        .forEach(text -> listed.add(text))));
        assertThat(listed).containsExactly("siti@example.org");

        var months = new FigureWalk(shop.core()).walk(1, _ -> {}).consents().get("newsletter");
        assertThat(months)
                .containsEntry(YearMonth.of(2024, 5), new ConsentCourse.Month(1, 0, 1, 1))
                .containsEntry(YearMonth.of(2024, 6), new ConsentCourse.Month(0, 0, 1, 1))
                .containsEntry(YearMonth.of(2026, 11), new ConsentCourse.Month(0, 0, 1, 2));
    }

    private Imports.Report brought() throws IOException {
        var sheet = SheetBytes.of(workbook());
        Imports imports = shop.vault().imports();
        ImportJob suggested = imports.job(sheet);
        assertThat(suggested.map().columns())
                .extracting(column -> column.role().word())
                .containsExactly(
                        "number",
                        "full_name",
                        "phone",
                        "email",
                        "address_line_1",
                        "city",
                        "postcode",
                        "region",
                        "birth_date",
                        "consent",
                        "consent_date");
        String yaml =
                suggested.map().toYaml().replace("consents: []", "country: MY")
                        + """
                        consents:
                          - column: Persetujuan
                            date_column: Tarikh Persetujuan
                            purposes: [newsletter]
                            channels: [email]
                            method: import
                            proof: borang bertandatangan
                            language: ms
                            notice: current
                        """;
        return imports.run(
                new ImportJob(sheet, suggested.shape(), ColumnMap.parse(yaml)),
                Optional.empty(),
                STAFF,
                ImportWatch.NONE);
    }

    private SortedMap<Integer, FieldValue> values(String number, int slot) {
        var id =
                shop.vault()
                        .customers()
                        .findExact(new FieldId("number"), number, "staff", Optional.empty())
                        .items()
                        .getFirst()
                        .id();
        try (CustomerFile file = shop.core().file(shop.core().number(id))) {
            return file.openFixed(slot);
        }
    }

    private String text(String number, int slot, String field) {
        int no = shop.policy().field(new FieldId(field)).orElseThrow().number();
        FieldValue value = Optional.ofNullable(values(number, slot).get(no)).orElseThrow();
        return new String(value.toBytes(), UTF_8);
    }
}
