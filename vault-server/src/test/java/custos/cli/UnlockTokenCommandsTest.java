package custos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A token among the ways to unlock a vault.
class UnlockTokenCommandsTest {
    private static final String ADD =
            "keys unlock add pkcs11 --new-pkcs11-module hsm.so --new-pkcs11-token shop";
    private static final String BY_TOKEN = " --pkcs11-module hsm.so --pkcs11-token shop";

    @TempDir private Path room;
    private final PocketTokens tokens = new PocketTokens().with("shop");
    private Desk desk;

    @BeforeEach
    void sit_down() {
        desk = new Desk(room).withVault();
        desk.tokens = tokens;
        desk.file("pin", "1234\n");
    }

    @Test
    void a_token_is_added_and_opens_the_vault() {
        desk.shows(
                """
                $ custos keys unlock add pkcs11 --new-pkcs11-module hsm.so --new-pkcs11-token shop --new-pin-file ROOM/pin
                3\tpkcs11\tshop\tcustos-<number>
                $ custos keys unlock list --pkcs11-module hsm.so --pkcs11-token shop --pin-file ROOM/pin
                1\trecovery-sheet
                2\tkey-file
                3\tpkcs11\tshop\tcustos-<number>
                """);
        assertThat(tokens.loggedIn).isZero();
        desk.typed.add("1234");
        assertThat(desk.run("verify" + BY_TOKEN).code()).isZero();
    }

    @Test
    void it_may_stand_in_the_environment_with_its_pin_in_a_file() {
        desk.run(ADD + " --new-pin-file ROOM/pin");
        desk.environment.remove("CUSTOS_KEY_FILE");
        desk.environment.put("CUSTOS_PKCS11_MODULE", "hsm.so");
        desk.environment.put("CUSTOS_PKCS11_TOKEN", "shop");
        desk.environment.put("CUSTOS_PIN_FILE", room.resolve("pin").toString());
        assertThat(desk.run("inspect").code()).isZero();
    }

    @Test
    void what_fails_says_so_in_one_line_without_the_pin() {
        tokens.with("till");
        desk.file("wrong", "9911\n");
        desk.shows(
                """
                $ custos keys unlock list --pkcs11-module hsm.so --pkcs11-token shop --pin-file ROOM/pin
                ! custos: the token shop has no key of this vault
                = 3
                $ custos keys unlock list --pkcs11-module hsm.so --pkcs11-token shop --pin-file ROOM/wrong
                ! custos: the token shop refuses this PIN
                = 3
                $ custos keys unlock list --pkcs11-module hsm.so --pkcs11-token shop
                ! custos: what is the token's PIN? Give a file with it
                = 2
                $ custos keys unlock list --pkcs11-module hsm.so --pin-file ROOM/pin
                ! custos: which token? Give --pkcs11-token
                = 2
                $ custos keys unlock list --pkcs11-token shop
                ! custos: --pkcs11-token and --pin-file go with --pkcs11-module
                = 2
                $ custos keys unlock list --pkcs11-module hsm.so --recovery-sheet ROOM/pin
                ! custos: give one of --passphrase-file, --key-file, --recovery-sheet and --pkcs11-module, not several
                = 2
                $ custos init --data ROOM/new --pkcs11-module hsm.so --pkcs11-token shop
                ! custos: a new vault begins with a passphrase or a key file; then add the token: custos keys unlock add pkcs11
                = 2
                """);
        assertThat(tokens.loggedIn).isZero();
    }

    @Test
    void that_only_tokens_are_left_must_be_meant_and_a_removed_one_is_to_be_destroyed() {
        desk.run(ADD + " --new-pin-file ROOM/pin");
        desk.shows(
                """
                $ custos keys unlock remove 1 --yes
                removed\trecovery-sheet
                ! Older copies of keyring.json still open with it, also those in backups: make a backup now, and delete older ones.
                $ custos keys unlock remove 1
                ! custos: only tokens would be left: one that is lost, broken or locked would take the data with it; add a recovery sheet first, or say --yes
                = 2
                $ custos keys unlock remove 2
                removed\tpkcs11
                ! Its key custos-<number> is on the token shop still; destroy it there.
                ! Older copies of keyring.json still open with it, also those in backups: make a backup now, and delete older ones.
                """);
    }
}
