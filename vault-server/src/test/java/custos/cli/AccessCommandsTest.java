package custos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `token` and `staff`.
class AccessCommandsTest {
    @TempDir private Path room;
    private Desk desk;

    @BeforeEach
    void sit_down() {
        desk = new Desk(room).withVault();
    }

    @Test
    void a_token_is_printed_alone_and_lasts() {
        var made = desk.run("token create --name till --scope all");

        assertThat(made.out()).matches("custos_[A-Za-z0-9_-]{48}\n");
        assertThat(made.err()).isEmpty();
        desk.shows(
                """
                $ custos token list
                till\tvalid\tnever\tall
                """);
    }

    @Test
    void a_token_ends_with_its_last_day() {
        desk.shows(
                """
                $ custos token create --name shop --scope customers:write,read:service consents:write --expires 2027-01-31
                <token>
                $ custos token list
                shop\tvalid\t2027-02-01T00:00:00Z\tcustomers:write,read:service,consents:write
                $ custos token revoke shop
                $ custos token list
                shop\trevoked\t2027-02-01T00:00:00Z\tcustomers:write,read:service,consents:write
                $ custos token revoke shop
                ! custos: no open token has that name
                = 2
                $ custos token create --name shop --scope all
                ! custos: a token of that name exists, or did once; names are not used again
                = 2
                """);
    }

    @Test
    void wrong_options_are_said_before_anything_is_opened() {
        desk.environment.put("CUSTOS_DATA", room.resolve("nowhere").toString());

        desk.shows(
                """
                $ custos token create --name till --scope everything
                ! custos: <scope everything>
                = 2
                $ custos token create --name Till! --scope all
                ! custos: a token's name <is limited>
                = 2
                $ custos token create --name till --scope all --expires tomorrow
                ! custos: Invalid value for option '--expires': <reason>; see `custos token create --help`
                = 2
                $ custos token create --scope all
                ! custos: Missing required option: '--name=NAME'; see `custos token create --help`
                = 2
                $ custos token
                ! custos: which command?; see `custos token --help`
                = 2
                $ custos tokens
                ! custos: Unmatched argument at index 0: 'tokens'; see `custos --help`
                = 2
                """);
    }

    @Test
    void a_purpose_that_the_policy_does_not_have_is_no_scope() {
        desk.shows(
                """
                $ custos token create --name till --scope read:fun
                ! custos: scope read:fun: the policy has no such purpose
                = 2
                """);
    }

    @Test
    void accounts_are_opened_changed_and_closed() {
        desk.file("password", "correct horse battery\n");

        desk.shows(
                """
                $ custos staff create anna --role staff,officer --display-name Anna --password-file ROOM/password
                $ custos staff create root --role admin --generate-password
                <password>
                $ custos staff list
                anna\tactive\tstaff,officer\tAnna
                root\tactive\tadmin\troot
                $ custos staff role anna auditor
                $ custos staff password anna --generate-password
                <password>
                $ custos staff close anna
                $ custos staff list
                anna\tclosed\tauditor\tAnna
                root\tactive\tadmin\troot
                $ custos staff close root
                ! custos: this is the last admin; make another account admin first
                = 2
                $ custos staff create eve --role boss --generate-password
                ! custos: a role is one of staff, officer, auditor, admin
                = 2
                $ custos staff create eve --role staff
                ! custos: which password? Give --password-file or --generate-password
                = 2
                """);
    }

    @Test
    void a_lost_telephone_is_taken_off_an_account() {
        desk.shows(
                """
                $ custos staff create anna --role staff --generate-password
                <password>
                $ custos staff second-factor reset anna
                $ custos staff second-factor reset eva
                ! custos: no open account has that name
                = 2
                $ custos staff second-factor
                ! custos: which command?; see `custos staff second-factor --help`
                = 2
                """);
    }

    @Test
    void a_stolen_database_does_not_tell_who_works_here() throws IOException {
        desk.run("staff create ludmila --role staff --generate-password");
        desk.run("token create --name warehouse --scope all");

        for (String name : new String[] {"shop/vault.db", "shop/vault.db-wal"}) {
            Path file = room.resolve(name);
            if (Files.exists(file)) {
                String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                assertThat(bytes).doesNotContain("ludmila").doesNotContain("warehouse");
            }
        }
    }
}
