package custos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupCommandsTest {
    @TempDir private Path room;
    private Desk desk;

    @BeforeEach
    void sit_down() throws IOException {
        desk = new Desk(room);
        Files.writeString(room.resolve("sheet.txt"), desk.run("init").out());
        desk.customer("Hana Dvořáková", "hana@example.org");
        Files.createDirectory(room.resolve("stick"));
    }

    /// As on another machine, where only stick and sheet are.
    private void lose_everything_but_stick_and_sheet() throws IOException {
        try (var files = Files.walk(room)) {
            for (Path file : files.sorted((one, other) -> other.compareTo(one)).toList()) {
                boolean kept =
                        file.equals(room)
                                || file.startsWith(room.resolve("stick"))
                                || file.equals(room.resolve("sheet.txt"));
                if (!kept) {
                    Files.delete(file);
                }
            }
        }
        desk.environment.clear();
    }

    @Test
    void while_a_server_has_the_vault_it_says_who_makes_backups_then() {
        Desk.Ended held = desk.inVault(_ -> desk.run("backup --to ROOM/stick"));

        assertThat(held.code()).isEqualTo(3);
        assertThat(held.err()).contains("serve --backup-to DIR").contains("/admin");
    }

    @Test
    void a_backup_is_made_and_restored_on_an_empty_machine_with_the_sheet() throws IOException {
        desk.shows(
                """
                $ custos backup --to ROOM/stick
                <stick>/custos-<id>-20261122-101530-data.bundle
                <stick>/custos-<id>-20261122-101530-keys.bundle
                ! 1 customers, <n> entries of the ledger, <n> bytes, 0 older bundles deleted
                """);
        lose_everything_but_stick_and_sheet();

        desk.shows(
                """
                $ custos restore --from ROOM/stick --data ROOM/new --recovery-sheet ROOM/sheet.txt
                ! custos: the key bundle holds the ledger as of 2026-11-22T10:15:30Z; whether more was signed since nobody can know; --new-ledger goes on under a new name that cites the old one
                = 4
                $ custos restore --from ROOM/stick --data ROOM/new --recovery-sheet ROOM/sheet.txt --new-ledger
                customers 1
                entries <n>
                ledger vault.example.org/custos/<id>/1
                ! Data of 2026-11-22T10:15:30Z, keys and refusals of 2026-11-22T10:15:30Z
                ! Data: <new>
                ! Keys: <keys>
                ! Now run `custos verify`, then make a backup of this vault.
                $ custos verify --data ROOM/new --recovery-sheet ROOM/sheet.txt
                1 customers, <n> records, <n> openings, <n> leaves, 0 findings
                """);
    }

    @Test
    void wrong_use_is_said_in_one_line() throws IOException {
        desk.shows(
                """
                $ custos backup
                ! custos: where to? Give --to DIR
                = 2
                $ custos backup --to ROOM/stick --keep 0
                ! custos: --keep is 1 to 3650 days
                = 2
                $ custos backup --to ROOM/nowhere
                ! custos: there is no folder <nowhere>
                = 4
                $ custos restore --from ROOM/nowhere --data ROOM/new
                ! custos: there is no folder <nowhere>
                = 4
                $ custos restore --from ROOM/stick --data ROOM/new
                ! custos: the folder has no copy of a keyring, custos-...-keyring.json
                = 4
                """);
    }

    @Test
    void what_is_missing_damaged_or_in_the_way_is_named() throws IOException {
        Path data =
                Path.of(desk.run("backup --to ROOM/stick").out().lines().findFirst().orElse(""));
        byte[] whole = Files.readAllBytes(data);

        Files.write(data, java.util.Arrays.copyOf(whole, whole.length - 1));
        assertThat(desk.run("restore --from ROOM/stick --data ROOM/new --new-ledger"))
                .extracting(Desk.Ended::code, Desk.Ended::err)
                .containsExactly(
                        4,
                        "custos: " + data.getFileName() + " is damaged; take another copy of it\n");
        Files.write(data, whole);
        assertThat(desk.run("restore --from ROOM/stick --new-ledger").err())
                .contains("is not empty");
        Files.delete(data);
        assertThat(desk.run("restore --from ROOM/stick --data ROOM/new --new-ledger").err())
                .contains("no data bundle that fits the key bundle");
        assertThat(room.resolve("new")).doesNotExist();
    }
}
