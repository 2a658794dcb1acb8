package custos.web.access;

import static org.assertj.core.api.Assertions.assertThat;

import custos.access.Role;
import custos.web.Shop;
import custos.web.Visitor;
import custos.web.Visitor.Page;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is wrong with a field is tied to it, so that a screen reader says both.
class TiedMistakesTest {
    private static final Pattern MISTAKE = Pattern.compile("class=\"field-error\" id=\"([^\"]+)\"");

    @TempDir private Path folder;
    private Shop shop;

    @BeforeEach
    void open() {
        shop = Shop.in(folder);
    }

    @AfterEach
    void close() {
        shop.close();
    }

    private static void requireTied(Page page, String... fields) {
        assertThat(page.status()).isBetween(400, 499);
        for (String field : fields) {
            assertThat(page.body()).contains("id=\"" + field + "-error\"");
        }
        var mistake = MISTAKE.matcher(page.body());
        while (mistake.find()) {
            String id = Pattern.quote(mistake.group(1));
            assertThat(page.body())
                    .containsPattern("<[^>]* aria-describedby=\"([^\"]* )?" + id + "( [^\"]*)?\"");
        }
        assertThat(page.body()).contains("aria-invalid=\"true\"");
    }

    @Test
    void at_the_log_in() {
        shop.account(Role.STAFF);
        Visitor visitor = shop.stranger();
        requireTied(visitor.post("/log-in", "name", "nobody", "password", "wrong"), "name");
    }

    @Test
    void at_the_first_account() {
        Visitor visitor = shop.stranger();
        requireTied(visitor.post("/set-up", "code", "x", "name", "?", "password", "x"), "name");
    }

    @Test
    void of_ones_own_account_and_second_factor() {
        Visitor visitor = shop.staff(Role.STAFF);
        requireTied(visitor.post("/account", "display-name", "", "language", "en"), "display-name");
        requireTied(
                visitor.post("/account/password", "old", "wrong", "password", "x", "again", "y"));
        requireTied(visitor.post("/account/second-factor", "password", "wrong"), "password");
    }

    @Test
    void of_accounts_and_tokens() {
        Visitor visitor = shop.staff(Role.ADMIN);
        requireTied(
                visitor.post(
                        "/admin/accounts",
                        "name",
                        "?",
                        "display-name",
                        "",
                        "how",
                        "type",
                        "password",
                        "x",
                        "again",
                        "y"),
                "name",
                "display-name",
                "role-staff");
        requireTied(visitor.post("/admin/tokens", "name", "?", "last-day", "x"), "name", "scopes");
    }
}
