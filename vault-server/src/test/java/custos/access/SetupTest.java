package custos.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import custos.access.Setup.Outcome;
import custos.argon2.PasswordHash;
import custos.crypto.PassphraseHash.Cost;
import custos.event.Actor;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SetupTest {
    private static final AccountName ANNA = new AccountName("anna");
    private static final Set<Role> ROLES = Set.of(Role.ADMIN, Role.OFFICER);
    private static final char[] PASSWORD = "three brown foxes".toCharArray();

    private final KeptInMemory rows = new KeptInMemory();
    private final MovedByHand time = new MovedByHand();
    private final PasswordPool passwords =
            new PasswordPool(new PasswordHash(new Cost(8, 1, 1), new SecureRandom()));
    private final Accounts accounts = new Accounts(rows, passwords, time);
    private final Setup setup = new Setup(accounts, time, new SecureRandom());

    @AfterEach
    void end() {
        passwords.close();
    }

    @Test
    void a_vault_without_accounts_has_a_code_and_another_at_each_start() {
        assertThat(setup.code().orElseThrow())
                .matches("[a-z2-9]{5}(-[a-z2-9]{5}){3}")
                .isNotEqualTo(new Setup(accounts, time, new SecureRandom()).code().orElseThrow());
        assertThat(setup.toString()).doesNotContain(setup.code().orElseThrow());
    }

    @Test
    void the_code_makes_the_first_account_and_no_second() {
        String code = setup.code().orElseThrow();
        assertThat(open(" " + code.toUpperCase(Locale.ROOT) + " "))
                .isInstanceOf(Outcome.Done.class);

        assertThat(accounts.member(ANNA).orElseThrow().roles()).isEqualTo(ROLES);
        assertThat(rows.ledger).containsExactly("account-created anna by staff:anna");
        assertThat(rows.codes).containsExactly("set-up:officer.admin anna");
        assertThat(setup.code()).isEmpty();
        assertThat(open(code)).isEqualTo(new Outcome.Over());
        assertThat(new Setup(accounts, time, new SecureRandom()).code()).isEmpty();
    }

    @Test
    void an_account_made_elsewhere_ends_it() {
        String code = setup.code().orElseThrow();
        accounts.create(ANNA, "Anna", ROLES, PASSWORD, new Actor.Operator());

        assertThat(setup.code()).isEmpty();
        assertThat(open(code)).isEqualTo(new Outcome.Over());
    }

    @Test
    void wrong_codes_are_refused_noted_and_slowed_down() {
        for (int i = 0; i < 5; i++) {
            assertThat(open("aaaaa-aaaaa-aaaaa-aaaaa")).isEqualTo(new Outcome.WrongCode());
        }

        assertThat(open(setup.code().orElseThrow())).isEqualTo(new Outcome.Wait(12));
        time.pass(Duration.ofSeconds(12));
        assertThat(open(setup.code().orElseThrow())).isInstanceOf(Outcome.Done.class);
        assertThat(rows.ledger).contains("login-refused by vault");
        assertThat(rows.codes).contains("set-up");
    }

    @Test
    void what_is_not_fit_leaves_the_code_good() {
        String code = setup.code().orElseThrow();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> setup.open(code, ANNA, "Anna", ROLES, "short".toCharArray()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> setup.open(code, ANNA, "", ROLES, PASSWORD));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> setup.open(code, ANNA, "Anna", Set.of(Role.STAFF), PASSWORD));

        assertThat(accounts.all()).isEmpty();
        assertThat(open(code)).isInstanceOf(Outcome.Done.class);
    }

    private Outcome open(String code) {
        return setup.open(code, ANNA, "Anna", ROLES, PASSWORD);
    }
}
