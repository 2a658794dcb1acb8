package custos.api;

import static org.assertj.core.api.Assertions.assertThat;

import custos.api.RunningApi.Reply;
import custos.vault.merges.DuplicateRuns;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Duplicates by the API: found, put side by side, joined, two again, told apart.
class MergesApiTest {
    private static final String ALL = "/api/v1/duplicates";

    @TempDir private Path dir;
    private RunningApi api;
    private String jan;
    private String twin;

    @BeforeEach
    void start() {
        api = RunningApi.in(dir);
        jan = customer("Jan Novák", "jan@example.org");
        twin = customer("Jan Novak", "novak@example.com");
    }

    @AfterEach
    void stop() {
        api.close();
    }

    private String customer(String name, String mail) {
        return api.customer(
                """
                {"full_name":"%s","email":"%s","birth_date":"1980-05-17"}\
                """
                        .formatted(name, mail));
    }

    private static String one(String id) {
        return "/api/v1/customers/" + id;
    }

    private JsonNode searched() {
        Reply begun = api.post(ALL, "");
        assertThat(begun.status()).as(begun.toString()).isEqualTo(202);
        while (api.vault().runs().duplicates().state() instanceof DuplicateRuns.State.Running) {
            LockSupport.parkNanos(1_000_000);
        }
        return api.get(ALL).json();
    }

    private Reply merge(String version, String more) {
        return api.call("POST", one(jan) + "/merges")
                .header("If-Match", version)
                .json("{\"other\":\"" + twin + "\"" + more + "}")
                .send();
    }

    @Test
    void pairs_are_found_masked_and_a_page_at_a_time() {
        assertThat(api.get(ALL).json().path("state").asString()).isEqualTo("never");
        customer("Jan Nowák", "third@example.org");
        JsonNode found = searched();
        assertThat(found.path("state").asString()).isEqualTo("done");
        assertThat(found.path("found").asInt()).isEqualTo(3);
        assertThat(found.path("items").get(0).path("agreeing").toString())
                .contains("birth_date", "full_name");
        assertThat(found.path("items").toString())
                .contains(jan, twin, "j•••@example.org")
                .doesNotContain("jan@example.org", "1980");

        JsonNode first = api.get(ALL + "?limit=2").json();
        assertThat(first.path("items").size()).isEqualTo(2);
        String next = first.path("next").asString();
        JsonNode last = api.get(ALL + "?limit=2&cursor=" + next).json();
        assertThat(last.path("items").size()).isEqualTo(1);
        assertThat(last.has("next")).isFalse();
        assertThat(api.get(ALL + "?cursor=1.2").status()).isEqualTo(400);
        assertThat(api.get(ALL + "?limit=101").status()).isEqualTo(400);
    }

    @Test
    void two_are_put_side_by_side_joined_and_two_again() {
        Reply preview =
                api.post(
                        one(jan) + "/merges/preview",
                        "{\"other\":\"" + twin + "\",\"take\":{\"email\":\"goes\"}}");
        assertThat(preview.status()).as(preview.toString()).isEqualTo(200);
        assertThat(preview.text()).contains("jan@example.org", "novak@example.com", "•");
        assertThat(preview.text()).as("covered").doesNotContain("1980-05-17");
        assertThat(preview.json().path("doubtful").asBoolean()).isFalse();
        String seen = preview.header("ETag");

        Reply done =
                merge(
                        seen,
                        ",\"otherVersion\":%d,\"take\":{\"email\":\"goes\"}"
                                .formatted(preview.json().path("goesVersion").asLong()));
        assertThat(done.status()).as(done.toString()).isEqualTo(200);
        assertThat(api.get(one(jan) + "?purpose=service").text()).contains("novak@example.com");
        assertThat(api.get(one(twin)).status()).isEqualTo(410);
        assertThat(merge("*", "").status()).as("joined once").isEqualTo(410);

        String merge = done.json().path("merge").asString();
        assertThat(api.get(one(jan) + "/merges").text()).contains(merge, twin);
        Reply undone = api.call("DELETE", one(jan) + "/merges/" + merge).send();
        assertThat(undone.status()).as(undone.toString()).isEqualTo(200);
        assertThat(undone.json().path("back").asString()).isEqualTo(twin);
        assertThat(api.get(one(twin)).status()).isEqualTo(200);
        assertThat(api.call("DELETE", one(jan) + "/merges/" + merge).send().status())
                .isEqualTo(404);
    }

    @Test
    void what_nobody_saw_or_what_makes_no_sense_is_refused() {
        assertThat(merge("\"99\"", "").status()).isEqualTo(412);
        assertThat(api.post(one(jan) + "/merges", "{\"other\":\"" + twin + "\"}").status())
                .isEqualTo(428);
        assertThat(merge("*", ",\"otherVersion\":99").status()).isEqualTo(412);
        assertThat(merge("*", ",\"take\":{\"email\":\"both\"}").text()).contains("take.email");
        assertThat(merge("*", ",\"take\":{\"phone\":\"goes\"}").status()).isEqualTo(422);
        assertThat(merge("*", ",\"more\":1").status()).isEqualTo(422);
        assertThat(api.call("PUT", one(jan) + "/not-the-same/" + jan).send().status())
                .isEqualTo(422);
    }

    @Test
    void who_is_not_the_same_is_not_found_again_until_that_is_taken_back() {
        assertThat(searched().path("items").size()).isEqualTo(1);
        String apart = one(twin) + "/not-the-same/" + jan;
        Reply said = api.call("PUT", apart).send();
        assertThat(said.status()).as(said.toString()).isEqualTo(200);
        assertThat(said.json().path("notTheSame").asBoolean()).isTrue();
        assertThat(api.get(ALL).json().path("items").size()).isZero();
        assertThat(searched().path("found").asInt()).isZero();

        assertThat(api.call("DELETE", apart).send().status()).isEqualTo(200);
        assertThat(searched().path("items").size()).isEqualTo(1);
    }

    @Test
    void it_takes_the_scope_of_everything() {
        String token = api.token("customers:write", "read:service", "consents:write");
        assertThat(api.call("GET", ALL).token(token).send().status()).isEqualTo(403);
        assertThat(api.call("POST", ALL).token(token).send().status()).isEqualTo(403);
        assertThat(api.call("GET", one(jan) + "/merges").token(token).send().status())
                .isEqualTo(403);
        assertThat(api.call("PUT", one(jan) + "/not-the-same/" + twin).token(token).send().status())
                .isEqualTo(403);
    }
}
