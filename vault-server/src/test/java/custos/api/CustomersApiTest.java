package custos.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import custos.api.RunningApi.Reply;
import custos.proof.ReceiptCheck;
import custos.proof.Verdict;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(Lifecycle.PER_CLASS)
class CustomersApiTest {
    private static final String JAN =
            """
            {"full_name":"Jan Novák","email":"jan@example.org","phone":"601 000 979",
             "address":{"line1":"Lomnička 939","city":"Kšice","postcode":"349 01","country":"CZ"},
             "birth_date":"1980-05-17"}\
            """;

    private RunningApi api;

    @BeforeAll
    void start(@TempDir Path dir) {
        api = RunningApi.in(dir);
    }

    @AfterAll
    void stop() {
        api.close();
    }

    @Test
    void a_customer_is_registered_with_her_consents() {
        Reply reply =
                api.post(
                        "/api/v1/customers",
                        """
                        {"fields":%s,"source":"online-order","consents":[
                          {"purpose":"newsletter","channel":"email","state":"given",
                           "method":"web-form","language":"cs","notice":"current"},
                          {"purpose":"newsletter","channel":"sms","state":"refused",
                           "method":"web-form"}]}\
                        """
                                .formatted(JAN));

        assertThat(reply.status()).as(reply.toString()).isEqualTo(201);
        String id = reply.json().path("id").asString();
        assertThat(id).matches("[a-z2-7]{26}");
        assertThat(reply.json().path("leaf").asLong()).isPositive();
        assertThat(reply.header("Location")).isEqualTo("/api/v1/customers/" + id);
        assertThat(reply.header("ETag"))
                .isEqualTo("\"" + reply.json().path("version").asLong() + "\"");
        assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
        assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(reply.header("Server")).isEmpty();
    }

    @Test
    void a_read_without_a_purpose_is_masked() {
        Reply reply = api.get("/api/v1/customers/" + api.customer(JAN));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().path("masked").asBoolean()).isTrue();
        assertThat(reply.json().at("/fields/email").asString()).isEqualTo("j•••@example.org");
        assertThat(reply.json().at("/fields/phone").asString()).isEqualTo("••• ••• 979");
        assertThat(reply.text()).doesNotContain("jan@").doesNotContain("1980");
    }

    @Test
    void a_read_for_service_opens_what_service_covers() {
        Reply reply = api.get("/api/v1/customers/" + api.customer(JAN) + "?purpose=service");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().at("/fields/email").asString()).isEqualTo("jan@example.org");
        assertThat(reply.json().at("/fields/phone").asString()).isEqualTo("+420601000979");
        assertThat(reply.json().at("/fields/address/city").asString()).isEqualTo("Kšice");
        assertThat(reply.json().path("fields").has("birth_date")).isFalse();
    }

    @Test
    void a_read_for_a_purpose_without_consent_is_not_permitted() {
        Reply reply = api.get("/api/v1/customers/" + api.customer(JAN) + "?purpose=marketing");

        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.json().path("code").asString()).isEqualTo("no-consent");
    }

    @Test
    void a_token_for_one_purpose_opens_no_other() {
        String token = api.token("read:service");
        String path = "/api/v1/customers/" + api.customer(JAN);

        assertThat(api.call("GET", path + "?purpose=service").token(token).send().status())
                .isEqualTo(200);
        Reply other = api.call("GET", path + "?purpose=warranty").token(token).send();
        assertThat(other.status()).isEqualTo(403);
        assertThat(other.json().path("detail").asString()).contains("read:warranty");
        assertThat(other.header("WWW-Authenticate")).contains("insufficient_scope");
        assertThat(api.call("GET", path).token(token).send().status()).isEqualTo(403);
    }

    @Test
    void a_merge_patch_changes_and_deletes_fields_of_the_version_seen() {
        String path = "/api/v1/customers/" + api.customer(JAN);
        String seen = api.get(path).header("ETag");

        Reply changed =
                api.call("PATCH", path)
                        .body(
                                "application/merge-patch+json",
                                "{\"fields\":{\"email\":\"eva@example.org\",\"phone\":null}}"
                                        .getBytes(UTF_8))
                        .header("If-Match", seen)
                        .send();

        assertThat(changed.status()).as(changed.toString()).isEqualTo(200);
        assertThat(changed.header("ETag")).isNotEqualTo(seen);
        Reply after = api.get(path + "?purpose=service");
        assertThat(after.header("ETag")).isEqualTo(changed.header("ETag"));
        assertThat(after.json().at("/fields/email").asString()).isEqualTo("eva@example.org");
        assertThat(after.json().path("fields").has("phone")).isFalse();

        Reply stale =
                api.call("PATCH", path)
                        .json("{\"fields\":{\"full_name\":\"Eva\"}}")
                        .header("If-Match", seen)
                        .send();
        assertThat(stale.status()).isEqualTo(412);
        assertThat(stale.header("ETag")).isEqualTo(changed.header("ETag"));
    }

    @Test
    void a_patch_says_which_version_it_is_of() {
        String path = "/api/v1/customers/" + api.customer(JAN);

        Reply reply = api.call("PATCH", path).json("{\"fields\":{\"phone\":null}}").send();

        assertThat(reply.status()).isEqualTo(428);
        assertThat(
                        api.call("PATCH", path)
                                .json("{\"fields\":{\"phone\":null}}")
                                .header("If-Match", "*")
                                .send()
                                .status())
                .isEqualTo(200);
    }

    @Test
    void a_repeated_request_is_done_once() {
        String body = "{\"fields\":" + JAN + ",\"source\":\"online-order\"}";

        Reply first =
                api.call("POST", "/api/v1/customers")
                        .json(body)
                        .header("Idempotency-Key", "order-1")
                        .send();
        Reply again =
                api.call("POST", "/api/v1/customers")
                        .json(body)
                        .header("Idempotency-Key", "order-1")
                        .send();
        Reply other =
                api.call("POST", "/api/v1/customers")
                        .json(body.replace("Jan", "Eva"))
                        .header("Idempotency-Key", "order-1")
                        .send();

        assertThat(first.status()).isEqualTo(201);
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.text()).isEqualTo(first.text());
        assertThat(other.status()).isEqualTo(409);
        assertThat(other.json().path("code").asString()).isEqualTo("idempotency-key");
    }

    @Test
    void a_key_of_another_token_is_another_key() {
        String body = "{\"fields\":" + JAN + ",\"source\":\"online-order\"}";
        String path = "/api/v1/customers";

        Reply mine = api.call("POST", path).json(body).header("Idempotency-Key", "k").send();
        Reply hers =
                api.call("POST", path)
                        .token(api.token("customers:write"))
                        .json(body)
                        .header("Idempotency-Key", "k")
                        .send();

        assertThat(hers.status()).isEqualTo(201);
        assertThat(hers.json().path("id")).isNotEqualTo(mine.json().path("id"));
    }

    @Test
    void customers_are_found_by_exactly_one_criterion() {
        String id =
                api.customer("{\"full_name\":\"Žofie Řezníčková\",\"email\":\"z@example.org\"}");
        api.vault().awaitNames();

        for (String criterion :
                new String[] {"{\"email\":\"Z@example.org\"}", "{\"q\":\"reznick\",\"limit\":5}"}) {
            Reply reply = api.post("/api/v1/customers/search", criterion);
            assertThat(reply.status()).as(reply.toString()).isEqualTo(200);
            assertThat(reply.json().at("/items/0/id").asString()).isEqualTo(id);
            assertThat(reply.json().path("building").asBoolean()).isFalse();
            assertThat(reply.text()).doesNotContain("z@example.org");
        }
        Reply both =
                api.post(
                        "/api/v1/customers/search",
                        "{\"email\":\"z@example.org\",\"q\":\"zofie\"}");
        assertThat(both.status()).isEqualTo(422);
    }

    @Test
    void a_reveal_shows_the_fields_named_for_a_reason() {
        Reply reply =
                api.post(
                        "/api/v1/customers/" + api.customer(JAN) + "/reveal",
                        "{\"fields\":[\"birth_date\"],\"reason\":\"identity-check\"}");

        assertThat(reply.status()).as(reply.toString()).isEqualTo(200);
        assertThat(reply.text()).contains("1980").doesNotContain("example.org");
    }

    @Test
    void an_erasure_says_what_went_and_what_stays() {
        String path = "/api/v1/customers/" + api.customer(JAN);

        Reply erased =
                api.call("DELETE", path)
                        .json("{\"reason\":\"erasure-request\",\"suppress\":true}")
                        .send();

        assertThat(erased.status()).as(erased.toString()).isEqualTo(200);
        assertThat(erased.json().path("erased").toString()).contains("contact");
        assertThat(erased.json().path("held").isArray()).isTrue();
        assertThat(erased.json().path("leaf").asLong()).isPositive();
        Verdict certificate =
                ReceiptCheck.check(
                        erased.json().path("certificate").toString().getBytes(UTF_8),
                        api.vault().ledger().key(),
                        ReceiptCheck.Words.NONE);
        assertThat(certificate).isInstanceOf(Verdict.Proven.class);
        assertThat(api.get(path).status()).isEqualTo(410);
        assertThat(api.call("DELETE", path).send().status()).isEqualTo(410);
    }
}
