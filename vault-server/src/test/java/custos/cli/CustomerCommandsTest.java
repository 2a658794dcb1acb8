package custos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `import`, `erase` and `inspect`: what an operator does with customers.
class CustomerCommandsTest {
    private static final String SHEET =
            """
            Name;E-mail;Phone;Nobody knows
            Hana Dvořáková;hana@example.org;601 000 123;x
            Jan Novák;jan@example.org;601 000 124;y
            """;

    @TempDir private Path room;
    private Desk desk;

    @BeforeEach
    void sit_down() {
        desk = new Desk(room).withVault();
    }

    @Test
    void a_dry_run_changes_nothing_and_the_run_does_what_it_said() {
        desk.file("sheet.csv", SHEET);

        var dry = desk.run("import --dry-run ROOM/sheet.csv");
        assertThat(dry.out())
                .as(dry.err())
                .startsWith("would be created\t2\nwould be updated\t0\n")
                .contains("column not stored\tNobody knows\n");

        assertThat(desk.run("import --rejects ROOM/refused.csv ROOM/sheet.csv").out())
                .startsWith("created\t2\nupdated\t0\n");
        assertThat(room.resolve("refused.csv")).exists();
        assertThat(desk.run("import ROOM/sheet.csv").out()).startsWith("created\t0\n");
    }

    @Test
    void refusals_are_taken_in() {
        desk.file("refused.csv", "E-mail;Name\nhana@example.org;Hana\njan@example.org;Jan\n");

        desk.shows(
                """
                $ custos import --refusals ROOM/refused.csv
                refusals\t2
                """);
    }

    @Test
    void an_import_is_taken_back_by_its_number() {
        desk.file("sheet.csv", SHEET);
        assertThat(desk.run("import ROOM/sheet.csv").out()).contains("import\t1\n");
        desk.shows(
                """
                $ custos import --undo 1
                removed\t2
                restored\t0
                kept\t0
                $ custos import --undo 1
                ! custos: this import was taken back
                = 2
                $ custos import --undo 9
                ! custos: there is no such import
                = 2
                $ custos import --undo 1 ROOM/sheet.csv
                ! custos: import takes either FILE or --undo NUMBER
                = 2
                $ custos import --undo 1 --dry-run
                ! custos: --undo goes with --reason alone
                = 2
                """);
    }

    @Test
    void a_workbook_is_read_sheet_by_sheet() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var book = new Workbook(bytes, "Test", "1.0")) {
            book.newWorksheet("Notes").value(0, 0, "nothing here");
            Worksheet people = book.newWorksheet("People");
            for (String cell : List.of("Name", "E-mail", "Phone")) {
                people.value(0, List.of("Name", "E-mail", "Phone").indexOf(cell), cell);
            }
            people.value(1, 0, "Hana Dvořáková");
            people.value(1, 1, "hana@example.org");
            people.value(1, 2, 420601000123L);
        }
        Files.write(room.resolve("people.xlsx"), bytes.toByteArray());
        assertThat(desk.run("import --sheet 2 ROOM/people.xlsx").out()).startsWith("created\t1\n");
        desk.shows(
                """
                $ custos import --sheet 3 ROOM/people.xlsx
                ! custos: the workbook has no such sheet
                = 2
                $ custos import --sheet 0 ROOM/people.xlsx
                ! custos: --sheet is counted from 1
                = 2
                """);
    }

    @Test
    void how_a_text_is_written_can_be_corrected() throws IOException {
        Files.write(
                room.resolve("odd.csv"),
                "Name;x|E-mail;y\nE-mail;x|Name;y\nsoren@example.org|Søren Ågård\n"
                        .getBytes(Charset.forName("windows-1252")));
        desk.file("map.yaml", "columns:\n  E-mail;x: email\n  Name;y: full_name\n");
        desk.file("right.csv", "E-mail;Name\nsoren@example.org;Søren Ågård\n");

        var odd =
                desk.run(
                        "import --encoding windows-1252 --separator | --header 2"
                                + " --map ROOM/map.yaml ROOM/odd.csv");

        assertThat(odd.out()).as(odd.err()).startsWith("created\t1\n");
        assertThat(desk.run("import ROOM/right.csv").out())
                .contains("created\t0\nupdated\t0\nunchanged\t1\n");
        desk.shows(
                """
                $ custos import --separator x ROOM/odd.csv
                ! custos: --separator is ; or , or | or tab
                = 2
                $ custos import --header 0 ROOM/odd.csv
                ! custos: --header is counted from 1
                = 2
                """);
        assertThat(desk.run("import --encoding klingon ROOM/odd.csv").code()).isEqualTo(2);
    }

    @Test
    void an_import_of_nothing_is_refused() {
        desk.file("empty.csv", "");

        desk.shows(
                """
                $ custos import ROOM/nowhere.csv
                ! custos: ROOM/nowhere.csv cannot be read
                = 2
                $ custos import --refusals --dry-run ROOM/empty.csv
                ! custos: --refusals goes with neither --dry-run nor --rejects
                = 2
                """);
        var ended = desk.run("import ROOM/empty.csv");
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).startsWith("custos: ").hasLineCount(1);
    }

    @Test
    void an_erased_customer_stays_erased_and_the_certificate_says_what_went() {
        String id = desk.customer("Hana Dvořáková", "hana@example.org");

        desk.shows(
                """
                $ custos erase %1$s --reason just-because
                ! custos: reason: the policy has no such reason for this
                = 2
                """
                        .formatted(id));
        var erased = desk.run("erase " + id + " --reason erasure-request --suppress");
        assertThat(erased.code()).isZero();
        assertThat(erased.out()).contains("dpv:Erase", "\"contact\"", id);
        desk.file("certificate.json", erased.out());
        String key = desk.run("ledger key").out().strip();
        var verified = desk.run("verify-receipt ROOM/certificate.json --key " + key);
        assertThat(verified.out()).startsWith("proven: entry ").contains("erased: contact");
        assertThat(verified.code()).isZero();
        desk.shows(
                """
                $ custos erase %1$s --reason erasure-request
                ! custos: this customer was erased
                = 2
                """
                        .formatted(id));
    }

    @Test
    void an_id_of_nobody_is_refused() {
        desk.shows(
                """
                $ custos erase aaaaaaaaaaaaaaaaaaaaaaaaaa --reason erasure-request
                ! custos: there is no such customer
                = 2
                $ custos erase Hana --reason erasure-request
                ! custos: <what an id is>
                = 2
                """);
    }

    @Test
    void options_that_do_not_go_together_are_said() {
        desk.file("there.json", "{}");

        desk.shows(
                """
                $ custos export --customer aaaaaaaaaaaaaaaaaaaaaaaaaa --out -
                ! custos: --customer and --reason go together
                = 2
                $ custos export --out all.zip
                ! custos: a ZIP holds one customer: give --customer, or another file name
                = 2
                $ custos export --out ROOM/there.json
                ! custos: ROOM/there.json is there already
                = 2
                """);
    }
}
