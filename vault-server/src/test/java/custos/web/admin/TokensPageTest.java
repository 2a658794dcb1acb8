package custos.web.admin;

import static org.assertj.core.api.Assertions.assertThat;

import custos.access.Role;
import custos.web.Shop;
import custos.web.Visitor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `/admin/tokens`.
class TokensPageTest {
    private static final Pattern ONCE = Pattern.compile("id=\"token-once\"[^>]*>([^<]+)<");

    @TempDir private Path dir;
    private Shop shop;
    private Visitor admin;

    @BeforeEach
    void open() {
        shop = Shop.in(dir);
        admin = shop.staff(Role.ADMIN);
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void a_token_is_shown_once_works_and_is_revoked() {
        Visitor.Page made = create("till", "2026-12-31", "customers:write", "read:service");
        assertThat(made.status()).isEqualTo(200);
        String token = once(made);

        assertThat(isGood(token)).isTrue();
        assertThat(admin.get("/admin/tokens").body())
                .doesNotContain(token)
                .contains("id=\"token-till\"")
                .contains("read:service");
        assertThat(admin.post("/admin/tokens/revoke", "token", "till").location())
                .isEqualTo("/admin/tokens?done=revoked");
        assertThat(isGood(token)).isFalse();
        assertThat(admin.post("/admin/tokens/revoke", "token", "till").status()).isEqualTo(410);
        assertThat(create("till", "", "all").status()).isEqualTo(409);
    }

    @Test
    void a_token_is_good_through_its_last_day() {
        String token = once(create("till", "2026-11-22", "all"));
        shop.clock().advance(Duration.ofHours(13));
        assertThat(isGood(token)).isTrue();
        shop.clock().advance(Duration.ofHours(1));
        assertThat(isGood(token)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"read:fun", "everything", "", "customers:write read:service"})
    void only_scopes_that_the_page_offers_are_taken(String scope) {
        Visitor.Page page = create("till", "", scope);

        assertThat(page.status()).isEqualTo(422);
        assertThat(page.body()).contains("id=\"scopes-error\"").contains("value=\"till\"");
        assertThat(shop.context().tokens().all()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-21", "tomorrow", "2026-02-30", "+999999999-12-31"})
    void a_day_that_is_over_or_none_is_said_at_its_field(String day) {
        Visitor.Page page = create("till", day, "all");

        assertThat(page.status()).isEqualTo(422);
        assertThat(page.body()).contains("id=\"last-day-error\"");
    }

    private boolean isGood(String token) {
        return shop.context().tokens().authenticate(token).isPresent();
    }

    private Visitor.Page create(String name, String day, String... scopes) {
        var fields = new ArrayList<>(List.of("name", name, "last-day", day));
        for (String scope : scopes) {
            fields.add("scope");
            fields.add(scope);
        }
        return admin.post("/admin/tokens", fields.toArray(String[]::new));
    }

    private static String once(Visitor.Page page) {
        Matcher found = ONCE.matcher(page.body());
        assertThat(found.find()).isTrue();
        return found.group(1);
    }
}
