package custos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `keys show`, `keys roll`, `keys rotate`.
class KeysCommandsTest {
    @TempDir private Path room;
    private Desk desk;

    @BeforeEach
    void sit_down() {
        desk = new Desk(room).withVault();
    }

    @Test
    void keys_are_shown_by_number_age_and_count_and_rolled() {
        desk.customer("Zdislava Berková", "zdislava@example.org");

        desk.shows(
                """
                $ custos keys show
                kek\t1\tcurrent\t1 customers\t2 keys
                rolled\tnever
                INDEX\t1\tcurrent\t2026-11-22T10:15:30Z
                SUPPRESS\t1\tcurrent\t2026-11-22T10:15:30Z
                ID\t1\tcurrent\t2026-11-22T10:15:30Z
                LINK\t1\tcurrent\t2026-11-22T10:15:30Z
                LOG\t1\tcurrent\t2026-11-22T10:15:30Z
                EXPORT\t1\tcurrent\t2026-11-22T10:15:30Z
                LEDGER\t1\tcurrent\t2026-11-22T10:15:30Z
                unlock\t1\trecovery-sheet
                unlock\t2\tkey-file
                $ custos keys roll
                rolled\t2\t1 customers
                ! 1 of 7: making the new key
                ! 2 of 7: wrapping
                ! 3 of 7: checking
                ! 4 of 7: emptying the database's log
                ! 5 of 7: waiting for readers
                ! 6 of 7: destroying the old key
                ! 7 of 7: writing it down
                """);
        assertThat(desk.run("keys show").out())
                .startsWith("kek\t2\tcurrent\t1 customers\t2 keys\nrolled\t2026-11-22T10:15:30Z\n");
        assertThat(desk.run("verify").code()).isZero();
    }

    @Test
    void a_key_is_rotated_and_shown_in_both_versions() {
        desk.shows(
                """
                $ custos keys rotate link
                rotated\tlink\t2
                """);
        assertThat(desk.run("keys show").out())
                .contains("LINK\t1\told\t2026-11-22T10:15:30Z\nLINK\t2\tcurrent\t");
        assertThat(desk.run("verify").code()).isZero();
    }

    @Test
    void the_ledgers_key_is_printed_alone_or_with_those_that_it_replaced() {
        String before = desk.run("ledger key").out();
        desk.shows(
                """
                $ custos keys rotate ledger
                rotated\tledger\t2
                """);
        String now = desk.run("ledger key").out();

        assertThat(now.lines()).hasSize(1);
        assertThat(now).isNotEqualTo(before);
        assertThat(desk.run("ledger key --all").out()).isEqualTo(now + before);
    }

    @Test
    void only_keys_that_can_be_rotated_are() {
        desk.shows(
                """
                $ custos keys rotate id
                ! custos: KEY is one of log, link, export, index, suppress, ledger, customers
                = 2
                """);
    }

    @Test
    void customers_get_new_keys_all_or_one() {
        desk.shows(
                """
                $ custos keys rotate customers
                rotated\tcustomers\t1
                """);
        desk.shows(
                """
                $ custos keys rotate log --customer aaaaaaaaaaaaaaaaaaaaaaaaaa
                ! custos: --customer goes with customers alone
                = 2
                """);
        assertThat(desk.run("keys rotate customers --customer aaaaaaaaaaaaaaaaaaaaaaaaaa").code())
                .isNotZero();
        assertThat(desk.run("verify").code()).isZero();
    }

    @Test
    void a_time_to_wait_has_its_limits() {
        desk.shows(
                """
                $ custos keys roll --wait 86401
                ! custos: --wait is 0 to 86400 seconds
                = 2
                """);
    }

    @Test
    void the_time_of_the_daily_roll_is_a_time_of_day() {
        desk.shows(
                """
                $ custos serve --roll-keys-at 24:00
                ! custos: --roll-keys-at is a time of day such as 03:30, or never
                = 2
                $ custos serve --roll-keys-at 3:30
                ! custos: --roll-keys-at is a time of day such as 03:30, or never
                = 2
                """);
    }
}
