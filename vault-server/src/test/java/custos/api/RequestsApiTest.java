package custos.api;

import static org.assertj.core.api.Assertions.assertThat;

import custos.api.RunningApi.Reply;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/// A program enters requests for customers, follows their clocks and moves them to their end.
@TestInstance(Lifecycle.PER_CLASS)
class RequestsApiTest {
    private RunningApi api;
    private String token;

    @BeforeAll
    void start(@TempDir Path dir) {
        api = RunningApi.in(dir);
        token = api.token("requests");
    }

    @AfterAll
    void stop() {
        api.close();
    }

    private String eva() {
        return "/api/v1/customers/"
                + api.customer("{\"full_name\":\"Eva Malá\",\"email\":\"eva@example.org\"}");
    }

    private Reply get(String path) {
        return api.call("GET", path).token(token).send();
    }

    private Reply post(String path, String json) {
        return api.call("POST", path).token(token).json(json).send();
    }

    private Reply enter(String customer, String more) {
        return post(
                customer + "/requests",
                "{\"source\":\"counter-form\",\"language\":\"cs\"," + more + "}");
    }

    /// The path of a request that is entered.
    private String entered(String customer, String right) {
        Reply reply = enter(customer, "\"right\":\"" + right + "\",\"words\":\"since May\"");
        assertThat(reply.status()).as(reply.toString()).isEqualTo(201);
        return "/api/v1/requests/" + reply.json().path("id").asString();
    }

    private Reply step(String request, String json) {
        return api.call("POST", request + "/steps")
                .token(token)
                .header("If-Match", get(request).header("ETag"))
                .json(json)
                .send();
    }

    private static String problem(Reply reply) {
        String type = reply.json().path("type").asString();
        return type.substring(type.lastIndexOf('-') + 1);
    }

    @Test
    void a_request_is_entered_listed_with_its_clocks_and_read() {
        String eva = eva();
        String request = entered(eva, "access");

        var listed = get(eva + "/requests").json().path("items").get(0);
        assertThat(listed.path("right").asString()).isEqualTo("access");
        assertThat(listed.path("state").asString()).isEqualTo("received");
        assertThat(listed.path("regime").asString()).isEqualTo("gdpr-cz");
        assertThat(listed.path("due").asString()).isGreaterThan(listed.path("received").asString());
        assertThat(listed.path("overdue").asBoolean()).isFalse();
        assertThat(listed.path("running_days").asLong()).isZero();
        assertThat(listed.path("paused_days").asLong()).isZero();
        assertThat(listed.path("next").toString()).contains("acknowledged", "decided");
        assertThat(listed.has("words")).isFalse();
        assertThat(get("/api/v1/requests?limit=200").text()).contains(listed.path("id").asString());

        var read = get(request).json();
        assertThat(read.path("words").asString()).isEqualTo("since May");
        assertThat(read.path("language").asString()).isEqualTo("cs");
        assertThat(read.path("steps").get(0).path("role").asString()).isEqualTo("integration");
    }

    @Test
    void it_goes_from_its_receipt_to_its_end() {
        String request = entered(eva(), "erasure");
        assertThat(step(request, "{\"to\":\"acknowledged\"}").json().path("letter").asBoolean())
                .isTrue();
        assertThat(step(request, "{\"to\":\"extended\",\"delay\":\"complexity\"}").status())
                .isEqualTo(200);
        assertThat(
                        step(request, "{\"to\":\"waiting-for-customer\",\"question\":\"Which?\"}")
                                .json()
                                .path("state")
                                .asString())
                .isEqualTo("waiting-for-customer");
        assertThat(get(request).json().path("question").asString()).isEqualTo("Which?");
        Reply decided =
                step(
                        request,
                        """
                        {"to":"decided","decision":"partly","reasons":["legal-claims"],
                         "note":"a suit"}\
                        """);
        assertThat(decided.status()).as(decided.toString()).isEqualTo(200);
        var read = get(request).json();
        assertThat(read.path("decision").asString()).isEqualTo("partly");
        assertThat(read.path("reasons").get(0).asString()).isEqualTo("legal-claims");
        assertThat(read.path("extended").asString()).isNotEmpty();
        assertThat(read.path("notes").get(0).path("text").asString()).isEqualTo("a suit");
        step(request, "{\"to\":\"delivered\"}");
        step(request, "{\"to\":\"closed\"}");
        assertThat(get("/api/v1/requests?state=closed").text())
                .contains(read.path("id").asString());
        assertThat(get("/api/v1/requests?limit=200").text())
                .doesNotContain(read.path("id").asString());
    }

    @Test
    void pages_follow_one_another() {
        String eva = eva();
        entered(eva, "access");
        entered(eva, "portability");

        var first = get("/api/v1/requests?limit=1").json();
        String next = first.path("next").asString();
        assertThat(next).isEqualTo(first.path("items").get(0).path("id").asString());
        assertThat(get("/api/v1/requests?limit=200&cursor=" + next).text()).doesNotContain(next);
        assertThat(get("/api/v1/requests?state=some").status()).isEqualTo(400);
    }

    @Test
    void what_does_not_follow_is_refused_and_says_why() {
        String eva = eva();
        String request = entered(eva, "access");

        assertThat(problem(step(request, "{\"to\":\"closed\"}"))).endsWith("state");
        assertThat(step(request, "{\"to\":\"received\"}").status()).isEqualTo(422);
        assertThat(step(request, "{\"to\":\"waiting-for-customer\"}").status()).isEqualTo(422);
        Reply bare = step(request, "{\"to\":\"decided\",\"decision\":\"refused\"}");
        assertThat(bare.status()).isEqualTo(422);
        assertThat(bare.text()).contains("reasons");
        assertThat(post(request + "/steps", "{\"to\":\"acknowledged\"}").status()).isEqualTo(428);
        Reply stale =
                api.call("POST", request + "/notes")
                        .token(token)
                        .header("If-Match", "\"99\"")
                        .json("{\"text\":\"late\"}")
                        .send();
        assertThat(stale.status()).isEqualTo(412);
        assertThat(enter(eva, "\"right\":\"everything\"").text()).contains("right");
        assertThat(enter(eva, "\"right\":\"access\",\"regime\":\"lgpd\"").text())
                .contains("regime");
        assertThat(enter(eva, "\"right\":\"access\",\"received\":\"2019-01-01\"").text())
                .contains("received");
        assertThat(get("/api/v1/requests/" + "a".repeat(26)).status()).isEqualTo(404);
    }

    @Test
    void another_scope_does_not_reach_them() {
        String eva = eva();
        for (String scope : new String[] {"customers:write", "erase", "ledger:read"}) {
            Reply reply = api.call("GET", eva + "/requests").token(api.token(scope)).send();
            assertThat(reply.status()).as(scope).isEqualTo(403);
            assertThat(reply.text()).contains("requests");
        }
    }

    @Test
    void a_key_that_nothing_remembers_is_refused_and_nothing_is_entered() {
        String eva = eva();
        Reply reply =
                api.call("POST", eva + "/requests")
                        .token(token)
                        .header("Idempotency-Key", "r-1")
                        .json(
                                "{\"source\":\"counter-form\",\"language\":\"cs\","
                                        + "\"right\":\"access\"}")
                        .send();

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.text()).contains("Idempotency-Key");
        assertThat(get(eva + "/requests").json().path("items").size()).isZero();
    }
}
