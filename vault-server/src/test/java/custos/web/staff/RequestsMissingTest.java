package custos.web.staff;

import static org.assertj.core.api.Assertions.assertThat;

import custos.access.Role;
import custos.customer.CustomerId;
import custos.policy.PolicyFiles;
import custos.web.Shop;
import custos.web.Visitor;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A vault of before, whose policy has no place for requests: its pages say what to do.
class RequestsMissingTest {
    @TempDir private Path dir;
    private Shop shop;
    private String hers;
    private Visitor olga;

    @BeforeEach
    void open() {
        shop = Shop.in(dir, ofBefore());
        CustomerId jan = People.jan(shop);
        hers = "/customers/" + jan.value();
        olga = shop.staff(Role.OFFICER);
    }

    @AfterEach
    void close() {
        shop.close();
    }

    private static PolicyFiles ofBefore() {
        PolicyFiles shipped = PolicyFiles.shipped();
        var texts = new HashMap<String, String>();
        shipped.names().forEach(name -> texts.put(name, shipped.find(name).orElseThrow()));
        texts.replaceAll((_, text) ->
                text.lines()
                        .filter(line -> !line.contains("request-file:"))
                        .filter(line -> !line.contains("request_file:"))
                        .reduce("", (one, line) -> one + line + "\n"));
        return PolicyFiles.of(texts);
    }

    @Test
    void every_page_of_requests_says_what_the_policy_lacks() {
        for (String path :
                List.of(
                        "/requests",
                        "/requests?state=closed",
                        hers + "/requests",
                        "/requests/aaaaaaaaaaaaaaaaaaaaaaaaaa")) {
            Visitor.Page page = olga.get(path);
            assertThat(page.status()).as(path).isEqualTo(200);
            assertThat(page.body())
                    .as(path)
                    .contains("Version 1 of the policy has no place for requests")
                    .contains("custos policy publish", "request-file");
        }
    }

    @Test
    void nothing_is_entered_and_nothing_breaks() {
        olga.get(hers);
        assertThat(olga.post(hers + "/requests", "right", "access").status()).isEqualTo(409);
        assertThat(olga.post("/requests/aaaaaaaaaaaaaaaaaaaaaaaaaa/step", "to", "closed").status())
                .isEqualTo(409);
        assertThat(olga.get("/").status()).isEqualTo(200);
        assertThat(olga.get(hers).status()).isEqualTo(200);
        assertThat(olga.get(hers + "/erase").status()).isEqualTo(200);
        assertThat(shop.staff(Role.STAFF).get("/requests").status()).isEqualTo(403);
    }
}
