package custos.web.access;

import static org.assertj.core.api.Assertions.assertThat;

import custos.access.AccountName;
import custos.access.Authenticator;
import custos.access.Role;
import custos.access.SecondFactor;
import custos.web.Face;
import custos.web.Shop;
import custos.web.Visitor;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `/log-in`, `/log-in/code`, `/log-out`.
class LogInPageTest {
    private static final Pattern SECRET = Pattern.compile("id=\"secret\">([A-Z2-7 ]+)<");

    @TempDir private Path dir;
    private Shop shop;

    @BeforeEach
    void open() {
        shop = Shop.in(dir);
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void the_sessions_cookie_is_for_this_host_over_tls_and_for_no_script() {
        Visitor.Page in = logIn(shop.stranger(), shop.account(Role.STAFF).value());

        assertThat(in.status()).isEqualTo(303);
        assertThat(in.header("Set-Cookie"))
                .matches(
                        "__Host-custos-staff=[A-Za-z0-9_-]{43}; Path=/; Secure; HttpOnly;"
                                + " SameSite=Strict");
    }

    @Test
    void a_cookie_that_somebody_else_planted_is_worth_nothing_after_the_log_in() {
        String account = shop.account(Role.STAFF).value();
        Visitor victim = shop.stranger();
        String planted = "A".repeat(43);
        victim.cookies().put(Face.SESSION, planted);
        logIn(victim, account);

        assertThat(victim.cookies().get(Face.SESSION)).isNotEqualTo(planted);
        Visitor thief = shop.stranger();
        thief.cookies().put(Face.SESSION, planted);
        assertThat(thief.get("/account").status()).isEqualTo(401);
    }

    @Test
    void a_second_log_in_in_the_same_browser_has_a_session_of_its_own() {
        String account = shop.account(Role.STAFF).value();
        Visitor anna = shop.stranger();
        logIn(anna, account);
        String first = anna.cookies().get(Face.SESSION);
        logIn(anna, account);

        assertThat(anna.cookies().get(Face.SESSION)).isNotEqualTo(first);
    }

    @Test
    void a_cookie_kept_after_logging_out_opens_nothing() {
        Visitor anna = shop.staff(Role.STAFF);
        String cookie = anna.cookies().get(Face.SESSION);
        Visitor.Page out = anna.post("/log-out");
        assertThat(out.location()).isEqualTo("/log-in");
        assertThat(out.header("Set-Cookie")).contains("Max-Age=0");

        anna.cookies().put(Face.SESSION, cookie);
        assertThat(anna.get("/account").status()).isEqualTo(401);
    }

    @Test
    void a_session_ends_when_it_is_idle_and_when_it_is_old() {
        Visitor idle = shop.staff(Role.STAFF);
        shop.clock().advance(Duration.ofMinutes(30));
        assertThat(idle.get("/account").status()).isEqualTo(401);

        Visitor busy = shop.staff(Role.STAFF);
        for (int i = 0; i < 35; i++) {
            shop.clock().advance(Duration.ofMinutes(20));
            assertThat(busy.get("/account").status()).isEqualTo(200);
        }
        shop.clock().advance(Duration.ofMinutes(20));
        assertThat(busy.get("/account").status()).isEqualTo(401);
    }

    @Test
    void another_role_counts_at_the_very_next_request() {
        AccountName name = shop.account(Role.ADMIN);
        shop.account(Role.ADMIN);
        Visitor visitor = shop.stranger();
        visitor.logIn(name.value(), Shop.password());
        assertThat(visitor.get("/account").body()).contains("href=\"/admin\"");

        shop.context().accounts().changeRoles(name, Set.of(Role.STAFF), Shop.OPERATOR);
        assertThat(visitor.get("/account").body()).doesNotContain("href=\"/admin\"");
        shop.context().accounts().close(name, Shop.OPERATOR);
        assertThat(visitor.get("/account").status()).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({"en,do not match", "ms,tidak sepadan", "cs,neshodují"})
    void a_wrong_password_and_an_unknown_name_are_answered_alike(String language, String said) {
        String account = shop.account(Role.STAFF).value();
        Visitor stranger = shop.stranger().speaking(language);

        Visitor.Page known = stranger.post("/log-in", "name", account, "password", "wrong");
        Visitor.Page unknown = stranger.post("/log-in", "name", "nobody", "password", "wrong");

        assertThat(known.status()).isEqualTo(401);
        assertThat(known.body()).contains("value=\"" + account + "\"").contains(said);
        assertThat(unknown.status()).isEqualTo(401);
        assertThat(unknown.body().replace("nobody", account)).isEqualTo(known.body());
        assertThat(known.body()).doesNotContain("wrong\"");
    }

    @Test
    void after_five_wrong_tries_she_is_told_how_long_to_wait() {
        String account = shop.account(Role.STAFF).value();
        Visitor stranger = shop.stranger();
        for (int i = 0; i < 6; i++) {
            stranger.post("/log-in", "name", account, "password", "wrong");
        }

        Visitor.Page wait = logIn(stranger, account);
        assertThat(wait.status()).isEqualTo(429);
        assertThat(wait.header("Retry-After")).isEqualTo("1");
        assertThat(wait.body()).contains("Please wait one second");
    }

    @Test
    void a_log_in_form_of_another_site_is_refused() {
        Visitor stranger = shop.stranger();
        var foreign =
                stranger.request("/log-in")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Sec-Fetch-Site", "cross-site")
                        .POST(BodyPublishers.ofString("name=a&password=b"));

        assertThat(stranger.send(foreign).status()).isEqualTo(403);
    }

    @Test
    void the_method_cannot_be_overridden() {
        Visitor anna = shop.staff(Role.STAFF);

        var overridden = anna.request("/log-out").header("X-HTTP-Method-Override", "POST").GET();
        assertThat(anna.send(overridden).status()).isIn(403, 404, 405);
        assertThat(anna.get("/log-out?_method=post").status()).isIn(404, 405);
        assertThat(anna.get("/account").status()).isEqualTo(200);
    }

    @Test
    void script_in_a_name_is_shown_as_text() {
        Visitor.Page page =
                shop.stranger()
                        .post("/log-in", "name", "\"><script>x()</script>", "password", "wrong");

        assertThat(page.body()).doesNotContain("<script>x").contains("&lt;script");
    }

    @Test
    void with_a_second_factor_the_code_is_asked_for_and_is_good_once() {
        AccountName name = shop.account(Role.STAFF);
        Authenticator phone = enrol(name);
        shop.clock().advance(Duration.ofSeconds(30));

        Visitor anna = shop.stranger();
        Visitor.Page asked = logIn(anna, name.value());
        assertThat(asked.status()).isEqualTo(200);
        assertThat(asked.body()).contains("name=\"code\"").doesNotContain("id=\"secret\"");
        assertThat(anna.get("/account").status()).isEqualTo(401);
        String code = phone.code(shop.clock().instant());
        Visitor.Page in = anna.post("/log-in/code", "code", code, "next", "/account");
        assertThat(in.status()).isEqualTo(303);
        assertThat(in.location()).isEqualTo("/account");

        Visitor thief = shop.stranger();
        logIn(thief, name.value());
        Visitor.Page replay = thief.post("/log-in/code", "code", code);
        assertThat(replay.status()).isEqualTo(401);
        assertThat(replay.body()).contains("id=\"code-error\"");
        assertThat(thief.get("/account").status()).isEqualTo(401);
    }

    @Test
    void the_code_without_the_password_leads_back_to_the_beginning() {
        Visitor stranger = shop.stranger();

        assertThat(stranger.get("/log-in/code").location()).isEqualTo("/log-in");
        Visitor.Page page = stranger.post("/log-in/code", "code", "123456");
        assertThat(page.status()).isEqualTo(401);
        assertThat(page.body()).contains("id=\"name-error\"").contains("name=\"password\"");
    }

    @Test
    void what_was_typed_when_the_session_ended_is_carried_through_both_steps() {
        AccountName name = shop.account(Role.STAFF);
        Authenticator phone = enrol(name);
        shop.clock().advance(Duration.ofSeconds(30));
        Visitor anna = shop.stranger();

        anna.post("/account", "display-name", "Ännä");
        Visitor.Page asked =
                anna.post(
                        "/log-in",
                        "name",
                        name.value(),
                        "password",
                        Shop.password(),
                        "next",
                        "/account",
                        "posts",
                        "1",
                        "kept.display-name",
                        "Ännä");
        assertThat(asked.body()).contains("name=\"kept.display-name\" value=\"Ännä\"");
        Visitor.Page again =
                anna.post(
                        "/log-in/code",
                        "code",
                        phone.code(shop.clock().instant()),
                        "next",
                        "/account",
                        "posts",
                        "1",
                        "kept.display-name",
                        "Ännä");
        assertThat(again.body())
                .contains("action=\"/account\"")
                .contains("name=\"display-name\" value=\"Ännä\"");
    }

    @Test
    void a_button_pressed_when_the_session_had_ended_is_offered_again() {
        AccountName name = shop.account(Role.STAFF);
        Visitor anna = shop.stranger();

        assertThat(anna.post("/account/sessions/end").body())
                .contains("name=\"next\" value=\"/account/sessions/end\"")
                .contains("name=\"posts\"");
        Visitor.Page in =
                anna.post(
                        "/log-in",
                        "name",
                        name.value(),
                        "password",
                        Shop.password(),
                        "next",
                        "/account/sessions/end",
                        "posts",
                        "1");

        assertThat(in.status()).isEqualTo(200);
        assertThat(in.body()).contains("method=\"post\" action=\"/account/sessions/end\"");
    }

    @Test
    void a_password_that_was_typed_too_late_is_not_carried_along() {
        Visitor.Page page =
                shop.stranger()
                        .post("/account/password", "old", "one secret", "password", "two secrets");

        assertThat(page.status()).isEqualTo(401);
        assertThat(page.body()).doesNotContain("one secret").doesNotContain("two secrets");
        assertThat(page.body()).contains("name=\"next\" value=\"/account/password\"");
        assertThat(shop.staff(Role.STAFF).get("/account/password").location())
                .isEqualTo("/account");
    }

    @Test
    void where_it_is_required_a_second_factor_is_set_up_before_anything_else() {
        try (Shop strict = Shop.in(dir.resolve("strict"), SecondFactor.REQUIRED)) {
            AccountName name = strict.account(Role.STAFF);
            Visitor anna = strict.stranger();
            Visitor.Page asked = logIn(anna, name.value());
            assertThat(asked.body()).contains("<svg class=\"qr\"").contains("otpauth://totp/");
            assertThat(anna.get("/account").status()).isEqualTo(401);

            var phone = new Authenticator(secret(asked));
            assertThat(anna.post("/log-in/code", "code", "000000").status()).isEqualTo(401);
            String code = phone.code(strict.clock().instant());
            assertThat(anna.post("/log-in/code", "code", code).status()).isEqualTo(303);
            assertThat(anna.get("/account").status()).isEqualTo(200);
        }
    }

    private Authenticator enrol(AccountName name) {
        Visitor anna = shop.stranger();
        anna.logIn(name.value(), Shop.password());
        Visitor.Page shown = anna.post("/account/second-factor", "password", Shop.password());
        var phone = new Authenticator(secret(shown));
        Visitor.Page done =
                anna.post(
                        "/account/second-factor/code", "code", phone.code(shop.clock().instant()));
        assertThat(done.location()).isEqualTo("/account?done=second-factor");
        return phone;
    }

    static String secret(Visitor.Page page) {
        Matcher found = SECRET.matcher(page.body());
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    private static Visitor.Page logIn(Visitor visitor, String name) {
        return visitor.post("/log-in", "name", name, "password", Shop.password());
    }

    @Test
    void what_another_site_sent_does_not_travel_along_with_the_log_in() {
        Visitor stranger = shop.stranger();
        Visitor.Page forged =
                stranger.send(
                        stranger.request("/admin/accounts")
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .header("Sec-Fetch-Site", "cross-site")
                                .POST(BodyPublishers.ofString("name=mallory&role=admin")));

        assertThat(forged.status()).isEqualTo(403);
        assertThat(forged.body()).doesNotContain("mallory");
    }

    @Test
    void who_logs_out_too_late_is_not_led_back_to_logging_out() {
        assertThat(shop.stranger().post("/log-out").body())
                .contains("name=\"next\" value=\"/\"")
                .doesNotContain("value=\"/log-out\"");
    }
}
