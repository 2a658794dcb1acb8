package custos.api;

import static org.assertj.core.api.Assertions.assertThat;

import custos.api.RunningApi.Reply;
import custos.customer.CustomerId;
import custos.event.Actor;
import custos.web.site.AgreeingCustomer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/// What the shop's own server asks when a customer logs in there.
@TestInstance(Lifecycle.PER_CLASS)
class SiteVisitsApiTest {
    private RunningApi api;
    private AgreeingCustomer eva;
    private String customer;

    @BeforeAll
    void start(@TempDir Path dir) {
        api = RunningApi.in(dir);
    }

    @BeforeEach
    void aCustomer() {
        String id = api.customer("{\"full_name\":\"Eva\"}");
        eva = new AgreeingCustomer(api.vault(), new CustomerId(id));
        customer = "/api/v1/customers/" + id;
    }

    @AfterAll
    void stop() {
        api.close();
    }

    private Reply asks(String json) {
        return api.call("POST", customer + "/visit-pass")
                .token(api.token("visits:write"))
                .json(json)
                .send();
    }

    private boolean logInIsNoted() {
        Reply reply = api.get(customer + "?purpose=service");
        return reply.json().path("fields").has("last_login_on");
    }

    @Test
    void who_did_not_agree_gets_no_pass_and_the_reason_is_told() {
        Reply reply = asks("{}");

        assertThat(reply.status()).as(reply.toString()).isEqualTo(200);
        assertThat(reply.text()).isEqualTo("{\"permitted\":false,\"why\":\"not-given\"}");
        assertThat(logInIsNoted()).isFalse();
    }

    @Test
    void who_agreed_gets_a_pass_and_no_body_is_needed() {
        eva.says(true);

        Reply reply =
                api.call("POST", customer + "/visit-pass").token(api.token("visits:write")).send();

        assertThat(reply.status()).as(reply.toString()).isEqualTo(200);
        assertThat(reply.json().path("permitted").asBoolean()).isTrue();
        assertThat(reply.json().path("pass").asString()).hasSize(68);
        assertThat(reply.json().path("until").asString()).endsWith("Z");
        assertThat(logInIsNoted()).isFalse();
    }

    @Test
    void a_log_in_is_noted_only_where_visits_are() {
        assertThat(asks("{\"logIn\":true}").json().path("permitted").asBoolean()).isFalse();
        assertThat(logInIsNoted()).isFalse();

        eva.says(true);
        assertThat(asks("{\"logIn\":true,\"gpc\":true}").json().path("permitted").asBoolean())
                .isFalse();
        assertThat(logInIsNoted()).isFalse();

        eva.says(true);
        assertThat(asks("{\"logIn\":true}").json().path("permitted").asBoolean()).isTrue();
        assertThat(logInIsNoted()).isTrue();
    }

    @Test
    void the_privacy_signal_that_the_shop_saw_is_her_no() {
        eva.says(true);

        Reply reply = asks("{\"gpc\":true}");

        assertThat(reply.text()).isEqualTo("{\"permitted\":false,\"why\":\"gpc\"}");
        assertThat(api.vault().consents().history(eva.id()).history().getLast().part().method())
                .contains("gpc");
    }

    @Test
    void the_scope_reads_nothing_and_others_get_no_pass() {
        String token = api.token("visits:write");
        assertThat(api.call("GET", customer).token(token).send().status()).isEqualTo(403);
        assertThat(api.call("GET", customer + "/visits").token(token).send().status())
                .isEqualTo(403);

        Reply refused =
                api.call("POST", customer + "/visit-pass")
                        .token(api.token("customers:write", "consents:write"))
                        .send();
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.text()).contains("report visits needs the scope visits:write");
    }

    @Test
    void visits_are_opened_for_their_own_purpose_and_masked_to_others() {
        eva.says(true).looksAt("https://www.example.org/tea");
        String readers = api.token("customers:read", "read:service");
        String analysts = api.token("customers:read", "read:site-analytics");

        String masked = api.call("GET", customer + "/visits").token(readers).send().text();
        String open = api.call("GET", customer + "/visits").token(analysts).send().text();

        assertThat(masked).contains("\"masked\":true").doesNotContain("example.org");
        assertThat(open).contains("\"page\":\"https://www.example.org/tea\"");
    }

    @Test
    void what_it_does_not_know_is_refused_by_name() {
        assertThat(asks("{\"login\":true}").text()).contains("login", "no such member");
        assertThat(asks("{\"logIn\":\"yes\"}").text()).contains("logIn", "true or false");
        assertThat(asks("{\"gpc\":1}").text()).contains("gpc", "true or false");
    }

    @Test
    void who_was_erased_or_never_was_is_told_apart() {
        api.vault().erasure().erase(eva.id(), "erasure-request", false, new Actor.Operator());

        assertThat(asks("{}").status()).isEqualTo(410);
        customer = "/api/v1/customers/" + "a".repeat(26);
        assertThat(asks("{}").status()).isEqualTo(404);
    }
}
