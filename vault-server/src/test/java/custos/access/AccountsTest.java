package custos.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import custos.access.AccessRows.Kind;
import custos.access.Principal.StaffMember;
import custos.argon2.PasswordHash;
import custos.crypto.PassphraseHash.Cost;
import custos.event.Actor;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccountsTest {
    private static final Actor OPERATOR = new Actor.Operator();
    private static final AccountName ANNA = new AccountName("anna");
    private static final AccountName EVA = new AccountName("eva");
    private static final char[] PASSWORD = "three brown foxes".toCharArray();

    private final KeptInMemory rows = new KeptInMemory();
    private final MovedByHand time = new MovedByHand();
    private final PasswordPool passwords =
            new PasswordPool(new PasswordHash(new Cost(8, 1, 1), new SecureRandom()));
    private final Accounts accounts = opened();

    @AfterEach
    void end() {
        passwords.close();
    }

    @Test
    void an_account_is_there_with_its_roles_also_after_a_restart() {
        var anna = create(ANNA, Role.STAFF, Role.OFFICER);

        assertThat(opened().find(ANNA)).hasValue(anna);
        assertThat(opened().member(ANNA))
                .hasValue(new StaffMember(ANNA, Set.of(Role.STAFF, Role.OFFICER)));
        assertThat(rows.ledger).containsExactly("account-created anna by operator");
    }

    @Test
    void neither_password_nor_display_name_shows_in_a_string() {
        var anna = create(ANNA, Role.STAFF);

        assertThat(anna.toString()).doesNotContain("argon2").doesNotContain("Anna N");
        assertThat(rows.all(Kind.ACCOUNT))
                .allSatisfy(row ->
                        assertThat(new String(row, StandardCharsets.UTF_8))
                                .contains("$argon2id$")
                                .doesNotContain("brown foxes"));
    }

    @Test
    void a_name_is_never_used_again() {
        create(ANNA, Role.STAFF);
        assertThatExceptionOfType(AccessFault.NameTaken.class)
                .isThrownBy(() -> create(ANNA, Role.STAFF));

        accounts.close(ANNA, OPERATOR);
        assertThatExceptionOfType(AccessFault.NameTaken.class)
                .isThrownBy(() -> create(ANNA, Role.STAFF));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Anna", "an na", "anna@example.org", "žofie"})
    void a_name_of_other_characters_is_refused(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> new AccountName(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\nb", "a\u202Eb", "a\0b"})
    void a_display_name_is_one_line_that_can_be_read(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> accounts.create(ANNA, text, Set.of(Role.STAFF), PASSWORD, OPERATOR));
    }

    @Test
    void a_password_of_11_characters_is_refused_and_of_12_is_taken() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> createWith("elevenchars"))
                .withMessage("a password has 12 to 1024 characters");
        createWith("twelve chars");
    }

    @Test
    void a_password_counts_in_characters_not_in_units() {
        assertThatIllegalArgumentException().isThrownBy(() -> createWith("🦊".repeat(11)));
        createWith("🦊".repeat(12));
    }

    @Test
    void a_password_of_1024_characters_is_taken_and_of_1025_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> createWith("x".repeat(1025)));
        createWith("x".repeat(1024));
        assertThat(logIn("anna", "x".repeat(1024))).isInstanceOf(Login.Accepted.class);
    }

    @Test
    void a_password_that_is_the_accounts_name_is_refused_in_any_case() {
        var name = new AccountName("anna.novakova");

        for (String text : new String[] {"anna.novakova", "Anna.Novakova", " anna.novakova "}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() ->
                            accounts.create(
                                    name, "Anna", Set.of(Role.STAFF), text.toCharArray(), OPERATOR))
                    .withMessage("a password is not the account's name");
        }
    }

    @Test
    void a_password_is_the_same_on_every_keyboard() {
        createWith("kůň a čáp v lese");

        assertThat(logIn("anna", "ku\u030An\u030C a c\u030Ca\u0301p v lese"))
                .isInstanceOf(Login.Accepted.class);
    }

    @Test
    void the_right_password_lets_in() {
        create(ANNA, Role.STAFF);

        assertThat(logIn("anna", "three brown foxes"))
                .isEqualTo(new Login.Accepted(new StaffMember(ANNA, Set.of(Role.STAFF))));
    }

    @Test
    void a_wrong_password_an_unknown_name_and_a_closed_account_are_refused_alike() {
        create(ANNA, Role.STAFF);
        create(EVA, Role.STAFF);
        accounts.close(EVA, OPERATOR);

        assertThat(logIn("anna", "three brown dogs")).isEqualTo(new Login.Refused());
        assertThat(logIn("nobody", "three brown foxes")).isEqualTo(new Login.Refused());
        assertThat(logIn("eva", "three brown foxes")).isEqualTo(new Login.Refused());
        assertThat(logIn("No name", "three brown foxes")).isEqualTo(new Login.Refused());
        assertThat(logIn("nobody", "nobody has this password")).isEqualTo(new Login.Refused());
    }

    @Test
    void what_is_no_text_or_too_long_is_refused_without_a_fault() {
        create(ANNA, Role.STAFF);

        for (String text : new String[] {"", "x".repeat(1025), "half \uD83E of a fox"}) {
            assertThat(logIn("anna", text)).isEqualTo(new Login.Refused());
        }
    }

    @Test
    void a_refused_log_in_stands_in_the_ledger_without_what_was_typed() {
        create(ANNA, Role.STAFF);
        logIn("anna", "wrong");
        logIn("three-brown-foxes", "anna");

        assertThat(rows.ledger)
                .containsExactly(
                        "account-created anna by operator",
                        "login-refused by staff:anna",
                        "login-refused by vault");
    }

    @Test
    void a_flood_of_refused_log_ins_does_not_fill_the_ledger() {
        for (int i = 0; i < 200; i++) {
            accounts.logIn("nobody" + i, PASSWORD, Addresses.numbered(i));
        }

        assertThat(rows.ledger).hasSize(10);
        time.pass(Duration.ofMinutes(1));
        for (int i = 0; i < 200; i++) {
            accounts.logIn("somebody" + i, PASSWORD, Addresses.numbered(1_000 + i));
        }
        assertThat(rows.ledger).hasSize(16);
    }

    @Test
    void after_five_wrong_tries_even_the_right_password_waits() {
        create(ANNA, Role.STAFF);
        for (int i = 0; i < 5; i++) {
            assertThat(logIn("anna", "wrong")).isEqualTo(new Login.Refused());
        }

        assertThat(logIn("anna", "three brown foxes"))
                .isEqualTo(new Login.Wait(Duration.ofSeconds(1)));
        time.pass(Duration.ofSeconds(1));
        assertThat(logIn("anna", "three brown foxes")).isInstanceOf(Login.Accepted.class);
    }

    @Test
    void an_unknown_name_waits_just_as_long() {
        for (int i = 0; i < 5; i++) {
            logIn("nobody", "wrong");
        }

        assertThat(logIn("nobody", "wrong")).isEqualTo(new Login.Wait(Duration.ofSeconds(1)));
    }

    @Test
    void a_new_password_takes_the_place_of_the_old() {
        var before = create(ANNA, Role.STAFF);
        time.pass(Duration.ofHours(1));
        var after = accounts.setPassword(ANNA, "four grey wolves".toCharArray(), OPERATOR);

        assertThat(after.passwordChanged()).isAfter(before.passwordChanged());
        assertThat(logIn("anna", "three brown foxes")).isEqualTo(new Login.Refused());
        assertThat(logIn("anna", "four grey wolves")).isInstanceOf(Login.Accepted.class);
        assertThat(rows.ledger).contains("account-changed anna by operator");
    }

    @Test
    void changed_roles_count_at_once() {
        create(ANNA, Role.STAFF);
        accounts.changeRoles(ANNA, Set.of(Role.AUDITOR), OPERATOR);

        assertThat(accounts.member(ANNA)).hasValue(new StaffMember(ANNA, Set.of(Role.AUDITOR)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> accounts.changeRoles(ANNA, Set.of(), OPERATOR));
    }

    @Test
    void a_closed_account_is_nobody_and_keeps_no_password() {
        create(ANNA, Role.STAFF);
        accounts.close(ANNA, OPERATOR);

        assertThat(accounts.member(ANNA)).isEmpty();
        assertThat(opened().member(ANNA)).isEmpty();
        assertThat(new String(rows.all(Kind.ACCOUNT).getFirst(), StandardCharsets.UTF_8))
                .doesNotContain("argon2");
        assertThat(rows.ledger).last().isEqualTo("account-closed anna by operator");
    }

    @Test
    void a_closed_account_does_not_change() {
        create(ANNA, Role.STAFF);
        accounts.close(ANNA, OPERATOR);

        assertThatExceptionOfType(AccessFault.NotThere.class)
                .isThrownBy(() -> accounts.close(ANNA, OPERATOR));
        assertThatExceptionOfType(AccessFault.NotThere.class)
                .isThrownBy(() -> accounts.setPassword(ANNA, PASSWORD, OPERATOR));
        assertThatExceptionOfType(AccessFault.NotThere.class)
                .isThrownBy(() -> accounts.changeRoles(ANNA, Set.of(Role.STAFF), OPERATOR));
    }

    @Test
    void the_last_admin_stays_one() {
        create(ANNA, Role.ADMIN);

        assertThatExceptionOfType(AccessFault.LastAdmin.class)
                .isThrownBy(() -> accounts.close(ANNA, OPERATOR));
        assertThatExceptionOfType(AccessFault.LastAdmin.class)
                .isThrownBy(() -> accounts.changeRoles(ANNA, Set.of(Role.STAFF), OPERATOR));

        create(EVA, Role.ADMIN, Role.OFFICER);
        accounts.close(ANNA, OPERATOR);
        assertThat(accounts.member(EVA)).isPresent();
    }

    @Test
    void what_is_not_durable_does_not_count() {
        create(ANNA, Role.STAFF);
        rows.failing = true;

        assertThatIllegalStateException().isThrownBy(() -> accounts.close(ANNA, OPERATOR));
        assertThatIllegalStateException().isThrownBy(() -> create(EVA, Role.STAFF));
        assertThat(accounts.all()).extracting(Account::name).containsExactly(ANNA);
        assertThat(accounts.member(ANNA)).isPresent();
    }

    private Account create(AccountName name, Role... roles) {
        return accounts.create(name, "Anna Nováková", Set.of(roles), PASSWORD, OPERATOR);
    }

    private void createWith(String password) {
        accounts.create(ANNA, "Anna", Set.of(Role.STAFF), password.toCharArray(), OPERATOR);
    }

    private Login logIn(String name, String password) {
        return accounts.logIn(name, password.toCharArray(), Addresses.numbered(1));
    }

    private Accounts opened() {
        return new Accounts(rows, passwords, time);
    }
}
