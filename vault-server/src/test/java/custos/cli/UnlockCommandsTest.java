package custos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import custos.vault.Unlocks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `keys unlock`.
class UnlockCommandsTest {
    private static final String LATER =
            "! Older copies of keyring.json still open with it, also those in backups: make a backup"
                    + " now, and delete older ones.\n";

    @TempDir private Path room;
    private Desk desk;

    @BeforeEach
    void sit_down() {
        desk = new Desk(room).withVault();
    }

    @Test
    void a_passphrase_takes_the_place_of_a_key_file() {
        desk.file("words", "správný kůň baterie\n");
        desk.shows(
                """
                $ custos keys unlock list
                1\trecovery-sheet
                2\tkey-file
                $ custos keys unlock add passphrase --new-passphrase-file ROOM/words
                3\tpassphrase\targon2id m=65536 t=3 p=1
                $ custos keys unlock remove 2
                removed\tkey-file
                """
                        + LATER
                        + """
                        $ custos keys unlock list
                        ! custos: this passphrase, key file, recovery sheet or token does not open the keyring
                        = 3
                        $ custos keys unlock list --passphrase-file ROOM/words
                        1\trecovery-sheet
                        2\tpassphrase\targon2id m=65536 t=3 p=1
                        """);
        assertThat(desk.run("keys show --passphrase-file ROOM/words").out())
                .contains("unlock\t2\tpassphrase\targon2id m=65536 t=3 p=1\n");
        assertThat(desk.run("verify --passphrase-file ROOM/words").code()).isZero();
    }

    @Test
    void a_new_passphrase_is_typed_twice() {
        desk.typed.addAll(List.of("správný kůň baterie", "správny kůň baterie"));
        desk.shows(
                """
                $ custos keys unlock add passphrase
                ! custos: the two passphrases differ
                = 2
                """);
        desk.typed.addAll(List.of("krátké", "krátké"));
        desk.shows(
                """
                $ custos keys unlock add passphrase
                ! custos: a new passphrase has at least 12 characters
                = 2
                $ custos keys unlock add passphrase
                ! custos: which passphrase? Give --new-passphrase-file
                = 2
                """);
        desk.typed.addAll(List.of("správný kůň baterie", "správný kůň baterie"));
        desk.shows(
                """
                $ custos keys unlock add passphrase
                3\tpassphrase\targon2id m=65536 t=3 p=1
                """);
    }

    @Test
    void a_key_file_is_made_for_its_owner_alone_and_never_over_another() throws IOException {
        desk.shows(
                """
                $ custos keys unlock add key-file ROOM/second.key
                3\tkey-file
                $ custos keys unlock add key-file ROOM/second.key
                ! custos: ROOM/second.key is there already; a new key file gets a name of its own
                = 2
                $ custos keys unlock list --key-file ROOM/second.key
                1\trecovery-sheet
                2\tkey-file
                3\tkey-file
                """);
        var made = Files.getPosixFilePermissions(room.resolve("second.key"));
        assertThat(PosixFilePermissions.toString(made)).isEqualTo("rw-------");
    }

    @Test
    void a_new_recovery_sheet_is_printed_once_and_opens_the_vault() {
        var ended = desk.run("keys unlock add recovery-sheet");
        assertThat(ended.out()).matches("([a-z2-7]{8}-){7}[a-z2-7]{8}\n");
        assertThat(ended.err()).contains("it is not shown again");
        desk.file("sheet", ended.out());
        assertThat(desk.run("keys unlock list --recovery-sheet ROOM/sheet").out())
                .isEqualTo("1\trecovery-sheet\n2\tkey-file\n3\trecovery-sheet\n");
    }

    @Test
    void the_only_recovery_sheet_goes_only_when_that_is_meant() {
        desk.shows(
                """
                $ custos keys unlock remove 1
                ! custos: this is the only recovery sheet: without one, whoever loses the rest has lost the data; add a new sheet first, or say --yes
                = 2
                $ custos keys unlock remove 1 --yes
                removed\trecovery-sheet
                """
                        + LATER
                        + """
                        $ custos keys unlock remove 1 --yes
                        ! custos: this is the only way to unlock the vault; add another one first
                        = 2
                        $ custos keys unlock remove 2
                        ! custos: there is no such way to unlock
                        = 2
                        $ custos keys unlock
                        ! custos: which command?; see `custos keys unlock --help`
                        = 2
                        """);
        desk.inVault(vault -> vault.unlocks().addRecoverySheet(VaultCommand.OPERATOR));
        desk.inVault(vault -> vault.unlocks().addRecoverySheet(VaultCommand.OPERATOR));
        assertThat(desk.run("keys unlock remove 2").code()).isZero();
    }

    @Test
    void the_ninth_way_is_refused_before_a_file_is_made() {
        desk.inVault(vault -> {
            for (int i = 3; i <= Unlocks.MAX; i++) {
                vault.unlocks().addRecoverySheet(VaultCommand.OPERATOR);
            }
            return vault;
        });
        desk.shows(
                """
                $ custos keys unlock add key-file ROOM/ninth.key
                ! custos: a vault has at most 8 ways to unlock it; remove one first
                = 2
                """);
        assertThat(room.resolve("ninth.key")).doesNotExist();
    }

    @Test
    void a_running_server_is_to_be_stopped_first() {
        var ended =
                desk.inVault(_ ->
                        List.of(desk.run("keys unlock remove 2"), desk.run("keys unlock list")));
        assertThat(ended).allSatisfy(one -> assertThat(one.code()).isEqualTo(3));
        assertThat(ended.getFirst().err()).endsWith("; stop the server first\n");
        assertThat(ended.getLast().err()).endsWith("; see the page /admin/keys\n");
    }
}
