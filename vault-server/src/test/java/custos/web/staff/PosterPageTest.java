package custos.web.staff;

import static org.assertj.core.api.Assertions.assertThat;

import custos.access.Role;
import custos.web.Shop;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The sheet for the counter, for whoever prints forms.
class PosterPageTest {
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
    void it_has_both_addresses_and_the_key_in_every_language_of_the_shop() {
        String address = shop.context().publicUrl();

        String poster = shop.staff(Role.STAFF).get("/poster").body();

        assertThat(poster)
                .contains(address + "/privacy", address + "/my")
                .contains(shop.vault().ledger().key().toString())
                .contains("Your data, your say", "Vaše údaje", "Data anda", "<svg class=\"qr\"");
    }

    @Test
    void auditors_and_administrators_print_none() {
        assertThat(shop.staff(Role.AUDITOR).get("/poster").status()).isEqualTo(403);
        assertThat(shop.staff(Role.ADMIN).get("/poster").status()).isEqualTo(403);
    }
}
