package custos.web.staff;

import static org.assertj.core.api.Assertions.assertThat;

import custos.access.Role;
import custos.customer.CustomerId;
import custos.web.Shop;
import custos.web.Visitor;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Exports and erasures from a customer's page.
class OfficerActsTest {
    @TempDir private Path dir;
    private Shop shop;
    private CustomerId jan;
    private Visitor olga;
    private String path;

    @BeforeEach
    void open() {
        shop = Shop.in(dir);
        jan = People.jan(shop);
        olga = shop.staff(Role.OFFICER);
        path = "/customers/" + jan.value();
        olga.get(path);
    }

    @AfterEach
    void close() {
        assertThat(shop.vault().inspection().verify(_ -> {}).findings()).isEmpty();
        shop.close();
    }

    @Test
    void an_export_is_a_file_with_a_reason_of_the_policy() {
        assertThat(olga.get(path).body()).contains("id=\"export\"").contains("id=\"hand-over\"");

        var zip = olga.post(path + "/export", "reason", "access-request");
        assertThat(zip.status()).isEqualTo(200);
        assertThat(zip.header("Content-Type")).isEqualTo("application/zip");
        assertThat(zip.header("Content-Disposition")).contains("customer-export.zip");
        assertThat(zip.body()).startsWith("PK");
        assertThat(olga.post(path + "/export", "reason", "curiosity").status()).isEqualTo(422);
    }

    @Test
    void an_erasure_says_first_what_goes_and_what_stays() {
        assertThat(olga.get(path + "/erase").body())
                .contains("Contact details")
                .contains("Must stay")
                .contains("Type the customer number")
                .doesNotContain("A-17");
    }

    @Test
    void an_erasure_needs_the_customers_number_and_a_reason() {
        var page = olga.post(path + "/erase", "number", "B-99", "reason", "erasure-request");
        assertThat(page.status()).isEqualTo(422);
        assertThat(page.body()).contains("id=\"number-error\"").contains("value=\"B-99\"");
        assertThat(olga.post(path + "/erase", "number", "A-17", "reason", "").status())
                .isEqualTo(422);
        assertThat(olga.get(path).status()).isEqualTo(200);

        var done =
                olga.post(
                        path + "/erase",
                        "number",
                        " a-17 ",
                        "reason",
                        "erasure-request",
                        "suppress",
                        "1");
        assertThat(done.status()).isEqualTo(200);
        assertThat(done.body()).contains("id=\"certificate\"").doesNotContain("Novák");
        assertThat(olga.get(path).status()).isEqualTo(410);
        shop.vault().awaitNames();
        assertThat(olga.post("/search", "q", "novak").body()).contains("No such customer");
    }

    @Test
    void the_number_of_another_customer_erases_nobody() {
        shop.register(Map.of("full_name", "Eva Malá", "number", "B-18"));

        assertThat(
                        olga.post(path + "/erase", "number", "B-18", "reason", "erasure-request")
                                .status())
                .isEqualTo(422);
    }

    @Test
    void a_customer_without_a_number_is_erased_by_the_end_of_her_page() {
        CustomerId eva = shop.register(Map.of("full_name", "Eva Malá"));
        String there = "/customers/" + eva.value();
        String tail = eva.value().substring(20);

        assertThat(olga.get(there + "/erase").body()).contains("Type " + tail);
        assertThat(
                        olga.post(there + "/erase", "number", tail, "reason", "no-longer-needed")
                                .status())
                .isEqualTo(200);
    }

    @Test
    void staff_neither_export_nor_erase() {
        Visitor anna = shop.staff(Role.STAFF);
        assertThat(anna.get(path).body())
                .doesNotContain("id=\"export\"")
                .doesNotContain("id=\"erase\"")
                .doesNotContain("id=\"hand-over\"");
        assertThat(anna.post(path + "/export", "reason", "access-request").status()).isEqualTo(403);
        assertThat(anna.get(path + "/erase").status()).isEqualTo(403);
    }

    @Test
    void an_export_of_a_customer_who_is_gone_says_so_and_is_no_empty_file() {
        shop.vault().erasure().erase(jan, "erasure-request", false, Shop.OPERATOR);

        Visitor.Page gone = olga.post(path + "/export", "reason", "access-request");
        assertThat(gone.status()).isEqualTo(410);
        assertThat(gone.header("Content-Disposition")).isEmpty();
    }
}
