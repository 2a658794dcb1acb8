package custos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MirrorCommandsTest {
    @TempDir private Path room;
    private Desk desk;

    @BeforeEach
    void sit_down() throws IOException {
        desk = new Desk(room);
        desk.listener = (_, _, wanted) -> new FreePorts(wanted, false, () -> {});
        Files.writeString(room.resolve("sheet.txt"), desk.run("init").out());
        Files.createDirectory(room.resolve("stick"));
        Files.createDirectory(room.resolve("mirror"));
    }

    private void lose_the_vault() throws IOException {
        for (String folder : new String[] {"shop", "shop-keys"}) {
            try (Stream<Path> files = Files.walk(room.resolve(folder))) {
                for (Path file : files.sorted((one, other) -> other.compareTo(one)).toList()) {
                    Files.delete(file);
                }
            }
        }
        desk.environment.clear();
    }

    @Test
    void the_vault_of_a_moment_ago_comes_back_from_stick_mirror_and_sheet() throws IOException {
        String id = desk.customer("Hana Dvořáková", "hana@example.org");
        assertThat(desk.run("backup --to ROOM/stick").code()).isZero();
        assertThat(desk.run("serve --port 0 --mirror ROOM/mirror").code()).isZero();
        desk.environment.put("CUSTOS_MIRROR", room.resolve("mirror").toString());
        Desk.Ended erased = desk.run("erase " + id + " --reason erasure-request");
        assertThat(erased.out()).contains("\"proof\"");
        assertThat(desk.run("doctor --backups ROOM/stick").out())
                .contains("warning mirror: the mirror lies on the vault's own disk");
        lose_the_vault();

        desk.shows(
                """
                $ custos restore --from ROOM/stick --mirror ROOM/mirror --data ROOM/new --recovery-sheet ROOM/sheet.txt
                customers 1
                entries <n>
                ! Data of 2026-11-22T10:15:30Z, keys and refusals of 2026-11-22T10:15:30Z, from the mirror
                ! The ledger goes on under its name: nothing signed had left since.
                ! Start the server with --mirror DIR, or with --mirror none to go on without.
                ! 1 customers were erased since and stay erased.
                ! Data: <new>
                ! Keys: <keys>
                ! Now run `custos verify`, then make a backup of this vault.
                $ custos verify --data ROOM/new --recovery-sheet ROOM/sheet.txt
                1 customers, <n> records, <n> openings, <n> leaves, 0 findings
                """);
    }

    @Test
    void a_vault_with_a_mirror_signs_nothing_for_the_world_without_it() {
        assertThat(desk.run("serve --port 0 --mirror ROOM/mirror").code()).isZero();

        assertThat(desk.run("ledger checkpoint"))
                .extracting(Desk.Ended::code, Desk.Ended::out, Desk.Ended::err)
                .containsExactly(
                        3,
                        "",
                        "custos: this vault has a mirror, which was not given: give --mirror DIR,"
                                + " or --mirror none to go on without one; checkpoints, proofs and"
                                + " receipts wait for it\n");
        assertThat(desk.run("serve --port 0").err()).contains("This vault has a mirror");
        assertThat(desk.run("serve --port 0 --mirror none").err())
                .doesNotContain("This vault has a mirror");
        assertThat(desk.run("ledger checkpoint").out()).contains("vault.example.org/custos/");
    }

    @Test
    void the_doctor_names_a_mirror_that_is_not_there() {
        assertThat(desk.run("doctor --mirror ROOM/nowhere").out())
                .contains("problem mirror: ")
                .contains("nowhere cannot be read");
        assertThat(desk.run("doctor --mirror ROOM/mirror").out())
                .contains("mirror holds no mirror of this vault");
        assertThat(desk.run("doctor").out()).doesNotContain("mirror");
    }

    @Test
    void a_restore_of_nothing_is_said_in_one_line() {
        desk.shows(
                """
                $ custos restore --data ROOM/new
                ! custos: of what? Give --from DIR
                = 2
                """);
    }
}
