package custos.api;

import static org.assertj.core.api.Assertions.assertThat;

import custos.api.RunningApi.Reply;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(Lifecycle.PER_CLASS)
class HoldsApiTest {
    private final LocalDate nextYear = LocalDate.now(ZoneOffset.UTC).plusYears(1);
    private RunningApi api;

    @BeforeAll
    void start(@TempDir Path dir) {
        api = RunningApi.in(dir);
    }

    @AfterAll
    void stop() {
        api.close();
    }

    private String eva() {
        return "/api/v1/customers/" + api.customer("{\"full_name\":\"Eva Malá\"}");
    }

    private String complaint(String customer) {
        Reply reply =
                api.post(
                        customer + "/complaints",
                        """
                        {"fields":{"complaint":"the kettle burned my hand"},
                         "source":"counter-form"}\
                        """);
        assertThat(reply.status()).as(reply.toString()).isEqualTo(201);
        return reply.json().path("id").asString();
    }

    private String order(String which) {
        return """
        {%s,"ground":"court-proceedings","until":"%s","note":"12 C 34/2026"}\
        """
                .formatted(which, nextYear);
    }

    private Reply hold(String customer, String which) {
        return api.post(customer + "/holds", order(which));
    }

    private Reply release(String customer, String record) {
        return api.call("DELETE", customer + "/holds/" + record)
                .json("{\"reason\":\"proceedings-over\"}")
                .send();
    }

    @Test
    void a_hold_is_set_listed_outlives_an_erasure_and_is_released() {
        String eva = eva();
        String record = complaint(eva);

        Reply set = hold(eva, "\"records\":[\"" + record + "\"]");
        assertThat(set.status()).as(set.toString()).isEqualTo(201);
        assertThat(set.json().path("records").get(0).asString()).isEqualTo(record);
        assertThat(set.json().path("leaf").asLong()).isPositive();

        var held = api.get(eva + "/holds").json().path("items").get(0);
        assertThat(held.path("record").asString()).isEqualTo(record);
        assertThat(held.path("kind").asString()).isEqualTo("complaint");
        assertThat(held.path("class").asString()).isEqualTo("feedback");
        assertThat(held.path("ground").asString()).isEqualTo("court-proceedings");
        assertThat(held.path("until").asString()).isEqualTo(nextYear.toString());
        assertThat(held.path("note").asString()).isEqualTo("12 C 34/2026");
        assertThat(held.path("erased").asBoolean()).isFalse();
        assertThat(api.get("/api/v1/holds").text()).contains(record);

        Reply refused =
                api.call("DELETE", eva + "/complaints/" + record)
                        .json("{\"reason\":\"no-longer-needed\"}")
                        .send();
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().path("type").asString()).endsWith("held");

        Reply erased = api.call("DELETE", eva).send();
        assertThat(erased.status()).as(erased.toString()).isEqualTo(200);
        assertThat(erased.json().path("held").toString())
                .contains("feedback", "legal-hold:court-proceedings", nextYear.toString());
        assertThat(api.get(eva + "/complaints").status()).isEqualTo(410);
        assertThat(api.get(eva + "/holds").json().path("items").get(0).path("erased").asBoolean())
                .isTrue();
        assertThat(hold(eva, "\"class\":\"feedback\"").status()).isEqualTo(410);

        Reply released = release(eva, record);
        assertThat(released.status()).as(released.toString()).isEqualTo(200);
        assertThat(released.json().path("released").get(0).asString()).isEqualTo(record);
        assertThat(released.json().path("destroyed").get(0).asString()).isEqualTo(record);
        assertThat(released.json().path("leaf").asLong()).isPositive();
        assertThat(api.get(eva + "/holds").json().path("items").size()).isZero();
        assertThat(release(eva, record).status()).isEqualTo(404);
    }

    @Test
    void a_class_is_held_and_pages_follow_one_another() {
        String eva = eva();
        complaint(eva);
        complaint(eva);
        assertThat(hold(eva, "\"class\":\"feedback\"").json().path("records").size()).isEqualTo(2);

        Reply first = api.get(eva + "/holds?limit=1");
        assertThat(first.json().path("items").size()).isEqualTo(1);
        Reply second =
                api.get(eva + "/holds?limit=1&cursor=" + first.json().path("next").asString());
        assertThat(second.json().path("items").size()).isEqualTo(1);
        assertThat(second.json().has("next")).isFalse();
        assertThat(hold(eva, "\"class\":\"feedback\"").status()).isEqualTo(409);
    }

    @Test
    void bad_input_is_a_problem_that_names_the_field_and_the_limit() {
        String eva = eva();
        String record = complaint(eva);
        String these = "\"records\":[\"" + record + "\"]";
        bad(
                eva,
                "{%s,\"ground\":\"legal-claim\",\"until\":\"2020-01-01\"}",
                these,
                "until",
                "after");
        bad(
                eva,
                "{%s,\"ground\":\"legal-claim\",\"until\":\"soon\"}",
                these,
                "until",
                "YYYY-MM-DD");
        bad(eva, "{%s,\"ground\":\"legal-claim\"}", these, "until", "missing");
        bad(eva, order("%s").replace("court-proceedings", "because"), these, "ground", "policy");
        bad(eva, order("%s"), "\"records\":[]", "records", "1 to 500");
        bad(eva, order("%s"), "\"records\":[\"x\"]", "records", "");
        bad(eva, order("%s"), "\"class\":\"nothing\"", "class", "policy");
        bad(eva, order("%s"), "\"class\":\"feedback\"," + these, "records", "either");
        bad(eva, order("%s,\"why\":1"), these, "why", "no such member");
        assertThat(hold(eva(), these).status()).as("another's record").isEqualTo(404);
        assertThat(api.get(eva + "/holds?limit=201").status()).isEqualTo(400);
        assertThat(api.get("/api/v1/holds?cursor=x").status()).isEqualTo(400);
        assertThat(api.get(eva + "/holds").json().path("items").size()).isZero();
    }

    private void bad(String customer, String body, String which, String field, String says) {
        Reply reply = api.post(customer + "/holds", body.formatted(which));
        assertThat(reply.status()).as(reply.toString()).isEqualTo(422);
        assertThat(reply.text()).contains("\"" + field + "\"", says);
    }

    @Test
    void holds_are_for_no_lesser_token() {
        String token = api.token("erase", "customers:write");
        assertThat(api.call("GET", "/api/v1/holds").token(token).send().status()).isEqualTo(403);
        Reply refused =
                api.call("POST", eva() + "/holds")
                        .token(token)
                        .json(order("\"class\":\"contact\""))
                        .send();
        assertThat(refused.status()).isEqualTo(403);
    }
}
