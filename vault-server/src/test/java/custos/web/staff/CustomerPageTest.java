package custos.web.staff;

import static org.assertj.core.api.Assertions.assertThat;

import custos.access.Role;
import custos.customer.CustomerId;
import custos.customer.FieldValue;
import custos.event.Actor;
import custos.policy.FieldId;
import custos.policy.SourceId;
import custos.vault.customers.Customers;
import custos.web.Shop;
import custos.web.Visitor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CustomerPageTest {
    @TempDir private static Path dir;
    private static Shop shop;
    private CustomerId jan;
    private Visitor anna;
    private String path;

    @BeforeAll
    static void open() {
        shop = Shop.in(dir);
    }

    @AfterAll
    static void close() {
        assertThat(shop.vault().inspection().verify(_ -> {}).findings()).isEmpty();
        shop.close();
    }

    @BeforeEach
    void jan() {
        jan = People.jan(shop);
        anna = shop.staff(Role.STAFF);
        path = "/customers/" + jan.value();
    }

    private Visitor.Page here() {
        assertThat(anna.post(path + "/visit", "how", "counter").location()).isEqualTo(path);
        return anna.get(path);
    }

    @Test
    void values_are_masked_by_the_server_until_she_is_here() {
        var page = anna.get(path);

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body())
                .contains("Jan Novák")
                .contains("j•••@example.org")
                .contains("••• ••• 979")
                .contains("id=\"here\"")
                .contains("id=\"on-the-phone\"")
                .doesNotContain("jan.novak@")
                .doesNotContain("601000979")
                .doesNotContain("Lomnička")
                .doesNotContain("A-17")
                .doesNotContain("rings twice")
                .doesNotContain("neighbour")
                .doesNotContain("1980")
                .doesNotContain("id=\"reveal-");
    }

    @Test
    void a_customer_who_is_here_is_open_for_ten_minutes_with_one_event() {
        long before = shop.vault().ledger().newestSize();
        var page = here();

        assertThat(page.body())
                .contains("jan.novak@example.org")
                .contains("+420601000979")
                .contains("Lomnička 939")
                .contains("Open until 11:25")
                .doesNotContain("1980")
                .doesNotContain("neighbour");
        anna.get(path);
        assertThat(shop.vault().ledger().newestSize()).isEqualTo(before + 1);

        shop.clock().advance(Duration.ofMinutes(10));
        assertThat(anna.get(path).body()).doesNotContain("jan.novak@").contains("id=\"here\"");
        shop.clock().advance(Duration.ofMinutes(-10));
    }

    @Test
    void what_is_open_to_one_is_not_open_to_another() {
        here();

        assertThat(shop.staff(Role.STAFF).get(path).body()).doesNotContain("jan.novak@");
        anna.post(path + "/leave");
        assertThat(anna.get(path).body()).doesNotContain("jan.novak@");
    }

    @Test
    void an_officer_reveals_one_field_with_a_reason_in_one_answer() {
        Visitor olga = shop.staff(Role.OFFICER);
        assertThat(olga.get(path).body()).contains("id=\"reveal-birth_date\"");

        var page = olga.post(path + "/reveal", "field", "birth_date", "reason", "identity-check");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body())
                .contains("17 May 1980")
                .contains("hx-trigger=\"load delay:60s\"")
                .doesNotContain("jan.novak@");
        assertThat(olga.get(path).body())
                .doesNotContain("1980")
                .contains("Masked fields shown")
                .contains("Checking who the customer is");
        assertThat(olga.post(path + "/reveal", "field", "birth_date", "reason", "").status())
                .isEqualTo(422);
        assertThat(
                        anna.post(path + "/reveal", "field", "birth_date", "reason", "complaint")
                                .status())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"AUDITOR", "ADMIN"})
    void other_roles_are_told_that_they_may_not(Role role) {
        Visitor visitor = shop.staff(role);

        assertThat(visitor.get(path).status()).isEqualTo(403);
        for (String act :
                new String[] {
                    "visit",
                    "fields",
                    "undo",
                    "address-confirmed",
                    "reveal",
                    "records",
                    "consents",
                    "stop",
                    "export",
                    "erase"
                }) {
            assertThat(visitor.post(path + "/" + act, "how", "counter").status())
                    .as(act)
                    .isEqualTo(403);
        }
    }

    @Test
    void who_it_was_by_name_is_for_those_who_may_know() {
        here();
        String account = shop.staff(Role.OFFICER).get(path).body();

        assertThat(account).contains("Contact opened").containsPattern("staff-[0-9]+ \\(Staff\\)");
        assertThat(anna.get(path).body().replaceFirst("(?s)site-reader.*?</div>", ""))
                .contains("Contact opened")
                .doesNotContainPattern("staff-[0-9]+ \\(Staff\\)");
    }

    @Test
    void the_history_goes_on_page_by_page() {
        for (int i = 0; i < 12; i++) {
            somebodyElseSaves("a" + i + "@example.org");
        }
        var first = anna.get(path).body();
        var next = Pattern.compile("\\?history=([0-9.]+)").matcher(first);
        assertThat(next.find()).isTrue();

        assertThat(anna.get(path + "?history=" + next.group(1)).body())
                .contains("Customer added")
                .contains("id=\"history-newest\"");
        assertThat(anna.get(path + "?history=nonsense").status()).isEqualTo(422);
    }

    @Test
    void markup_in_every_field_stays_text() {
        CustomerId id = People.scripted(shop);
        String there = "/customers/" + id.value();
        Visitor olga = shop.staff(Role.OFFICER);
        olga.post(there + "/visit", "how", "phone");

        for (String page :
                new String[] {
                    olga.get(there).body(),
                    olga.get(there + "?edit=note").body(),
                    olga.get(there + "?edit=address").body(),
                    olga.get(there + "/erase").body(),
                    olga.post(there + "/reveal", "field", "profession", "reason", "complaint")
                            .body()
                }) {
            assertThat(page)
                    .contains("&lt;script&gt;")
                    .doesNotContain("<script>alert")
                    .doesNotContain("<img")
                    .doesNotContain("<svg");
        }
    }

    @Test
    void records_are_opened_while_she_is_here_or_by_a_button() {
        var policy = shop.vault().policies().current();
        var kind = new custos.policy.KindId("purchase");
        shop.vault()
                .records()
                .add(
                        jan,
                        kind,
                        shop.vault()
                                .forms()
                                .readAll(
                                        policy,
                                        Map.of(
                                                "bought_on",
                                                "2026-11-20",
                                                "total",
                                                "4210.00",
                                                "currency",
                                                "CZK",
                                                "order_number",
                                                "2026-77"),
                                        kind),
                        new SourceId("counter-form"),
                        Shop.OPERATOR,
                        Optional.empty());

        assertThat(anna.get(path).body()).contains("id=\"open-records\"").doesNotContain("4210");
        assertThat(anna.post(path + "/records").body()).contains("2026-77, 4210.00 CZK");
        assertThat(here().body()).contains("2026-77, 4210.00 CZK");
    }

    @Test
    void a_page_of_somebody_who_is_not_there_says_so() {
        assertThat(anna.get("/customers/" + "a".repeat(26)).status()).isEqualTo(404);
        assertThat(anna.get("/customers/nonsense").status()).isEqualTo(404);
        assertThat(anna.get(path + "/fields").location()).isEqualTo(path);
    }

    private void somebodyElseSaves(String email) {
        shop.vault()
                .customers()
                .amend(
                        jan,
                        new Customers.Amendment(
                                Map.of(
                                        new FieldId("email"),
                                        Optional.of(new FieldValue.Text(email))),
                                new SourceId("counter-form"),
                                OptionalLong.empty()),
                        new Actor.Staff("bela", "staff"));
    }
}
