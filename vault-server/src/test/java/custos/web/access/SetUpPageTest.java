package custos.web.access;

import static org.assertj.core.api.Assertions.assertThat;

import custos.access.AccountName;
import custos.access.Role;
import custos.web.Shop;
import custos.web.Visitor;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `/set-up`.
class SetUpPageTest {
    @TempDir private Path dir;
    private Shop shop;
    private Visitor stranger;

    @BeforeEach
    void open() {
        shop = Shop.in(dir);
        stranger = shop.stranger();
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void the_first_visitor_is_led_to_it_and_the_next_is_not() {
        assertThat(stranger.get("/log-in").body()).contains("href=\"/set-up\"");
        assertThat(stranger.get("/set-up").status()).isEqualTo(200);
        assertThat(shop.customer().get("/set-up").status()).isEqualTo(404);

        assertThat(send(code(), "role", "officer").location()).isEqualTo("/log-in");
        assertThat(shop.context().accounts().member(new AccountName("anna")).orElseThrow().roles())
                .containsExactly(Role.OFFICER, Role.ADMIN);
        assertThat(stranger.get("/set-up").status()).isEqualTo(404);
        assertThat(send("x").status()).isEqualTo(404);
        assertThat(stranger.get("/log-in").body()).doesNotContain("/set-up");
    }

    @Test
    void a_wrong_code_makes_no_account_and_has_to_wait() {
        for (int i = 0; i < 5; i++) {
            assertThat(send("aaaaa-aaaaa-aaaaa-aaaaa").status()).isEqualTo(403);
        }
        Visitor.Page wait = send(code());

        assertThat(wait.status()).isEqualTo(429);
        assertThat(wait.header("Retry-After")).isEqualTo("12");
        assertThat(wait.body()).contains("value=\"anna\"").contains("id=\"code-error\"");
        assertThat(shop.context().accounts().all()).isEmpty();
    }

    @Test
    void what_is_not_fit_is_said_at_the_field_and_the_code_stays_good() {
        Visitor.Page page =
                stranger.post(
                        "/set-up",
                        "code",
                        code(),
                        "name",
                        "Anna Nová",
                        "display-name",
                        "",
                        "password",
                        "short",
                        "again",
                        "short");

        assertThat(page.status()).isEqualTo(422);
        assertThat(page.body()).contains("id=\"name-error\"").contains("id=\"display-name-error\"");
        assertThat(send(code()).status()).isEqualTo(303);
    }

    private String code() {
        return shop.context().setup().code().orElse("none");
    }

    private Visitor.Page send(String code, String... more) {
        String[] fields = {
            "code",
            code,
            "name",
            "anna",
            "display-name",
            "Anna",
            "password",
            "three brown foxes",
            "again",
            "three brown foxes"
        };
        String[] all = Arrays.copyOf(fields, fields.length + more.length);
        System.arraycopy(more, 0, all, fields.length, more.length);
        return stranger.post("/set-up", all);
    }
}
