package custos.web.portal;

import static org.assertj.core.api.Assertions.assertThat;

import custos.customer.CustomerId;
import custos.event.Actor;
import custos.policy.Language;
import custos.request.Decision;
import custos.request.RefusalReason;
import custos.request.Right;
import custos.request.Step;
import custos.vault.requests.DataRequest;
import custos.web.Visitor;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A customer asks by right on her own page, and follows what becomes of it.
class MyRequestsPageTest {
    private static final Actor OLGA = new Actor.Staff("olga", "officer");

    @TempDir private Path folder;
    private PortalShop portal;
    private CustomerId jana;

    @BeforeEach
    void open() {
        portal = new PortalShop(folder);
        jana = portal.jana();
    }

    @AfterEach
    void close() {
        assertThat(portal.shop.vault().inspection().verify(_ -> {}).findings()).isEmpty();
        portal.close();
    }

    private List<DataRequest> requests() {
        return portal.shop.vault().requests().of(jana);
    }

    private void step(Step step) {
        portal.shop
                .vault()
                .requests()
                .step(
                        requests().getFirst().id(),
                        OptionalLong.empty(),
                        step,
                        Optional.empty(),
                        OLGA);
    }

    @ParameterizedTest
    @CsvSource({
        "en, by 22 Dec 2026, Received",
        "ms, sebelum atau pada 22 Dis 2026, Diterima",
        "cs, do 22. 12. 2026, Přijata",
    })
    void she_asks_and_sees_by_when_she_has_an_answer(String language, String due, String state) {
        Visitor visitor = portal.shop.customer().speaking(language);
        portal.letIn(visitor, "jana@example.org");
        visitor.get("/my/requests");

        assertThat(visitor.post("/my/requests", "right", "restriction", "words", "wait").location())
                .isEqualTo("/my/requests?done=1#requests");

        assertThat(visitor.get("/my/requests?done=1").body())
                .contains("<html lang=\"" + language + "\">", due, state, "wait", "id=\"done\"");
        assertThat(visitor.get("/my").body()).contains(due);
        assertThat(requests().getFirst().work().orElseThrow().language().value())
                .isEqualTo(language);
    }

    @Test
    void she_follows_it_to_the_decision_with_its_reasons() {
        Visitor visitor = portal.letIn("jana@example.org");
        visitor.get("/my/requests");
        visitor.post("/my/requests", "right", "erasure", "words", "");
        step(new Step.Acknowledge());
        step(new Step.AskCustomer("Which order do you mean?"));
        assertThat(visitor.get("/my/requests").body())
                .contains("We wait for you", "Which order do you mean?");
        step(new Step.Decide(Decision.PARTLY, List.of(RefusalReason.LEGAL_CLAIMS)));

        assertThat(visitor.get("/my/requests").body())
                .contains(
                        "22 Nov 2026: Granted in part",
                        "The data is needed to make or defend legal claims.")
                .doesNotContain("olga");
        assertThat(visitor.get("/my/history").body()).contains("Your request was decided");
    }

    @Test
    void a_form_that_is_wrong_says_why_and_keeps_her_words() {
        Visitor visitor = portal.letIn("jana@example.org");
        visitor.get("/my/requests");

        assertThat(visitor.post("/my/requests", "right", "", "words", "keep me").body())
                .contains("Choose what you ask for.", "keep me");
        assertThat(
                        visitor.post("/my/requests", "right", "access", "words", "x".repeat(2001))
                                .status())
                .isEqualTo(422);
        assertThat(requests()).isEmpty();
    }

    @Test
    void a_code_from_the_counter_shows_and_asks_nothing() {
        portal.shop
                .vault()
                .requests()
                .ask(jana, Right.ACCESS, Optional.empty(), new Language("cs"));
        Visitor visitor = portal.letInAtTheCounter(jana, "K-7");

        assertThat(visitor.get("/my/requests").body())
                .contains("link-first", "by 22 Dec 2026")
                .doesNotContain("send-request");
        assertThat(visitor.post("/my/requests", "right", "access").status()).isEqualTo(403);
        assertThat(requests()).hasSize(1);
    }

    @Test
    void who_is_not_let_in_sees_nothing() {
        Visitor stranger = portal.shop.customer();

        assertThat(stranger.get("/my/requests").body()).doesNotContain("send-request");
    }
}
