package custos.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How a vault is found and opened, and how it is said when it cannot be.
class OpeningTest {
    @TempDir private Path room;
    private Desk desk;

    @BeforeEach
    void sit_down() {
        desk = new Desk(room);
    }

    @Test
    void a_wrong_passphrase_ends_with_3() {
        desk.environment.remove("CUSTOS_KEY_FILE");
        desk.file("right", "correct horse battery\n");
        desk.file("wrong", "correct horse batteries\n");
        assertThat(desk.run("init --passphrase-file ROOM/right").code()).isZero();

        desk.shows(
                """
                $ custos token list --passphrase-file ROOM/wrong
                ! custos: this passphrase, key file, recovery sheet or token does not open the keyring
                = 3
                $ custos token list --passphrase-file ROOM/right
                """);
    }

    @Test
    void a_passphrase_is_asked_for_when_somebody_is_there() {
        desk.environment.remove("CUSTOS_KEY_FILE");
        desk.typed.add("correct horse battery");
        desk.typed.add("correct horse battery");
        assertThat(desk.run("init").code()).isZero();

        desk.typed.add("correct horse battery");
        assertThat(desk.run("token list").code()).isZero();
        assertThat(desk.typed).isEmpty();
    }

    @Test
    void nobody_is_asked_when_nobody_is_there() {
        desk.withVault();
        desk.environment.remove("CUSTOS_KEY_FILE");

        desk.shows(
                """
                $ custos token list
                ! custos: what opens the vault? Give --passphrase-file, --key-file, --recovery-sheet or --pkcs11-module
                = 2
                """);
    }

    @Test
    void a_damaged_keyring_ends_with_3() throws Exception {
        desk.withVault();
        Path keyring = room.resolve("shop/keyring.json");
        Files.write(
                keyring,
                Files.readString(keyring).replace("\"v\":1", "\"v\":1,\"x\":2").getBytes(UTF_8));

        var ended = desk.run("token list");

        assertThat(ended.code()).isEqualTo(3);
        assertThat(ended.err()).startsWith("custos: the keyring is damaged").hasLineCount(1);
    }

    @Test
    void a_vault_that_is_not_there_ends_with_3() {
        desk.file("unlock.key", "0123456789abcdef0123456789abcdef");

        desk.shows(
                """
                $ custos verify
                ! custos: there is no vault in this data folder; `init` makes one
                = 3
                """);
    }

    @Test
    void a_vault_that_another_process_holds_is_looked_over_beside_it() throws Exception {
        desk.withVault();
        desk.customer("Zdislava Berková", "zdislava@example.org");
        String alone = desk.run("verify").out();

        try (var lock = FileChannel.open(room.resolve("shop/lock"), StandardOpenOption.WRITE)) {
            lock.lock();
            var beside = desk.run("verify");

            assertThat(beside.code()).isZero();
            assertThat(beside.out()).isEqualTo(alone).contains("1 customers", "0 findings");
            assertThat(beside.err())
                    .isEqualTo(
                            "another process has the vault open; looking at its files beside"
                                    + " it\n");
        }
    }

    @Test
    void a_vault_that_another_process_holds_ends_with_3_and_says_what_helps() throws Exception {
        desk.withVault();

        try (var lock = FileChannel.open(room.resolve("shop/lock"), StandardOpenOption.WRITE)) {
            lock.lock();
            desk.shows(
                    """
                    $ custos ledger checkpoint
                    ! custos: the vault is in use by another process, such as a running server; ask the server: GET /ledger/checkpoint
                    = 3
                    $ custos erase aaaaaaaaaaaaaaaaaaaaaaaaaa --reason erasure-request
                    ! custos: the vault is in use by another process, such as a running server; ask the server: DELETE /api/v1/customers/{id}
                    = 3
                    $ custos token list
                    ! custos: the vault is in use by another process, such as a running server; stop the server first
                    = 3
                    """);
        }
    }

    @Test
    void two_ways_to_open_are_one_too_many() {
        desk.shows(
                """
                $ custos verify --key-file a --passphrase-file b
                ! custos: give one of --passphrase-file, --key-file, --recovery-sheet and --pkcs11-module, not several
                = 2
                """);
    }

    @Test
    void an_option_goes_before_the_environment_and_that_before_the_file() {
        desk.withVault();
        Path config = desk.file("custos.conf", "data: ROOM/elsewhere\nkey-file: ROOM/other.key\n");
        desk.environment.put("CUSTOS_CONFIG", config.toString());

        assertThat(desk.run("token list").code()).isZero();
        assertThat(desk.run("token list --data ROOM/nowhere").code()).isEqualTo(3);
        desk.environment.remove("CUSTOS_DATA");
        assertThat(desk.run("token list").code()).isEqualTo(3);
    }

    @Test
    void a_key_file_of_another_length_is_refused() {
        desk.withVault();
        desk.file("short.key", "short");

        desk.shows(
                """
                $ custos verify --key-file ROOM/short.key
                ! custos: ROOM/short.key is no key file: one holds exactly 32 bytes
                = 2
                """);
    }
}
