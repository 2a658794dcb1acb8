package custos.web.access;

import static org.assertj.core.api.Assertions.assertThat;

import custos.access.Account;
import custos.access.AccountName;
import custos.access.Authenticator;
import custos.access.Role;
import custos.access.StaffSession;
import custos.web.Shop;
import custos.web.Visitor;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// `/account` and `/account/second-factor`.
class AccountPageTest {
    private static final String OTHER = "four grey wolves";

    @TempDir private Path dir;
    private Shop shop;
    private AccountName name;
    private Visitor anna;

    @BeforeEach
    void open() {
        shop = Shop.in(dir);
        name = shop.account(Role.STAFF);
        anna = shop.stranger();
        anna.logIn(name.value(), Shop.password());
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void every_role_has_an_account_of_its_own(Role role) {
        Visitor.Page page = shop.staff(role).get("/account");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body())
                .contains("id=\"sessions\"")
                .contains("action=\"/account/password\"");
    }

    @Test
    void name_and_language_are_kept_with_the_account() {
        Visitor.Page saved =
                anna.post("/account", "display-name", " Anna <b>Nová</b>", "language", "cs");
        assertThat(saved.location()).isEqualTo("/account?done=profile");

        assertThat(account().displayName()).isEqualTo("Anna <b>Nová</b>");
        assertThat(anna.get(saved.location()).body())
                .contains("<html lang=\"cs\">")
                .contains("Uloženo.")
                .contains("value=\"Anna &lt;b>Nová&lt;/b>\"");
        Visitor again = shop.stranger();
        again.logIn(name.value(), Shop.password());
        assertThat(again.get("/account").body()).contains("<html lang=\"cs\">");
    }

    @Test
    void what_is_no_name_or_language_is_said_at_the_field() {
        Visitor.Page page = anna.post("/account", "display-name", "", "language", "xx");

        assertThat(page.status()).isEqualTo(422);
        assertThat(page.body())
                .contains("id=\"display-name-error\"")
                .contains("id=\"language-error\"");
    }

    @Test
    void another_password_needs_the_old_one_and_ends_all_other_sessions() {
        Visitor elsewhere = shop.stranger();
        elsewhere.logIn(name.value(), Shop.password());

        assertThat(change("wrong", OTHER, OTHER).status()).isEqualTo(422);
        assertThat(change(Shop.password(), OTHER, "four grey dogs").body())
                .contains("The two passwords are not the same");
        assertThat(change(Shop.password(), "short", "short").body())
                .contains("A password has 12 to 1024 characters");
        assertThat(elsewhere.get("/account").status()).isEqualTo(200);

        Visitor.Page changed = change(Shop.password(), OTHER, OTHER);
        assertThat(changed.location()).isEqualTo("/account?done=password");
        assertThat(anna.get("/account").status()).isEqualTo(200);
        assertThat(elsewhere.get("/account").status()).isEqualTo(401);
        Visitor again = shop.stranger();
        again.logIn(name.value(), OTHER);
        assertThat(again.get("/account").status()).isEqualTo(200);
    }

    @Test
    void guesses_at_the_old_password_have_to_wait_as_at_the_log_in() {
        for (int i = 0; i < 30; i++) {
            change("wrong", OTHER, OTHER);
        }

        assertThat(change(Shop.password(), OTHER, OTHER).status()).isEqualTo(429);
    }

    @Test
    void she_ends_her_own_sessions_and_nobody_elses() {
        Visitor elsewhere = shop.stranger();
        elsewhere.logIn(name.value(), Shop.password());
        Visitor eva = shop.staff(Role.STAFF);
        var sessions = shop.context().sessions().all();
        String evas =
                sessions.stream()
                        .filter(one -> !one.member().account().equals(name))
                        .map(StaffSession::id)
                        .findFirst()
                        .orElseThrow();
        String other = shop.context().sessions().allOf(name).getLast().id();

        assertThat(anna.post("/account/sessions/end", "session", evas).status()).isEqualTo(410);
        assertThat(eva.get("/account").status()).isEqualTo(200);
        assertThat(anna.post("/account/sessions/end", "session", other).status()).isEqualTo(303);
        assertThat(elsewhere.get("/account").status()).isEqualTo(401);
        assertThat(anna.get("/account").status()).isEqualTo(200);
    }

    @Test
    void the_list_of_sessions_does_not_show_their_cookies() {
        String body = anna.get("/account").body();

        assertThat(anna.cookies().values())
                .allSatisfy(cookie -> assertThat(body).doesNotContain(cookie));
        assertThat(body).contains("127.0.0.1").contains("This session");
    }

    @Test
    void a_second_factor_needs_the_password_and_a_right_code() {
        assertThat(anna.post("/account/second-factor", "password", "wrong").status())
                .isEqualTo(422);
        assertThat(anna.post("/account/second-factor/code", "code", "123456").location())
                .isEqualTo("/account/second-factor");
        Visitor.Page shown = anna.post("/account/second-factor", "password", Shop.password());
        var phone = new Authenticator(LogInPageTest.secret(shown));
        assertThat(anna.post("/account/second-factor/code", "code", "12345").status())
                .isEqualTo(422);
        assertThat(account().hasSecondFactor()).isFalse();

        String code = phone.code(shop.clock().instant());
        anna.post("/account/second-factor/code", "code", code);
        assertThat(account().hasSecondFactor()).isTrue();
        assertThat(anna.get("/account").body()).contains("Use another telephone");
        assertThat(anna.get("/account/second-factor").body()).doesNotContain("id=\"secret\"");
    }

    private Visitor.Page change(String old, String password, String again) {
        return anna.post("/account/password", "old", old, "password", password, "again", again);
    }

    private Account account() {
        return shop.context().accounts().find(name).orElseThrow();
    }
}
