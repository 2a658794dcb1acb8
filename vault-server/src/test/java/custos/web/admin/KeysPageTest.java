package custos.web.admin;

import static org.assertj.core.api.Assertions.assertThat;

import custos.access.Role;
import custos.vault.core.KeyWork;
import custos.vault.keys.Keys;
import custos.web.Shop;
import custos.web.Visitor;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `/admin/keys`.
class KeysPageTest {
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

    private Keys keys() {
        return shop.context().vault().keys();
    }

    @Test
    void a_key_is_exchanged_by_one_button() {
        shop.register(Map.of("full_name", "Zdislava Berková"));
        assertThat(admin.get("/admin/keys").body())
                .contains("Never exchanged yet")
                .contains("id=\"roll\"")
                .contains("<strong class=\"figure\">1</strong>");

        assertThat(admin.post("/admin/keys").location()).isEqualTo("/admin/keys");
        long until = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!(keys().state() instanceof KeyWork.Done)) {
            assertThat(System.nanoTime()).isLessThan(until);
            assertThat(admin.get("/admin/keys/progress").status()).isEqualTo(200);
            LockSupport.parkNanos(1_000_000L);
        }

        assertThat(admin.get("/admin/keys").body())
                .contains("id=\"rolled\"")
                .contains("<strong class=\"figure\">2</strong>")
                .contains("Exchanged ");
        assertThat(keys().currentKek()).isEqualTo(2);
    }

    @Test
    void a_secret_is_replaced_by_one_button() {
        assertThat(admin.get("/admin/keys").body())
                .contains("aria-label=\"Replace LINK\"")
                .contains("aria-label=\"Replace SUPPRESS\"")
                .doesNotContain("aria-label=\"Replace ID\"");

        assertThat(admin.post("/admin/keys/rotate", "key", "link").location())
                .isEqualTo("/admin/keys");
        long until = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!(keys().state() instanceof KeyWork.Rotated)) {
            assertThat(System.nanoTime()).isLessThan(until);
            assertThat(admin.get("/admin/keys/progress").status()).isEqualTo(200);
            LockSupport.parkNanos(1_000_000L);
        }

        assertThat(admin.get("/admin/keys").body())
                .contains("id=\"rotated\"")
                .contains("version 2");
    }

    @Test
    void all_customers_get_new_keys_by_one_button() {
        assertThat(admin.get("/admin/keys").body()).contains("id=\"rotate-customers\"");
        assertThat(admin.post("/admin/keys/rotate", "key", "customers").location())
                .isEqualTo("/admin/keys");
        long until = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!(keys().state() instanceof KeyWork.Rotated)) {
            assertThat(System.nanoTime()).isLessThan(until);
            LockSupport.parkNanos(1_000_000L);
        }
        assertThat(admin.get("/admin/keys").body())
                .contains("id=\"rotated\"")
                .contains("Every customer has new keys.");
    }

    @Test
    void a_key_that_is_not_rotated_is_refused() {
        assertThat(admin.post("/admin/keys/rotate", "key", "id").status()).isEqualTo(422);
        assertThat(shop.staff(Role.OFFICER).post("/admin/keys/rotate", "key", "link").status())
                .isEqualTo(403);
    }

    @Test
    void it_says_when_keys_are_exchanged_by_themselves() {
        assertThat(admin.get("/admin/keys").body()).contains("never exchanged by itself");
        keys().rollDaily(LocalTime.of(3, 30), ZoneOffset.UTC);
        assertThat(admin.get("/admin/keys").body()).contains("by itself at 03:30 each day");
    }

    @Test
    void every_key_of_the_vault_is_named_with_its_age_and_none_is_shown() {
        String page = admin.get("/admin/keys").body();
        for (String name : new String[] {"INDEX", "SUPPRESS", "ID", "LINK", "LOG", "EXPORT"}) {
            assertThat(page).contains("<code>" + name + "</code>");
        }
    }

    @Test
    void what_unlocks_the_vault_is_told_by_kind() {
        assertThat(admin.get("/admin/keys").body())
                .contains("What unlocks the vault")
                .contains("Recovery sheet")
                .contains("Key file")
                .doesNotContain("Passphrase");
    }
}
