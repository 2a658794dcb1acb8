package custos.access;

import static org.assertj.core.api.Assertions.assertThat;

import custos.access.AccessRows.Kind;
import custos.access.LogIns.Step;
import custos.argon2.PasswordHash;
import custos.crypto.PassphraseHash.Cost;
import custos.event.Actor;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Password, code, session.
class LogInsTest {
    private static final Actor OPERATOR = new Actor.Operator();
    private static final AccountName ANNA = new AccountName("anna");
    private static final char[] PASSWORD = "three brown foxes".toCharArray();

    private final KeptInMemory rows = new KeptInMemory();
    private final MovedByHand time = new MovedByHand();
    private final SecureRandom random = new SecureRandom();
    private final PasswordPool passwords =
            new PasswordPool(new PasswordHash(new Cost(8, 1, 1), random));
    private Accounts accounts = new Accounts(rows, passwords, time);
    private Sessions sessions = new Sessions(accounts, time, random);
    private LogIns logIns = new LogIns(accounts, sessions, SecondFactor.OPTIONAL, time, random);
    private final TotpSecret secret = TotpSecret.random(random);

    @BeforeEach
    void open_an_account() {
        accounts.create(ANNA, "Anna", Set.of(Role.STAFF), PASSWORD, OPERATOR);
    }

    @AfterEach
    void end() {
        passwords.close();
    }

    @Test
    void without_a_second_factor_the_password_lets_in() {
        assertThat(password("three brown foxes")).isInstanceOf(Step.In.class);
        assertThat(password("three brown dogs")).isEqualTo(new Step.Refused());
        assertThat(sessions.all()).extracting(StaffSession::network).containsExactly("10.0.0.1");
    }

    @Test
    void with_one_the_password_alone_lets_nobody_in() {
        setSecondFactor();

        String cookie = half(password("three brown foxes"));
        assertThat(sessions.find(cookie)).isEmpty();
        assertThat(sessions.all()).isEmpty();
        assertThat(logIns.code(cookie, now(), Addresses.numbered(1))).isInstanceOf(Step.In.class);
    }

    @Test
    void a_code_is_accepted_once() {
        setSecondFactor();
        String code = now();
        assertThat(code(code)).isInstanceOf(Step.In.class);

        assertThat(code(code)).isEqualTo(new Step.Refused());
        time.pass(TotpSecret.STEP);
        assertThat(code(code)).isEqualTo(new Step.Refused());
        assertThat(code(now())).isInstanceOf(Step.In.class);
    }

    @Test
    void the_code_that_set_it_up_opens_nothing() {
        String code = now();
        assertThat(accounts.setSecondFactor(ANNA, secret, code, OPERATOR)).isTrue();

        assertThat(code(code)).isEqualTo(new Step.Refused());
    }

    @Test
    void an_older_code_than_the_newest_used_is_refused() {
        setSecondFactor();
        String older = now();
        time.pass(TotpSecret.STEP);
        assertThat(code(now())).isInstanceOf(Step.In.class);

        assertThat(code(older)).isEqualTo(new Step.Refused());
    }

    @Test
    void after_a_restart_no_code_that_was_in_reach_before_is_accepted() {
        setSecondFactor();
        String used = secret.code(TotpSecret.stepAt(time.instant()) + 1);
        assertThat(code(used)).isInstanceOf(Step.In.class);

        restart();
        assertThat(code(used)).isEqualTo(new Step.Refused());
        assertThat(code(now())).isEqualTo(new Step.Refused());
        time.pass(TotpSecret.STEP.multipliedBy(2));
        assertThat(code(now())).isInstanceOf(Step.In.class);
    }

    @Test
    void wrong_codes_wait_like_wrong_passwords_and_a_right_password_wipes_none() {
        setSecondFactor();
        for (int i = 0; i < 5; i++) {
            assertThat(code("000000")).isEqualTo(new Step.Refused());
        }

        assertThat(logIns.password("anna", PASSWORD, Addresses.numbered(1)))
                .isEqualTo(new Step.Wait(new Login.Wait(Duration.ofSeconds(1))));
        time.pass(Duration.ofSeconds(1));
        assertThat(code("000000")).isEqualTo(new Step.Refused());
        assertThat(password("three brown foxes"))
                .isEqualTo(new Step.Wait(new Login.Wait(Duration.ofSeconds(2))));
    }

    @Test
    void wrong_codes_stand_in_the_ledger_apart_from_wrong_passwords() {
        setSecondFactor();
        code("000000");
        password("three brown dogs");

        assertThat(rows.ledger)
                .endsWith("login-refused by staff:anna", "login-refused by staff:anna");
        assertThat(rows.codes).endsWith("second-factor anna", "password anna");
    }

    @Test
    void five_minutes_after_the_password_it_has_to_be_typed_again() {
        setSecondFactor();
        String cookie = half(password("three brown foxes"));
        time.pass(LogIns.STEP);

        assertThat(logIns.asked(cookie)).isEmpty();
        assertThat(logIns.code(cookie, now(), Addresses.numbered(1))).isEqualTo(new Step.Over());
    }

    @Test
    void the_second_step_is_taken_once_and_not_with_a_sessions_cookie() {
        setSecondFactor();
        String cookie = half(password("three brown foxes"));
        var in = (Step.In) logIns.code(cookie, now(), Addresses.numbered(1));
        time.pass(TotpSecret.STEP);

        assertThat(logIns.code(cookie, now(), Addresses.numbered(1))).isEqualTo(new Step.Over());
        assertThat(logIns.code(in.started().cookie(), now(), Addresses.numbered(1)))
                .isEqualTo(new Step.Over());
    }

    @Test
    void another_password_or_a_reset_between_the_steps_begins_anew() {
        setSecondFactor();
        String cookie = half(password("three brown foxes"));
        accounts.setPassword(ANNA, "four grey wolves".toCharArray(), OPERATOR);
        assertThat(logIns.asked(cookie)).isEmpty();

        String other = half(password("four grey wolves"));
        accounts.resetSecondFactor(ANNA, OPERATOR);
        assertThat(logIns.asked(other)).isEmpty();
        assertThat(password("four grey wolves")).isInstanceOf(Step.In.class);
    }

    @Test
    void where_it_is_required_it_is_set_up_right_after_the_password() {
        logIns = new LogIns(accounts, sessions, SecondFactor.REQUIRED, time, random);
        String cookie = half(password("three brown foxes"));
        TotpSecret proposed = logIns.asked(cookie).orElseThrow().proposed().orElseThrow();

        assertThat(logIns.code(cookie, "000000", Addresses.numbered(1)))
                .isEqualTo(new Step.Refused());
        assertThat(accounts.find(ANNA).orElseThrow().hasSecondFactor()).isFalse();
        String right = proposed.code(TotpSecret.stepAt(time.instant()));
        assertThat(logIns.code(cookie, right, Addresses.numbered(1))).isInstanceOf(Step.In.class);
        assertThat(accounts.find(ANNA).orElseThrow().hasSecondFactor()).isTrue();
        assertThat(logIns.asked(half(password("three brown foxes"))).orElseThrow().proposed())
                .isEmpty();
    }

    @Test
    void setting_it_up_replacing_and_resetting_it_end_every_session() {
        var before = sessions.start(accounts.member(ANNA).orElseThrow());
        setSecondFactor();
        assertThat(sessions.find(before.cookie())).isEmpty();

        var between = sessions.start(accounts.member(ANNA).orElseThrow());
        accounts.resetSecondFactor(ANNA, OPERATOR);
        assertThat(sessions.find(between.cookie())).isEmpty();
        assertThat(rows.codes).endsWith("second-factor-set anna", "second-factor-reset anna");
    }

    @Test
    void the_secret_rests_in_the_row_alone_and_goes_with_the_account() {
        setSecondFactor();
        assertThat(row()).contains(secret.kept());
        assertThat(accounts.find(ANNA).orElseThrow().toString()).doesNotContain(secret.kept());

        accounts.create(new AccountName("eva"), "Eva", Set.of(Role.ADMIN), PASSWORD, OPERATOR);
        accounts.close(ANNA, OPERATOR);
        assertThat(row()).doesNotContain(secret.kept()).doesNotContain("totp");
    }

    @Test
    void a_row_from_before_there_were_second_factors_is_still_read() {
        String old =
                """
                {"created":1,"display":"Eva","name":"eva","password":"x","passwordChanged":1,\
                "roles":["staff"],"v":1}\
                """;

        Account eva = AccessCodec.account(old.getBytes(StandardCharsets.UTF_8));
        assertThat(eva.hasSecondFactor()).isFalse();
        assertThat(eva.language()).isEmpty();
        assertThat(AccessCodec.encode(eva)).asString(StandardCharsets.UTF_8).isEqualTo(old);
    }

    @Test
    void a_new_session_speaks_the_language_of_the_account() {
        accounts.changeLanguage(ANNA, "cs", OPERATOR);
        restart();

        assertThat(password("three brown foxes"))
                .isInstanceOfSatisfying(
                        Step.In.class,
                        in -> assertThat(in.started().session().language()).hasValue("cs"));
    }

    private void setSecondFactor() {
        assertThat(accounts.setSecondFactor(ANNA, secret, now(), OPERATOR)).isTrue();
        time.pass(TotpSecret.STEP);
    }

    private void restart() {
        accounts = new Accounts(rows, passwords, time);
        sessions = new Sessions(accounts, time, random);
        logIns = new LogIns(accounts, sessions, SecondFactor.OPTIONAL, time, random);
    }

    private String now() {
        return secret.code(TotpSecret.stepAt(time.instant()));
    }

    private Step password(String typed) {
        return logIns.password("anna", typed.toCharArray(), Addresses.numbered(1));
    }

    private Step code(String typed) {
        return logIns.code(half(password("three brown foxes")), typed, Addresses.numbered(1));
    }

    private static String half(Step step) {
        assertThat(step).isInstanceOf(Step.Half.class);
        return ((Step.Half) step).cookie();
    }

    private String row() {
        return rows.all(Kind.ACCOUNT).stream()
                .map(row -> new String(row, StandardCharsets.UTF_8))
                .filter(row -> row.contains("\"name\":\"anna\""))
                .findFirst()
                .orElseThrow();
    }
}
