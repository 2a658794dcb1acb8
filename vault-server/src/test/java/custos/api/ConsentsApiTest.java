package custos.api;

import static org.assertj.core.api.Assertions.assertThat;

import custos.api.RunningApi.Reply;
import custos.proof.ReceiptCheck;
import custos.proof.Verdict;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(Lifecycle.PER_CLASS)
class ConsentsApiTest {
    private static final String YES =
            "{\"state\":\"given\",\"method\":\"counter\",\"language\":\"en\",\"notice\":\"current\"}";

    private RunningApi api;
    private int count;
    private String id;

    @BeforeAll
    void start(@TempDir Path dir) {
        api = RunningApi.in(dir);
    }

    @BeforeEach
    void aCustomer() {
        count++;
        id =
                api.customer(
                        """
                        {"full_name":"Eva","email":"eva%d@example.org","birth_date":"1980-01-01"}\
                        """
                                .formatted(count));
    }

    @AfterAll
    void stop() {
        api.close();
    }

    private Reply put(String purpose, String channel, String body) {
        String path = "/api/v1/customers/%s/consents/%s/%s".formatted(id, purpose, channel);
        return api.call("PUT", path).json(body).send();
    }

    private Reply mayContact() {
        return api.get("/api/v1/may-contact?customer=" + id + "&purpose=newsletter&channel=email");
    }

    @Test
    void a_yes_permits_and_a_no_forbids_at_once() {
        assertThat(mayContact().json().path("allowed").asBoolean()).isFalse();

        Reply yes = put("newsletter", "email", YES);
        assertThat(yes.status()).as(yes.toString()).isEqualTo(200);
        assertThat(yes.json().at("/states/0/state").asString()).isEqualTo("given");
        assertThat(yes.json().at("/states/0/notice").asString()).matches("[0-9a-f]{64}");
        assertThat(mayContact().json().path("allowed").asBoolean()).isTrue();

        Reply no = put("newsletter", "email", "{\"state\":\"withdrawn\",\"method\":\"email\"}");
        assertThat(no.json().at("/states/0/state").asString()).isEqualTo("withdrawn");
        assertThat(mayContact().json().path("allowed").asBoolean()).isFalse();
        assertThat(mayContact().json().path("why").asString()).isNotBlank();
    }

    @Test
    void the_history_keeps_what_was_said_and_shows_no_address() {
        put("newsletter", "email", YES.replace("}", ",\"evidence\":\"seen by Anna\"}"));
        put("newsletter", "email", "{\"state\":\"withdrawn\",\"method\":\"email\"}");

        Reply reply = api.get("/api/v1/customers/" + id + "/consents");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().path("history").size()).isEqualTo(2);
        assertThat(reply.json().at("/history/0/type").asString()).isEqualTo("consent-given");
        assertThat(reply.json().at("/history/1/type").asString()).isEqualTo("consent-withdrawn");
        assertThat(reply.text()).doesNotContain("example.org").doesNotContain("Anna");
    }

    @Test
    void an_answer_has_a_receipt_that_proves_itself() {
        long leaf = put("newsletter", "email", YES).json().path("leaf").asLong();
        String path = "/api/v1/customers/" + id + "/receipts/";

        Reply receipt = api.get(path + leaf);

        assertThat(receipt.status()).as(receipt.toString()).isEqualTo(200);
        assertThat(receipt.header("Content-Disposition"))
                .isEqualTo("attachment; filename=\"receipt-" + leaf + ".json\"");
        Verdict verdict =
                ReceiptCheck.check(
                        receipt.response().body(),
                        api.vault().ledger().key(),
                        ReceiptCheck.Words.NONE);
        assertThat(verdict).isInstanceOf(Verdict.Proven.class);
        assertThat(receipt.text()).contains("dpv:ConsentGiven", "dpv:DirectMarketing");
        assertThat(api.get(path + "0").status()).isEqualTo(404);
        assertThat(api.get(path + "x").status()).isEqualTo(404);
    }

    @Test
    void the_notice_may_be_named_by_its_digest() {
        String link = api.get("/privacy/en").header("Link");
        String hex = link.substring("</notice/".length(), "</notice/".length() + 64);

        Reply reply = put("newsletter", "email", YES.replace("current", hex));

        assertThat(reply.status()).as(reply.toString()).isEqualTo(200);
        assertThat(reply.json().at("/states/0/notice").asString()).isEqualTo(hex);
    }

    @Test
    void stopping_everything_withdraws_all_marketing() {
        put("newsletter", "email", YES);

        Reply reply = api.call("POST", "/api/v1/customers/" + id + "/stop").send();

        assertThat(reply.status()).as(reply.toString()).isEqualTo(200);
        assertThat(reply.json().path("states").size()).isPositive();
        assertThat(mayContact().json().path("allowed").asBoolean()).isFalse();
    }

    @Test
    void the_same_answer_again_changes_nothing_that_was_given() {
        put("newsletter", "email", YES);

        Reply reply = put("newsletter", "email", YES);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().path("states").size() + reply.json().path("unchanged").size())
                .isPositive();
    }

    @Test
    void a_list_has_only_those_who_agreed() {
        put("newsletter", "email", YES);

        Reply lines = api.get("/api/v1/lists/newsletter/email");
        Reply sheet =
                api.call("GET", "/api/v1/lists/newsletter/email")
                        .header("Accept", "text/csv")
                        .send();

        assertThat(lines.status()).as(lines.toString()).isEqualTo(200);
        assertThat(lines.header("Content-Type")).isEqualTo("application/x-ndjson");
        assertThat(lines.text().lines().filter(line -> line.contains(id)).toList())
                .singleElement()
                .asString()
                .contains("\"why\":\"permitted\"")
                .contains("eva" + count + "@example.org");
        assertThat(sheet.header("Content-Type")).isEqualTo("text/csv; charset=utf-8");
        assertThat(sheet.text()).startsWith("\uFEFFid,why,full_name").contains(id);
    }

    @Test
    void an_empty_list_is_still_a_list() {
        Reply sheet =
                api.call("GET", "/api/v1/lists/come-back-offer/post")
                        .header("Accept", "text/csv")
                        .send();

        assertThat(sheet.status()).as(sheet.toString()).isEqualTo(200);
        assertThat(sheet.text()).startsWith("\uFEFFid,why").hasLineCount(1);
        assertThat(
                        api.call("GET", "/api/v1/lists/newsletter/email")
                                .header("Accept", "image/png")
                                .send()
                                .status())
                .isEqualTo(406);
    }

    @Test
    void a_question_narrows_a_list_and_says_why() {
        put("birthday-greeting", "email", YES);
        String path = "/api/v1/lists/birthday-greeting/email?question=birthdays&month=1";

        Reply lines = api.get(path);
        Reply sheet = api.call("GET", path).header("Accept", "text/csv").send();
        Reply book =
                api.call("GET", path)
                        .header(
                                "Accept",
                                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
                        .send();

        assertThat(lines.status()).as(lines.toString()).isEqualTo(200);
        assertThat(lines.text().lines().filter(line -> line.contains(id)).toList())
                .singleElement()
                .asString()
                .contains("\"reason\":\"birthday\"", "\"facts\":{\"day\":\"");
        assertThat(sheet.text()).startsWith("\uFEFFid,why,reason,day,full_name").contains(id);
        assertThat(book.status()).as(book.toString()).isEqualTo(200);
        assertThat(book.text()).startsWith("PK");
        assertThat(
                        api.get("/api/v1/lists/birthday-greeting/email?question=birthdays&month=6")
                                .text())
                .doesNotContain(id);
    }

    @Test
    void a_question_is_refused_where_the_policy_gives_the_purpose_no_such_data() {
        Reply refused = api.get("/api/v1/lists/newsletter/email?question=quiet");

        assertThat(refused.status()).as(refused.toString()).isEqualTo(403);
        assertThat(refused.json().path("code").asString()).isEqualTo("not-covered");
    }

    @Test
    void a_purpose_without_a_channel_has_a_list_too() {
        Reply filtered = api.get("/api/v1/lists/insight?question=heard-from&source=neighbour");
        assertThat(filtered.status()).isEqualTo(400);
        assertThat(filtered.text()).contains("source").doesNotContain("neighbour");

        Reply reply = api.get("/api/v1/lists/insight?question=heard-from");

        assertThat(reply.status()).as(reply.toString()).isEqualTo(200);
        assertThat(api.get("/api/v1/lists/newsletter").status()).isEqualTo(422);
    }
}
