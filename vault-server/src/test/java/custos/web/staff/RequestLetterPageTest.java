package custos.web.staff;

import static org.assertj.core.api.Assertions.assertThat;

import custos.access.Role;
import custos.customer.CustomerId;
import custos.event.ActType;
import custos.policy.Language;
import custos.request.Decision;
import custos.request.RefusalReason;
import custos.request.Right;
import custos.request.Step;
import custos.vault.requests.Requests;
import custos.web.Shop;
import custos.web.Visitor;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A letter about a request is printed in her language; her address stands on it once somebody
/// opened it, which her history tells.
class RequestLetterPageTest {
    @TempDir private Path dir;
    private Shop shop;
    private CustomerId jan;
    private Requests.Changed request;
    private Visitor olga;

    @BeforeEach
    void open() {
        shop = Shop.in(dir);
        jan = People.jan(shop);
        request =
                shop.vault()
                        .requests()
                        .ask(jan, Right.ERASURE, Optional.empty(), new Language("cs"));
        olga = shop.staff(Role.OFFICER);
    }

    @AfterEach
    void close() {
        assertThat(shop.vault().inspection().verify(_ -> {}).findings()).isEmpty();
        shop.close();
    }

    private String path(String letter) {
        return "/requests/" + request.id().value() + "/letters/" + letter;
    }

    private void step(Step step) {
        shop.vault()
                .requests()
                .step(request.id(), OptionalLong.empty(), step, Optional.empty(), Shop.OPERATOR);
    }

    private long reveals() {
        return shop.vault().history().of(jan, Optional.empty(), 100).entries().stream()
                .flatMap(entry -> entry.deeds().stream())
                .filter(deed -> deed.act().type() == ActType.FIELDS_REVEALED)
                .count();
    }

    @Test
    void each_letter_so_far_is_there_in_her_language() {
        String one = "/requests/" + request.id().value();
        assertThat(olga.get(one).body())
                .contains(path("request-came"))
                .doesNotContain("request-decided", "request-question");
        step(new Step.CheckIdentity());
        step(new Step.Work());
        step(new Step.AskCustomer("Kterou objednávku?"));
        step(new Step.Decide(Decision.REFUSED, List.of(RefusalReason.LEGAL_CLAIMS)));

        assertThat(olga.get(one).body())
                .contains(path("request-identity"), path("request-question"))
                .contains(path("request-decided"))
                .doesNotContain(path("request-extended"));
        assertThat(olga.get(path("request-came")).body())
                .contains("lang=\"cs\"", "22. prosince 2026")
                .doesNotContain("automaticky");
        assertThat(olga.get(path("request-question")).body()).contains("Kterou objednávku?");
        assertThat(olga.get(path("request-identity")).body()).contains("že žádáte vy");
        assertThat(olga.get(path("request-decided")).body()).contains("https://shop.example.org");
        assertThat(olga.get(path("request-extended")).status()).isEqualTo(404);
    }

    @Test
    void her_address_stands_on_it_only_once_it_was_opened_for_a_reason() {
        Visitor.Page closed = olga.get(path("request-came"));
        assertThat(closed.body()).doesNotContain("Lomnička", "id=\"to\"");
        assertThat(reveals()).isZero();

        Visitor.Page none = olga.post(path("request-came"), "reason", "curiosity");
        assertThat(none.status()).isEqualTo(422);
        assertThat(none.body()).contains("reason-error").doesNotContain("Lomnička");
        assertThat(reveals()).isZero();

        Visitor.Page opened = olga.post(path("request-came"), "reason", "legal-request");
        assertThat(opened.body()).contains("id=\"to\"", "Jan Novák", "Lomnička 939", "Kšice");
        assertThat(opened.header("Cache-Control")).isEqualTo("no-store");
        assertThat(reveals()).isEqualTo(1);
    }

    @Test
    void only_officers_print_them() {
        for (Role role : List.of(Role.STAFF, Role.AUDITOR, Role.ADMIN)) {
            assertThat(shop.staff(role).get(path("request-came")).status())
                    .as(role.word())
                    .isEqualTo(403);
        }
    }
}
