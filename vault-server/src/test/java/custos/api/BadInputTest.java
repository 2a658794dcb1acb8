package custos.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import custos.api.RunningApi.Reply;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a client can get wrong, and what it is told: a problem that names the place and never
/// repeats what was sent.
@TestInstance(Lifecycle.PER_CLASS)
class BadInputTest {
    private static final String SECRET = "Geheimnis";

    private RunningApi api;
    private String id;

    @BeforeAll
    void start(@TempDir Path dir) {
        api = RunningApi.in(dir);
        id = api.customer("{\"full_name\":\"Jan Novák\",\"email\":\"jan@example.org\"}");
    }

    @AfterAll
    void stop() {
        api.close();
    }

    private void assertProblem(Reply reply, int status, String code) {
        assertThat(reply.status()).as(reply.toString()).isEqualTo(status);
        assertThat(reply.header("Content-Type")).startsWith("application/problem+json");
        assertThat(reply.json().path("status").asInt()).isEqualTo(status);
        assertThat(reply.json().path("code").asString()).isEqualTo(code);
        assertThat(reply.json().path("type").asString()).isEqualTo("/docs#problem-" + code);
        assertThat(reply.json().path("title").asString()).isNotBlank();
        assertThat(reply.json().path("detail").asString()).isNotBlank();
        assertThat(OpenApi.load().document().path("x-problems").has(code)).as(code).isTrue();
        assertThat(reply.text())
                .doesNotContain(SECRET)
                .doesNotContain("Exception")
                .doesNotContain("custos.")
                .doesNotContain("tools.jackson");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {"fields":{"full_name":"Geheimnis"},"source":"online-order"         | 400 | malformed |
                    not json Geheimnis                                                  | 400 | malformed |
                    ["Geheimnis"]                                                       | 400 | malformed |
                    {"source":"api"} {"source":"Geheimnis"}                             | 400 | malformed |
                    {"source":"api","source":"Geheimnis"}                               | 400 | malformed |
                    {"fields":{"full_name":NaN},"source":"api"}                         | 400 | malformed |
                    {"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":1}}}}}}}}}}}}} | 400 | malformed |
                    {}                                                                  | 422 | bad-field | fields
                    {"fields":{"full_name":"Geheimnis"}}                                | 422 | bad-field | source
                    {"fields":{},"source":"api"}                                        | 422 | bad-field | fields
                    {"fields":"Geheimnis","source":"api"}                               | 422 | bad-field | fields
                    {"fields":{"full_name":"Geheimnis"},"source":7}                     | 422 | bad-field | source
                    {"fields":{"full_name":"Geheimnis"},"source":"Geheimnis"}           | 422 | bad-field | source
                    {"fields":{"full_name":"Geheimnis"},"source":"no-such"}             | 422 | bad-field | source
                    {"fields":{"full_name":"Geheimnis"},"source":"api","admin":true}    | 422 | bad-field | admin
                    {"fields":{"full_name":"Geheimnis"},"source":"api","jan@x.cz":1}    | 422 | bad-field | (a member)
                    {"fields":{"nickname":"Geheimnis"},"source":"api"}                  | 422 | bad-field | nickname
                    {"fields":{"full_name":{"x":"Geheimnis"}},"source":"api"}           | 422 | bad-field | full_name
                    {"fields":{"full_name":true},"source":"api"}                        | 422 | bad-field | full_name
                    {"fields":{"email":"Geheimnis"},"source":"api"}                     | 422 | bad-field | email
                    {"fields":{"email":"Geheimnis@@example.org"},"source":"api"}        | 422 | bad-field | email
                    {"fields":{"full_name":"Geheimnis","note":"4111 1111 1111 1111"},"source":"api"} | 422 | bad-field | note
                    {"fields":{"full_name":"Geheimnis","birth_date":"31.2.1980"},"source":"api"} | 422 | bad-field | birth_date
                    {"fields":{"full_name":"Geheimnis","consent_book":{}},"source":"api"} | 422 | bad-field | consent_book
                    {"fields":{"full_name":"Geheimnis","bought_on":"2026-01-01"},"source":"api"} | 422 | bad-field | bought_on
                    {"fields":{"full_name":"Geheimnis"},"source":"api","consents":{}}   | 422 | bad-field | consents
                    {"fields":{"full_name":"Geheimnis"},"source":"api","consents":[1]}  | 422 | bad-field | consents[0]
                    {"fields":{"full_name":"Geheimnis"},"source":"api","consents":[{"purpose":"newsletter","channel":"email","state":"maybe","method":"api"}]} | 422 | bad-field | consents[0].state
                    {"fields":{"full_name":"Geheimnis"},"source":"api","consents":[{"purpose":"world-peace","channel":"email","state":"refused","method":"api"}]} | 422 | bad-field | consents[0].purpose
                    {"fields":{"full_name":"Geheimnis"},"source":"api","consents":[{"purpose":"newsletter","channel":"web","state":"refused","method":"api"}]} | 422 | bad-field | consents[0].channel
                    {"fields":{"full_name":"Geheimnis"},"source":"api","consents":[{"purpose":"newsletter","channel":"email","state":"given","method":"api"}]} | 422 | bad-field | consents[0].language
                    {"fields":{"full_name":"Geheimnis"},"source":"api","consents":[{"purpose":"newsletter","channel":"email","state":"given","method":"api","language":"cs"}]} | 422 | bad-field | consents[0].notice
                    {"fields":{"full_name":"Geheimnis"},"source":"api","consents":[{"purpose":"newsletter","channel":"email","state":"given","method":"api","language":"de","notice":"current"}]} | 422 | bad-field | consents[0].language
                    {"fields":{"full_name":"Geheimnis"},"source":"api","consents":[{"purpose":"newsletter","channel":"email","state":"given","method":"api","language":"cs","notice":"0000000000000000000000000000000000000000000000000000000000000000"}]} | 422 | bad-field | consents[0].notice
                    {"fields":{"full_name":"Geheimnis"},"source":"api","consents":[{"purpose":"newsletter","channel":"email","state":"refused","method":"telepathy"}]} | 422 | bad-field | consents[0].method
                    {"fields":{"full_name":"Geheimnis"},"source":"api","consents":[{"purpose":"newsletter","channel":"email","state":"refused","method":"api","occurredAt":"yesterday"}]} | 422 | bad-field | consents[0].occurredAt
                    {"fields":{"full_name":"Geheimnis"},"source":"api","consents":[{"purpose":"newsletter","channel":"email","state":"refused","method":"api","occurredAt":"2999-01-01T00:00:00Z"}]} | 422 | bad-field | consents[0].occurredAt
                    {"fields":{"full_name":"Geheimnis"},"source":"api","consents":[{"purpose":"newsletter","channel":"email","state":"given","method":"signed-form","language":"cs","notice":"current"}]} | 422 | bad-field | consents[0].form
                    {"fields":{"full_name":"Geheimnis"},"source":"api","consents":[{"purpose":"newsletter","channel":"email","state":"given","method":"portal","language":"cs","notice":"current"}]} | 422 | bad-field | consents[0].method
                    {"fields":{"full_name":"Geheimnis"},"source":"api","consents":[{"purpose":"newsletter","channel":"email","state":"given","method":"import","language":"cs","notice":"current"}]} | 422 | bad-field | consents[0].method
                    {"fields":{"full_name":"Geheimnis"},"source":"api","consents":[{"purpose":"newsletter","channel":"email","state":"refused","method":"api","occurredAt":"0001-01-01T00:00:00Z"}]} | 422 | bad-field | consents[0].occurredAt
                    {"fields":{"full_name":"Geheimnis"},"source":"api","consents":[{"purpose":"newsletter","channel":"email","state":"refused","method":"api","occurredAt":"-999999999-01-01T00:00:00+18:00"}]} | 422 | bad-field | consents[0].occurredAt
                    {"fields":{"full_name":"Geheimnis"},"source":"api","consents":[{"purpose":"newsletter","channel":"email","state":"refused","method":"api","evidence":"card 4111 1111 1111 1111"}]} | 422 | bad-field | consents[0].evidence
                    {"fields":{"full_name":"Geheimnis"},"source":"api","consents":[{"purpose":"newsletter","channel":"email","state":"given","method":"signed-form","language":"cs","notice":"current","form":"4111-1111-1111-1111"}]} | 422 | bad-field | consents[0].form
                    """)
    void a_registration_that_is_wrong_is_refused(
            String body, int status, String code, String field) {
        Reply reply = api.post("/api/v1/customers", body.strip());

        assertProblem(reply, status, code);
        if (field != null) {
            assertThat(reply.json().at("/errors/0/field").asString()).isEqualTo(field);
            assertThat(reply.json().at("/errors/0/detail").asString()).isNotBlank();
        }
    }

    @Test
    void a_body_is_utf_8_json_of_bounded_size() {
        String path = "/api/v1/customers";
        byte[] latin = {'{', '"', (byte) 0xe9, '"', ':', '1', '}'};

        assertProblem(
                api.call("POST", path).body("application/json", latin).send(), 400, "malformed");
        assertProblem(
                api.call("POST", path)
                        .body(
                                "application/json",
                                "{}".getBytes(java.nio.charset.StandardCharsets.UTF_16))
                        .send(),
                400,
                "malformed");
        assertProblem(
                api.call("POST", path).body("text/plain", "{}".getBytes(UTF_8)).send(),
                415,
                "media-type");
        assertProblem(
                api.call("POST", path)
                        .body("application/json; charset=latin-1", "{}".getBytes(UTF_8))
                        .send(),
                415,
                "media-type");
        assertProblem(
                api.call("POST", path).body("", "{}".getBytes(UTF_8)).send(), 415, "media-type");
        assertProblem(
                api.call("POST", path)
                        .body("application/json", new byte[RunningApi.MAX_BODY + 1])
                        .send(),
                413,
                "too-large");
        assertProblem(
                api.call("PATCH", path + "/" + id)
                        .body("application/json-patch+json", "[]".getBytes(UTF_8))
                        .header("If-Match", "*")
                        .send(),
                415,
                "media-type");
    }

    @Test
    void a_body_of_unknown_length_is_bounded_too() throws IOException {
        String request =
                "POST /api/v1/customers HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
                        + api.token("all")
                        + "\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n"
                        + "Connection: close\r\n\r\n"
                        + (Integer.toHexString(RunningApi.MAX_BODY + 1)
                                + "\r\n"
                                + " ".repeat(RunningApi.MAX_BODY + 1)
                                + "\r\n0\r\n\r\n");

        assertThat(raw(request)).startsWith("HTTP/1.1 413").contains("too-large");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    GET    | /Geheimnis                                           | 404 | not-found
                    GET    | /api/v1/customers/Geheimnis                          | 404 | not-found
                    GET    | /api/v1/customers/aaaaaaaaaaaaaaaaaaaaaaaaaa         | 404 | not-found
                    GET    | /api/v1/customers/{id}/Geheimnis                     | 404 | not-found
                    GET    | /api/v1/customers/{id}/purchases/aaaaaaaaaaaaaaaaaaaaaaaaaa | 404 | not-found
                    GET    | /api/v1/customers/{id}/purchases/                    | 404 | not-found
                    GET    | /api/v1/customers/{id}/                              | 404 | not-found
                    GET    | //api/v1/customers/{id}                              | 404 | not-found
                    GET    | /API/v1/customers/{id}                               | 404 | not-found
                    GET    | /api/v1/customers/{id}?purpose=world-peace           | 422 | bad-field
                    GET    | /api/v1/customers/{id}?purpose=Geheim%20nis          | 400 | bad-parameter
                    GET    | /api/v1/customers/{id}?email=Geheimnis               | 400 | bad-parameter
                    GET    | /api/v1/customers/{id}?purpose=service&purpose=tax   | 400 | bad-parameter
                    GET    | /api/v1/customers/{id}/purchases?limit=1000          | 400 | bad-parameter
                    GET    | /api/v1/customers/{id}/purchases?limit=-1            | 400 | bad-parameter
                    GET    | /api/v1/customers/{id}/purchases?cursor=Geheimnis    | 422 | bad-field
                    GET    | /api/v1/may-contact?customer={id}                    | 400 | bad-parameter
                    GET    | /api/v1/may-contact?customer={id}&purpose=x&channel=email | 422 | bad-field
                    GET    | /api/v1/lists/world-peace/email                      | 404 | not-found
                    GET    | /api/v1/lists/newsletter/email?question=everything   | 400 | bad-parameter
                    GET    | /api/v1/lists/come-back-offer/email?question=quiet&days=0 | 400 | bad-parameter
                    GET    | /api/v1/lists/come-back-offer/email?question=best    | 400 | bad-parameter
                    GET    | /api/v1/lists/newsletter/email?name=Geheimnis        | 400 | bad-parameter
                    GET    | /api/v1/ledger/entries?from=x                        | 400 | bad-parameter
                    GET    | /api/v1/ledger/entries?limit=1001                    | 400 | bad-parameter
                    GET    | /api/v1/ledger/entries/999999                        | 404 | not-found
                    GET    | /api/v1/ledger/entries/007                           | 404 | not-found
                    GET    | /ledger/tile/0/x000/000                              | 404 | not-found
                    GET    | /ledger/tile/0/999                                   | 404 | not-found
                    GET    | /notice/0000                                         | 404 | not-found
                    GET    | /privacy/xx                                          | 404 | not-found
                    PUT    | /api/v1/customers                                    | 405 | method
                    DELETE | /healthz                                             | 405 | method
                    OPTIONS | /api/v1/customers                                   | 405 | method
                    HEAD   | /api/v1/export                                       | 405 | -
                    """)
    void an_address_that_is_wrong_is_refused(String method, String path, int status, String code) {
        Reply reply = api.call(method, path.replace("{id}", id)).send();

        if (code.equals("-")) {
            assertThat(reply.status()).isEqualTo(status);
        } else {
            assertProblem(reply, status, code);
        }
        assertThat(reply.header("Access-Control-Allow-Origin")).isEmpty();
        if (status == 405) {
            assertThat(reply.header("Allow")).isNotBlank();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/customers/..%2f..%2fhealthz",
        "/api/v1/%2e%2e/healthz",
        "/api/v1/customers/%00",
        "/api/v1/customers/a%2fb",
        "/api/v1/customers/;x=Geheimnis/y",
        "/ledger/tile/../../key",
        "/ledger/tile/0/%2e%2e/000",
        "/%zz",
    })
    void path_tricks_lead_nowhere(String path) throws IOException {
        String answer =
                raw(
                        "GET "
                                + path
                                + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
                                + api.token("all")
                                + "\r\nConnection: close\r\n\r\n");

        assertThat(answer)
                .matches("(?s)HTTP/1.1 40[04].*")
                .contains("application/problem+json")
                .contains("\"status\":40")
                .doesNotContain(SECRET)
                .doesNotContain("Jetty")
                .doesNotContain("Exception");
    }

    @Test
    void a_method_override_is_not_heard() {
        Reply reply =
                api.call("GET", "/api/v1/customers/" + id)
                        .header("X-HTTP-Method-Override", "DELETE")
                        .send();

        assertThat(reply.status()).isEqualTo(200);
        assertThat(api.get("/api/v1/customers/" + id).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "W/\"1\"", "\"1\",\"2\"", "\"01\"", "\"x\""})
    void an_if_match_is_one_etag_of_ours(String tag) {
        Reply reply =
                api.call("PATCH", "/api/v1/customers/" + id)
                        .json("{\"fields\":{\"note\":null}}")
                        .header("If-Match", tag)
                        .send();

        assertProblem(reply, 400, "bad-parameter");
        assertThat(reply.json().at("/errors/0/field").asString()).isEqualTo("If-Match");
    }

    @Test
    void a_stale_version_is_refused() {
        Reply reply =
                api.call("PATCH", "/api/v1/customers/" + id)
                        .json("{\"fields\":{\"note\":\"x\"}}")
                        .header("If-Match", "\"999\"")
                        .send();

        assertProblem(reply, 412, "stale");
        assertThat(reply.header("ETag")).matches("\"[0-9]+\"");
    }

    @Test
    void an_idempotency_key_is_visible_ascii() {
        String body = "{\"fields\":{\"full_name\":\"Eva\"},\"source\":\"api\"}";

        assertProblem(
                api.call("POST", "/api/v1/customers")
                        .json(body)
                        .header("Idempotency-Key", "x".repeat(256))
                        .send(),
                400,
                "bad-parameter");
        assertProblem(
                api.call("POST", "/api/v1/customers")
                        .json(body)
                        .header("Idempotency-Key", "a b")
                        .send(),
                400,
                "bad-parameter");
    }

    @ParameterizedTest
    @CsvSource({
        "custos_x",
        "Geheimnis",
        "custos_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
    })
    void a_token_that_is_not_valid_is_refused(String token) {
        Reply reply = api.call("GET", "/api/v1/customers/" + id).token(token).send();

        assertProblem(reply, 401, "bad-token");
        assertThat(reply.header("WWW-Authenticate")).contains("invalid_token");
        assertProblem(api.call("GET", "/healthz").token(token).send(), 401, "bad-token");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {}                                     | q
                    {"q":"jan","email":"jan@example.org"}  | q
                    {"q":"jan","limit":0}                  | limit
                    {"q":"jan","limit":101}                | limit
                    {"q":"jan","limit":"5"}                | limit
                    {"q":"jan","cursor":"x"}               | cursor
                    {"name":"jan"}                         | name
                    {"email":"Geheimnis"}                  | email
                    """)
    void a_search_that_is_wrong_is_refused(String body, String field) {
        Reply reply = api.post("/api/v1/customers/search", body.strip());

        assertProblem(reply, 422, "bad-field");
        assertThat(reply.json().at("/errors/0/field").asString()).isEqualTo(field);
    }

    @Test
    void an_erasure_needs_a_reason_of_the_policy() {
        Reply reply =
                api.call("DELETE", "/api/v1/customers/" + id)
                        .json("{\"reason\":\"Geheimnis\"}")
                        .send();

        assertProblem(reply, 422, "bad-field");
        assertThat(api.get("/api/v1/customers/" + id).status()).isEqualTo(200);
    }

    /// What comes back for bytes that no client library would send.
    private String raw(String request) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), api.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(UTF_8));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }
}
