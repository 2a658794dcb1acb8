package custos.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import custos.access.Principal.StaffMember;
import custos.argon2.PasswordHash;
import custos.crypto.PassphraseHash.Cost;
import custos.event.Actor;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionsTest {
    private static final Actor OPERATOR = new Actor.Operator();
    private static final AccountName ANNA = new AccountName("anna");
    private static final AccountName EVA = new AccountName("eva");
    private static final char[] PASSWORD = "three brown foxes".toCharArray();

    private final MovedByHand time = new MovedByHand();
    private final PasswordPool passwords =
            new PasswordPool(new PasswordHash(new Cost(8, 1, 1), new SecureRandom()));
    private final Accounts accounts = new Accounts(new KeptInMemory(), passwords, time);
    private final Sessions sessions = new Sessions(accounts, time, new SecureRandom());

    @BeforeEach
    void open_accounts() {
        accounts.create(ANNA, "Anna", Set.of(Role.STAFF), PASSWORD, OPERATOR);
        accounts.create(EVA, "Eva", Set.of(Role.ADMIN), PASSWORD, OPERATOR);
    }

    @AfterEach
    void end() {
        passwords.close();
    }

    @Test
    void a_session_is_found_by_its_cookie_alone() {
        var started = start(ANNA);

        assertThat(sessions.find(started.cookie()))
                .hasValueSatisfying(found ->
                        assertThat(found.member())
                                .isEqualTo(new StaffMember(ANNA, Set.of(Role.STAFF))));
        assertThat(sessions.find(started.session().id())).isEmpty();
        assertThat(sessions.find(started.session().csrf())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "ünïcode", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void any_other_cookie_is_nobody(String cookie) {
        start(ANNA);

        assertThat(sessions.find(cookie)).isEmpty();
    }

    @Test
    void each_log_in_has_a_cookie_an_id_and_a_proof_of_its_own() {
        var one = start(ANNA);
        var other = start(ANNA);

        assertThat(one.cookie()).hasSize(43).isNotEqualTo(other.cookie());
        assertThat(one.session().id()).isNotEqualTo(other.session().id());
        assertThat(one.session().csrfMatches(one.session().csrf())).isTrue();
        assertThat(one.session().csrfMatches(other.session().csrf())).isFalse();
        assertThat(one.session().csrfMatches("")).isFalse();
        assertThat(one.toString()).doesNotContain(one.cookie()).doesNotContain("anna");
    }

    @Test
    void a_session_that_is_ended_is_over() {
        var started = start(ANNA);
        sessions.end(started.session());

        assertThat(sessions.find(started.cookie())).isEmpty();
        assertThat(sessions.all()).isEmpty();
    }

    @Test
    void after_half_an_hour_without_a_request_it_is_over() {
        var started = start(ANNA);
        time.pass(Duration.ofMinutes(30).minusMillis(1));
        assertThat(sessions.find(started.cookie())).isPresent();
        time.pass(Duration.ofMinutes(30).minusMillis(1));
        assertThat(sessions.find(started.cookie())).isPresent();
        time.pass(Duration.ofMinutes(30));
        assertThat(sessions.find(started.cookie())).isEmpty();
    }

    @Test
    void after_twelve_hours_it_is_over_however_busy() {
        var started = start(ANNA);
        for (int minutes = 0; minutes < 12 * 60; minutes += 20) {
            assertThat(sessions.find(started.cookie())).isPresent();
            time.pass(Duration.ofMinutes(20));
        }
        assertThat(sessions.find(started.cookie())).isEmpty();
    }

    @Test
    void looking_at_the_list_does_not_keep_a_session_alive() {
        var started = start(ANNA);
        time.pass(Duration.ofMinutes(20));
        assertThat(sessions.all()).hasSize(1);
        assertThat(sessions.named(started.session().id())).isPresent();
        time.pass(Duration.ofMinutes(20));

        assertThat(sessions.all()).isEmpty();
        assertThat(sessions.find(started.cookie())).isEmpty();
    }

    @Test
    void changed_roles_count_at_the_next_request() {
        var started = start(ANNA);
        accounts.changeRoles(ANNA, Set.of(Role.AUDITOR), OPERATOR);

        assertThat(sessions.find(started.cookie()).orElseThrow().member().roles())
                .containsExactly(Role.AUDITOR);
    }

    @Test
    void a_changed_password_ends_every_session_also_within_the_same_millisecond() {
        var started = start(ANNA);
        accounts.setPassword(ANNA, PASSWORD, OPERATOR);

        assertThat(sessions.find(started.cookie())).isEmpty();
        assertThat(sessions.find(start(ANNA).cookie())).isPresent();
    }

    @Test
    void a_closed_account_has_no_session_and_begins_none() {
        var started = start(ANNA);
        StaffMember anna = started.session().member();
        accounts.close(ANNA, OPERATOR);

        assertThat(sessions.find(started.cookie())).isEmpty();
        assertThatExceptionOfType(AccessFault.NotThere.class)
                .isThrownBy(() -> sessions.start(anna));
    }

    @Test
    void all_sessions_of_one_account_end_and_no_others() {
        start(ANNA);
        start(ANNA);
        var evas = start(EVA);

        assertThat(sessions.allOf(ANNA)).hasSize(2);
        assertThat(sessions.endAllOf(ANNA)).isEqualTo(2);
        assertThat(sessions.all())
                .extracting(StaffSession::id)
                .containsExactly(evas.session().id());
    }

    @Test
    void the_chosen_language_stays_until_the_end() {
        var started = start(ANNA);
        assertThat(started.session().language()).isEmpty();
        started.session().language("cs");

        assertThat(sessions.find(started.cookie()).orElseThrow().language()).hasValue("cs");
    }

    @Test
    void with_too_many_the_one_unused_for_longest_ends() {
        var limits = new SessionTable.Limits(Duration.ofMinutes(5), Duration.ofMinutes(5), 2);
        var few = new Sessions(accounts, limits, time, new SecureRandom());
        StaffMember anna = accounts.member(ANNA).orElseThrow();
        var first = few.start(anna);
        var second = few.start(anna);
        few.find(first.cookie());
        few.start(anna);

        assertThat(few.find(second.cookie())).isEmpty();
        assertThat(few.find(first.cookie())).isPresent();
        assertThat(few.all()).hasSize(2);
    }

    private Sessions.Started start(AccountName name) {
        return sessions.start(accounts.member(name).orElseThrow(), "127.0.0.1");
    }
}
