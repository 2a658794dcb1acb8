package custos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorTest {
    @TempDir private Path room;
    private Desk desk;

    @BeforeEach
    void sit_down() throws IOException {
        desk = new Desk(room).withVault();
        Files.createDirectory(room.resolve("stick"));
        dated(Desk.NOW.minus(Duration.ofDays(1)));
    }

    /// The desk's clock stands: its files are dated by it.
    private void dated(java.time.Instant at) throws IOException {
        for (String file :
                new String[] {
                    "shop/vault.db", "shop/keyring.json", "shop-keys/kek.json", "shop-keys/guard"
                }) {
            Files.setLastModifiedTime(room.resolve(file), FileTime.from(at));
        }
    }

    private Desk.Ended look() {
        return desk.run("doctor --backups ROOM/stick");
    }

    @Test
    void a_vault_with_a_fresh_backup_has_no_problem() throws IOException {
        assertThat(desk.run("backup --to ROOM/stick").code()).isZero();
        dated(Desk.NOW);

        Desk.Ended ended = look();

        assertThat(ended.code()).isZero();
        assertThat(ended.out())
                .contains("ok files: ")
                .contains("ok permissions: ")
                .contains("warning apart: data and keys lie on one file system")
                .contains("ok clock: ")
                .contains("ok backup-age: the last backup is of 2026-11-22T10:15:30Z")
                .contains("ok bind: ")
                .doesNotContain("problem ");
    }

    @Test
    void it_needs_no_key_and_answers_in_json() {
        desk.environment.remove("CUSTOS_KEY_FILE");

        assertThat(desk.run("doctor --json --backups ROOM/stick").out())
                .startsWith("{\"checks\":[{\"code\":\"files\",\"remedy\":\"\",\"severity\":\"ok\"");
    }

    @Test
    void a_vault_without_a_backup_is_in_danger() {
        assertThat(look())
                .satisfies(ended -> {
                    assertThat(ended.code()).isEqualTo(1);
                    assertThat(ended.out())
                            .contains("problem backup-age: there is no backup of this vault; make");
                });
        assertThat(desk.run("doctor").out())
                .contains("problem backup-age: nobody said where backups are");
    }

    @Test
    void old_backups_and_lost_key_bundles_are_told() throws IOException {
        desk.run("backup --to ROOM/stick");
        dated(Desk.NOW);
        try (var files = Files.list(room.resolve("stick"))) {
            for (Path file : files.toList()) {
                String old = file.getFileName().toString().replace("20261122", "20261119");
                Files.move(file, file.resolveSibling(old));
            }
        }
        assertThat(look().out()).contains("warning backup-age: the last backup is of 2026-11-19");

        try (var files = Files.list(room.resolve("stick"))) {
            for (Path file : files.toList()) {
                if (file.toString().endsWith("keys.bundle")) {
                    Files.delete(file);
                }
            }
        }
        assertThat(look().out()).contains("problem backup-age: the key bundle or the keyring");
    }

    @Test
    void open_folders_and_a_clock_that_went_back_are_told() throws IOException {
        Files.setPosixFilePermissions(
                room.resolve("shop"), PosixFilePermissions.fromString("rwxr-x---"));
        Files.setPosixFilePermissions(
                room.resolve("shop-keys/kek.json"), PosixFilePermissions.fromString("rw-r--r--"));
        dated(Desk.NOW.plus(Duration.ofDays(1)));

        assertThat(look().out())
                .contains("problem permissions: " + room + "/shop is open")
                .contains("; chmod 700 ")
                .contains("warning permissions: " + room + "/shop-keys/kek.json is open")
                .contains("problem clock: the clock went back");
    }

    @Test
    void a_missing_file_is_told_and_a_door_without_a_lock() throws IOException {
        Files.delete(room.resolve("shop-keys/guard"));
        desk.environment.put("CUSTOS_HOST", "0.0.0.0");

        assertThat(look().out())
                .contains("problem files: " + room + "/shop-keys/guard is missing")
                .contains("problem bind: the staff's pages would answer on 0.0.0.0 without TLS");
    }

    @Test
    void swap_and_core_dumps_are_told_by_what_the_system_says() throws IOException {
        Path machine = room.resolve("machine");
        Files.createDirectories(machine.resolve("proc/self"));
        Files.createDirectories(machine.resolve("sys/block/dm-1/dm"));
        Files.writeString(machine.resolve("sys/block/dm-1/dm/uuid"), "CRYPT-PLAIN-swap\n");
        Files.writeString(
                machine.resolve("proc/self/limits"),
                """
                Limit                     Soft Limit           Hard Limit           Units
                Max core file size        unlimited            unlimited            bytes
                """);
        Files.writeString(
                machine.resolve("proc/swaps"),
                """
                Filename Type Size Used Priority
                /dev/dm-1 partition 1 0 -2
                /dev/sda2 partition 1 0 -2
                """);

        assertThat(MachineCheckUp.of(machine))
                .extracting(Diagnosis::severity, Diagnosis::code)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(Diagnosis.Severity.WARNING, "swap"),
                        org.assertj.core.groups.Tuple.tuple(
                                Diagnosis.Severity.WARNING, "core-dumps"));
        assertThat(MachineCheckUp.of(machine).getFirst().what())
                .contains("/dev/sda2")
                .doesNotContain("dm-1");
        assertThat(MachineCheckUp.of(room.resolve("elsewhere")))
                .allMatch(one -> one.severity() == Diagnosis.Severity.UNKNOWN);
    }
}
