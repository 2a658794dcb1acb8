package custos.web.admin;

import static org.assertj.core.api.Assertions.assertThat;

import custos.access.Account;
import custos.access.AccountName;
import custos.access.Authenticator;
import custos.access.Role;
import custos.event.ActType;
import custos.web.Shop;
import custos.web.Visitor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `/admin/accounts`.
class AccountsPageTest {
    private static final Pattern ONCE = Pattern.compile("id=\"password-once\">([^<]+)<");
    private static final Pattern SECRET = Pattern.compile("id=\"secret\">([A-Z2-7 ]+)<");

    @TempDir private Path dir;
    private Shop shop;
    private AccountName root;
    private Visitor admin;

    @BeforeEach
    void open() {
        shop = Shop.in(dir);
        root = shop.account(Role.ADMIN);
        admin = shop.stranger();
        admin.logIn(root.value(), Shop.password());
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void a_new_account_gets_a_password_that_is_shown_once() {
        Visitor.Page made = create("eva", "Eva <i>Malá</i>", "generate");
        assertThat(made.status()).isEqualTo(200);
        assertThat(made.body()).contains("Eva &lt;i&gt;Malá&lt;/i&gt;").doesNotContain("<i>Malá");
        String password = once(made);

        assertThat(admin.get("/admin/accounts").body()).doesNotContain(password);
        Visitor eva = shop.stranger();
        eva.logIn("eva", password);
        assertThat(eva.get("/account").status()).isEqualTo(200);
        assertThat(account("eva").roles()).containsExactly(Role.STAFF, Role.AUDITOR);
        assertThat(newest()).isEqualTo(ActType.ACCOUNT_CREATED);
    }

    @Test
    void a_first_password_can_be_typed() {
        Visitor.Page made =
                create(
                        "eva",
                        "Eva",
                        "typed",
                        "password",
                        "four grey wolves",
                        "again",
                        "four grey wolves");

        assertThat(made.status()).isEqualTo(200);
        assertThat(made.body()).doesNotContain("password-once").doesNotContain("four grey wolves");
        shop.stranger().logIn("eva", "four grey wolves");
    }

    @Test
    void what_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost() {
        Visitor.Page page = create("Eva Malá", "Eva", "typed", "password", "short", "again", "");
        assertThat(page.status()).isEqualTo(422);
        assertThat(page.body()).contains("id=\"name-error\"").contains("value=\"Eva Malá\"");

        Visitor.Page tooShort =
                create("eva", "Eva", "typed", "password", "short", "again", "short");
        assertThat(tooShort.status()).isEqualTo(422);
        assertThat(tooShort.body()).contains("id=\"password-error\"").doesNotContain("\"short\"");

        create("eva", "Eva", "generate");
        Visitor.Page taken = create("eva", "Another", "generate");
        assertThat(taken.status()).isEqualTo(409);
        assertThat(taken.body()).contains("id=\"name-error\"").contains("value=\"Another\"");
        assertThat(account("eva").displayName()).isEqualTo("Eva");
    }

    @Test
    void roles_change_at_the_next_request_and_stand_in_the_log() {
        AccountName eva = shop.account(Role.STAFF);
        Visitor visitor = shop.stranger();
        visitor.logIn(eva.value(), Shop.password());
        assertThat(visitor.get("/admin").status()).isEqualTo(403);

        Visitor.Page changed =
                admin.post("/admin/accounts/roles", "account", eva.value(), "role", "admin");
        assertThat(changed.location()).isEqualTo("/admin/accounts?done=roles");
        assertThat(visitor.get("/admin").status()).isEqualTo(200);
        assertThat(newest()).isEqualTo(ActType.ACCOUNT_CHANGED);
    }

    @ParameterizedTest
    @CsvSource({"en,last administrator", "ms,pentadbir yang terakhir", "cs,poslední správce"})
    void the_last_admin_stays_one_in_words(String language, String said) {
        Visitor page = admin.speaking(language);
        Visitor.Page roles =
                page.post("/admin/accounts/roles", "account", root.value(), "role", "staff");
        Visitor.Page close = page.post("/admin/accounts/close", "account", root.value());

        assertThat(roles.status()).isEqualTo(409);
        assertThat(roles.body()).contains(said).contains("href=\"#account-" + root.value());
        assertThat(close.status()).isEqualTo(409);
        assertThat(account(root.value()).isActive()).isTrue();
    }

    @Test
    void an_account_needs_a_role() {
        AccountName eva = shop.account(Role.STAFF);

        assertThat(admin.post("/admin/accounts/roles", "account", eva.value()).status())
                .isEqualTo(422);
        assertThat(
                        admin.post("/admin/accounts/roles", "account", eva.value(), "role", "boss")
                                .status())
                .isEqualTo(422);
        assertThat(account(eva.value()).roles()).containsExactly(Role.STAFF);
    }

    @Test
    void a_closed_account_is_out_at_once_and_for_good() {
        AccountName eva = shop.account(Role.STAFF);
        Visitor visitor = shop.stranger();
        visitor.logIn(eva.value(), Shop.password());

        assertThat(admin.post("/admin/accounts/close", "account", eva.value()).status())
                .isEqualTo(303);
        assertThat(visitor.get("/account").status()).isEqualTo(401);
        for (String form : new String[] {"close", "password", "second-factor", "roles"}) {
            assertThat(
                            admin.post(
                                            "/admin/accounts/" + form,
                                            "account",
                                            eva.value(),
                                            "role",
                                            "staff")
                                    .status())
                    .isEqualTo(410);
        }
        assertThat(admin.post("/admin/accounts/close", "account", "No Name").status())
                .isEqualTo(410);
    }

    @Test
    void another_password_is_shown_once_and_ends_the_sessions() {
        AccountName eva = shop.account(Role.STAFF);
        Visitor visitor = shop.stranger();
        visitor.logIn(eva.value(), Shop.password());

        String password = once(admin.post("/admin/accounts/password", "account", eva.value()));
        assertThat(visitor.get("/account").status()).isEqualTo(401);
        visitor.logIn(eva.value(), password);
    }

    @Test
    void a_lost_second_factor_is_taken_away() {
        AccountName eva = shop.account(Role.STAFF);
        Visitor visitor = shop.stranger();
        visitor.logIn(eva.value(), Shop.password());
        Visitor.Page shown = visitor.post("/account/second-factor", "password", Shop.password());
        var phone = new Authenticator(found(SECRET, shown));
        visitor.post("/account/second-factor/code", "code", phone.code(shop.clock().instant()));
        assertThat(account(eva.value()).hasSecondFactor()).isTrue();
        shop.clock().advance(Duration.ofMinutes(1));

        admin.post("/admin/accounts/second-factor", "account", eva.value());
        assertThat(account(eva.value()).hasSecondFactor()).isFalse();
        assertThat(visitor.get("/account").status()).isEqualTo(401);
        assertThat(newest()).isEqualTo(ActType.ACCOUNT_CHANGED);
        visitor.logIn(eva.value(), Shop.password());
    }

    private Visitor.Page create(String name, String display, String how, String... more) {
        String[] fields = {
            "name", name, "display-name", display, "role", "staff", "role", "auditor", "how", how
        };
        String[] all = Arrays.copyOf(fields, fields.length + more.length);
        System.arraycopy(more, 0, all, fields.length, more.length);
        return admin.post("/admin/accounts", all);
    }

    private static String once(Visitor.Page page) {
        return found(ONCE, page);
    }

    private static String found(Pattern pattern, Visitor.Page page) {
        Matcher found = pattern.matcher(page.body());
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    private Account account(String name) {
        return shop.context().accounts().find(new AccountName(name)).orElseThrow();
    }

    private ActType newest() {
        shop.vault().settle();
        long size = shop.vault().ledger().newestSize();
        return shop.vault()
                .ledger()
                .entries(size - 1, 1)
                .getFirst()
                .leaf()
                .acts()
                .getFirst()
                .type();
    }
}
