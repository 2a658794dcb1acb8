package custos.web.site;

import static org.assertj.core.api.Assertions.assertThat;

import custos.access.Role;
import custos.web.Shop;
import custos.web.Visitor;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Who of the staff sees on a customer's page what she looked at.
class VisitsInSightTest {
    @Test
    void an_officer_may_open_them_and_staff_at_the_counter_do_not_see_them(@TempDir Path dir) {
        try (Shop shop = Shop.in(dir)) {
            var id = shop.register(Map.of("full_name", "Eva Hidden"));
            new AgreeingCustomer(shop.vault(), id)
                    .says(true)
                    .looksAt("https://www.example.org/tea/green");
            String page = "/customers/" + id.value();
            Visitor anna = shop.staff(Role.STAFF);
            Visitor olga = shop.staff(Role.OFFICER);

            anna.get(page);
            olga.get(page);
            assertThat(olga.get(page).body()).doesNotContain("/tea/green");
            assertThat(olga.post(page + "/records").body()).contains("/tea/green");
            assertThat(anna.post(page + "/records").body()).doesNotContain("/tea/green");
            assertThat(anna.post(page + "/visit", "how", "counter").status()).isEqualTo(303);
            assertThat(anna.get(page).body()).contains("Eva").doesNotContain("/tea/green");
        }
    }
}
