package custos.web.staff;

import static org.assertj.core.api.Assertions.assertThat;

import custos.access.Role;
import custos.customer.CustomerId;
import custos.web.Shop;
import custos.web.Visitor;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RewardsPageTest {
    @TempDir private static Path dir;
    private static Shop shop;

    @BeforeAll
    static void open() {
        shop = Shop.in(dir);
    }

    @AfterAll
    static void close() {
        assertThat(shop.vault().inspection().verify(_ -> {}).findings()).isEmpty();
        shop.close();
    }

    private static String path(CustomerId id) {
        return "/customers/" + id.value() + "/rewards";
    }

    private static long balance(CustomerId id) {
        return shop.vault().counter().rewards().balance(id, Shop.OPERATOR).orElseThrow().count();
    }

    @Test
    void stamps_are_added_and_a_prize_is_handed_out() {
        CustomerId jan = People.jan(shop);
        Visitor anna = shop.staff(Role.STAFF);
        assertThat(anna.get(path(jan)).body())
                .contains("Stamps: 0")
                .contains("id=\"missing-free-drink\"")
                .doesNotContain("id=\"redeem-free-drink\"");

        assertThat(anna.post(path(jan), "count", "11", "reason", "Saturday").location())
                .isEqualTo(path(jan));
        assertThat(anna.get(path(jan)).body())
                .contains("Stamps: 11")
                .contains("worth 55.00 CZK")
                .contains("+11 · Stamps · Saturday")
                .contains("id=\"redeem-free-drink\"");

        assertThat(anna.post(path(jan) + "/redeem", "prize", "free-drink").status()).isEqualTo(303);
        assertThat(anna.get(path(jan)).body())
                .contains("Stamps: 1")
                .contains("-10 · Stamps · A free drink");
    }

    @Test
    void what_is_not_there_is_not_handed_out() {
        CustomerId jan = People.jan(shop);
        Visitor anna = shop.staff(Role.STAFF);
        anna.get(path(jan));

        var refused = anna.post(path(jan) + "/redeem", "prize", "gift-box");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body()).contains("href=\"#prizes\"");
        assertThat(anna.post(path(jan) + "/redeem", "prize", "car").status()).isEqualTo(404);
        assertThat(balance(jan)).isZero();
    }

    @Test
    void a_wrong_count_is_told_and_a_form_sent_twice_counts_once() {
        CustomerId jan = People.jan(shop);
        Visitor anna = shop.staff(Role.STAFF);
        String page = anna.get(path(jan)).body();
        for (String count : new String[] {"", "0", "-1", "1.5", "10001", "99999", "lots"}) {
            var wrong = anna.post(path(jan), "count", count, "reason", "x");
            assertThat(wrong.status()).as(count).isEqualTo(422);
            assertThat(wrong.body()).contains("id=\"count-error\"").contains("value=\"x\"");
        }
        String once = page.replaceAll("(?s).*name=\"once\" value=\"([0-9a-f]{32})\".*", "$1");
        anna.post(path(jan), "count", "2", "once", once);
        anna.post(path(jan), "count", "2", "once", once);
        assertThat(balance(jan)).isEqualTo(2);
    }

    @Test
    void auditors_and_administrators_see_no_balance() {
        CustomerId jan = People.jan(shop);
        for (Role role : new Role[] {Role.AUDITOR, Role.ADMIN}) {
            Visitor visitor = shop.staff(role);
            assertThat(visitor.get(path(jan)).status()).isEqualTo(403);
            assertThat(visitor.post(path(jan), "count", "1").status()).isEqualTo(403);
        }
    }
}
