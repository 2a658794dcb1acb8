package custos.web.admin;

import static org.assertj.core.api.Assertions.assertThat;

import custos.access.AccountName;
import custos.access.Role;
import custos.web.Shop;
import custos.web.Visitor;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `/admin/sessions`.
class SessionsPageTest {
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
    void an_admin_ends_a_session_and_the_log_says_so() {
        AccountName eva = shop.account(Role.STAFF);
        Visitor visitor = shop.stranger();
        visitor.logIn(eva.value(), Shop.password());
        Visitor admin = shop.staff(Role.ADMIN);
        String id = shop.context().sessions().allOf(eva).getFirst().id();

        Visitor.Page list = admin.get("/admin/sessions");
        assertThat(list.body()).contains("id=\"session-" + id).contains(eva.value());
        assertThat(visitor.cookies().values())
                .allSatisfy(cookie -> assertThat(list.body()).doesNotContain(cookie));

        long before = shop.vault().ledger().newestSize();
        assertThat(admin.post("/admin/sessions/end", "session", id).location())
                .isEqualTo("/admin/sessions?done=ended");
        assertThat(visitor.get("/account").status()).isEqualTo(401);
        assertThat(shop.vault().ledger().newestSize()).isEqualTo(before + 1);
        assertThat(admin.post("/admin/sessions/end", "session", id).status()).isEqualTo(410);
    }

    @Test
    void an_admin_who_ends_her_own_session_has_to_log_in_again() {
        Visitor admin = shop.staff(Role.ADMIN);
        String id = shop.context().sessions().all().getFirst().id();

        assertThat(admin.post("/admin/sessions/end", "session", id).location())
                .isEqualTo("/log-in");
        assertThat(admin.get("/admin").status()).isEqualTo(401);
    }
}
