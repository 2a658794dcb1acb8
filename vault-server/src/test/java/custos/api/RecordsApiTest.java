package custos.api;

import static org.assertj.core.api.Assertions.assertThat;

import custos.api.RunningApi.Reply;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(Lifecycle.PER_CLASS)
class RecordsApiTest {
    private static final String PURCHASE =
            """
            {"fields":{"bought_on":"2026-01-31","total":"1250.50","currency":"CZK",
             "lines":[{"name":"Tea","quantity":2,"price":"625.25"}]},"source":"online-order"}\
            """;

    private RunningApi api;
    private String path;

    @BeforeAll
    void start(@TempDir Path dir) {
        api = RunningApi.in(dir);
    }

    @BeforeEach
    void aCustomer() {
        path = "/api/v1/customers/" + api.customer("{\"full_name\":\"Eva\"}");
    }

    @AfterAll
    void stop() {
        api.close();
    }

    private static String withoutLines(String purchase) {
        return purchase.replaceFirst(",\\s*\"lines\":\\[.*?]", "");
    }

    private Reply add() {
        Reply reply = api.post(path + "/purchases", withoutLines(PURCHASE));
        assertThat(reply.status()).as(reply.toString()).isEqualTo(201);
        return reply;
    }

    @Test
    void a_purchase_is_added_read_changed_and_listed() {
        Reply added = add();
        String one = added.header("Location");
        assertThat(one).isEqualTo(path + "/purchases/" + added.json().path("id").asString());

        Reply read = api.get(one);
        assertThat(read.status()).as(read.toString()).isEqualTo(200);
        assertThat(read.header("ETag")).isEqualTo(added.header("ETag"));
        assertThat(read.json().path("day").asString()).isEqualTo("2026-01-31");
        assertThat(read.json().at("/fields/total").asString()).isEqualTo("1250.50");

        Reply changed =
                api.call("PATCH", one)
                        .json("{\"fields\":{\"paid_on\":\"2026-02-01\"}}")
                        .header("If-Match", read.header("ETag"))
                        .send();
        assertThat(changed.status()).as(changed.toString()).isEqualTo(200);
        Reply stale =
                api.call("PATCH", one)
                        .json("{\"fields\":{\"paid_on\":null}}")
                        .header("If-Match", read.header("ETag"))
                        .send();
        assertThat(stale.status()).isEqualTo(412);

        add();
        Reply page = api.get(path + "/purchases?limit=1");
        assertThat(page.json().path("items").size()).isEqualTo(1);
        assertThat(page.json().at("/items/0/fields/paid_on").asString()).isEqualTo("2026-02-01");
        Reply next =
                api.get(path + "/purchases?limit=1&cursor=" + page.json().path("next").asString());
        assertThat(next.json().path("items").size()).isEqualTo(1);
        assertThat(next.json().has("next")).isFalse();
    }

    @Test
    void who_may_not_open_values_reads_records_masked() {
        String one = add().header("Location");

        Reply reply = api.call("GET", one).token(api.token("customers:read")).send();

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().path("masked").asBoolean()).isTrue();
        assertThat(reply.text()).doesNotContain("1250");
    }

    @Test
    void a_record_is_found_under_its_own_customer_and_kind_only() {
        String record = add().json().path("id").asString();
        String other = "/api/v1/customers/" + api.customer("{\"full_name\":\"Jan\"}");

        assertThat(api.get(other + "/purchases/" + record).status()).isEqualTo(404);
        assertThat(api.get(path + "/visits/" + record).status()).isEqualTo(404);
        assertThat(
                        api.call("PATCH", path + "/complaints/" + record)
                                .json("{\"fields\":{\"status\":\"open\"}}")
                                .header("If-Match", "*")
                                .send()
                                .status())
                .isEqualTo(404);
        assertThat(api.get(path + "/contact").status()).isEqualTo(404);
    }

    @Test
    void a_repeated_purchase_is_added_once() {
        Reply first =
                api.call("POST", path + "/purchases")
                        .json(withoutLines(PURCHASE))
                        .header("Idempotency-Key", "p-1")
                        .send();
        Reply again =
                api.call("POST", path + "/purchases")
                        .json(withoutLines(PURCHASE))
                        .header("Idempotency-Key", "p-1")
                        .send();

        assertThat(again.status()).isEqualTo(201);
        assertThat(again.json().path("id")).isEqualTo(first.json().path("id"));
        assertThat(api.get(path + "/purchases").json().path("items").size()).isEqualTo(1);
    }

    @Test
    void a_required_field_must_be_there() {
        Reply reply = api.post(path + "/purchases", "{\"fields\":{\"bought_on\":\"2026-01-31\"}}");

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.json().at("/errors/0/field").asString()).isIn("total", "currency");
    }

    @Test
    void a_record_is_deleted_by_its_owner_s_own_scripts() {
        String record = add().header("Location");

        assertThat(api.call("DELETE", record).send().status()).isEqualTo(200);
        assertThat(api.get(record).status()).isEqualTo(404);
    }

    @Test
    void a_customer_is_exported_as_json_and_as_zip() {
        add();

        Reply json = api.get(path + "/export");
        Reply zip = api.call("GET", path + "/export").header("Accept", "application/zip").send();
        Reply all = api.get("/api/v1/export");

        assertThat(json.status()).as(json.toString()).isEqualTo(200);
        assertThat(json.header("Content-Disposition")).contains("attachment").contains(".json");
        assertThat(json.text()).contains("Eva");
        assertThat(json.json().isObject()).isTrue();
        assertThat(zip.status()).isEqualTo(200);
        assertThat(zip.text()).startsWith("PK");
        assertThat(all.status()).isEqualTo(200);
        assertThat(all.text()).contains("Eva");
        assertThat(api.get(path + "/export?reason=curiosity").status()).isEqualTo(422);
    }
}
