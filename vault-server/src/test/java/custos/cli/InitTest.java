package custos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InitTest {
    @TempDir private Path room;
    private Desk desk;

    @BeforeEach
    void sit_down() {
        desk = new Desk(room);
    }

    @Test
    void a_new_vault_prints_its_recovery_sheet_once() {
        desk.shows(
                """
                $ custos init --host shop.example.org
                <sheet>-<sheet>-<sheet>-<sheet>-<sheet>-<sheet>-<sheet>-<sheet>
                ! The line above is the recovery sheet. Print it and keep it apart: it opens the
                ! vault when passphrase or key file are lost, and it is not shown again.
                ! Data: ROOM/shop
                ! Keys: ROOM/shop-keys
                ! Losing the key folder is losing the data. Make backups: custos backup --to DIR.
                $ custos ledger key
                shop.example.org/custos/<vault>/0+<id>+<key>
                """);
    }

    @Test
    void a_key_file_that_is_not_there_is_made_for_the_owner_alone() throws Exception {
        desk.withVault();

        Path key = room.resolve("unlock.key");
        assertThat(key).hasSize(32);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");
    }

    @Test
    void the_recovery_sheet_opens_the_vault() {
        desk.file("sheet", desk.run("init").out());
        desk.environment.remove("CUSTOS_KEY_FILE");

        desk.shows(
                """
                $ custos token list --recovery-sheet ROOM/sheet
                """);
    }

    @Test
    void a_used_folder_is_refused() {
        desk.withVault();

        desk.shows(
                """
                $ custos init
                ! custos: a new vault needs empty folders; shop is not empty
                = 2
                """);
    }

    @Test
    void a_short_passphrase_is_refused() {
        desk.file("pass", "too short\n");
        desk.environment.remove("CUSTOS_KEY_FILE");

        desk.shows(
                """
                $ custos init --passphrase-file ROOM/pass
                ! custos: a new passphrase has at least 12 characters
                = 2
                """);
        assertThat(room.resolve("shop")).doesNotExist();
    }

    @Test
    void a_passphrase_is_typed_twice() {
        desk.environment.remove("CUSTOS_KEY_FILE");
        desk.typed.add("correct horse battery");
        desk.typed.add("correct horse batery");

        desk.shows(
                """
                $ custos init
                ! custos: the two passphrases differ
                = 2
                """);
    }

    @Test
    void a_host_that_is_no_host_is_refused() {
        desk.shows(
                """
                $ custos init --host Shop!
                ! custos: a host is 1 to 253 of a-z, 0-9, dot and -, such as shop.example.org
                = 2
                """);
    }

    @Test
    void keys_never_lie_in_the_data_folder() {
        desk.shows(
                """
                $ custos init --keys ROOM/shop/keys
                ! custos: the key folder lies beside the data folder, neither in nor around it
                = 2
                """);
    }

    @Test
    void nothing_is_made_under_a_policy_that_is_refused() throws Exception {
        Files.createDirectory(room.resolve("policy"));
        desk.file("policy/policy.yaml", "version: 1\n");

        assertThat(desk.run("init --policy ROOM/policy").code()).isEqualTo(1);
        assertThat(room.resolve("shop")).doesNotExist();
    }
}
