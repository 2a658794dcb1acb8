package custos.web.forms;

import static org.assertj.core.api.Assertions.assertThat;

import custos.event.Actor;
import custos.policy.FieldId;
import custos.policy.KindId;
import custos.posting.PublicForm;
import custos.web.Shop;
import custos.web.Visitor;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Each of the five forms from its page to the record.
class EachFormTest {
    private static final String EVA = "eva@example.org";
    private static final String AGREE = "agree.newsletter";

    @TempDir private Path dir;
    private Shop shop;
    private Visitor anybody;
    private Filling filling;

    @BeforeEach
    void open() {
        shop = Shop.in(dir);
        anybody = shop.customer();
        filling = new Filling(shop, anybody);
    }

    @AfterEach
    void close() {
        assertThat(shop.vault().inspection().verify(_ -> {}).findings()).isEmpty();
        shop.close();
    }

    private List<?> records(String kind) {
        var found =
                shop.vault()
                        .customers()
                        .findExact(new FieldId("email"), EVA, "staff", Optional.empty())
                        .items();
        assertThat(found).hasSize(1);
        return shop.vault()
                .records()
                .list(
                        found.getFirst().id(),
                        new KindId(kind),
                        Optional.empty(),
                        10,
                        new Actor.Customer())
                .items();
    }

    @Test
    void what_the_shop_did_not_name_is_no_form() {
        assertThat(anybody.get("/site/competition").status()).isEqualTo(404);
        assertThat(anybody.get("/site/competition?of=U3ByaW5n.AAAA").status()).isEqualTo(404);
        assertThat(anybody.get("/site/nothing").status()).isEqualTo(404);
    }

    @Test
    void a_competition_is_entered_without_a_yes() {
        filling.filled(
                filling.named(PublicForm.COMPETITION, "Spring"), "email", EVA, "entry", "A poem");
        anybody.post(filling.link());

        assertThat(records("competition-entry")).hasSize(1);
    }

    @Test
    void what_was_ticked_is_asked_again_and_given_only_by_whoever_has_the_mailbox() {
        String path = filling.named(PublicForm.COMPETITION, "Spring");
        filling.filled(path, "email", EVA, "entry", "A poem", "agree.newsletter", "yes");
        String link = filling.link();
        assertThat(anybody.get(link).body())
                .contains("name=\"agree.newsletter\"")
                .doesNotContain("checked");
        assertThat(anybody.post(link).has("id=\"given\"")).isFalse();

        filling.filled(path, "email", EVA, "entry", "Another", "agree.newsletter", "yes");
        assertThat(anybody.post(filling.link(), "agree.newsletter", "yes").has("id=\"given\""))
                .isTrue();
        assertThat(records("competition-entry")).hasSize(2);
    }

    @Test
    void a_newsletter_is_agreed_to_by_its_one_button() {
        filling.filled("/site/newsletter?lang=en", "email", EVA, "agree.newsletter", "yes");
        assertThat(anybody.get(filling.link()).body()).doesNotContain("checkbox");

        assertThat(anybody.post(filling.link()).has("id=\"given\"")).isTrue();
    }

    @Test
    void a_warranty_is_registered() {
        filling.filled(
                "/site/warranty?lang=en",
                "email",
                EVA,
                "product",
                "Kettle",
                "bought_on",
                "2026-11-01");
        assertThat(anybody.get(filling.link()).has("Kettle")).isTrue();
        anybody.post(filling.link());

        assertThat(records("warranty")).hasSize(1);
    }

    @Test
    void a_wish_is_rated() {
        String path = filling.named(PublicForm.WISH_LIST, "Blue kettle");
        assertThat(anybody.get(path).body()).contains("<option value=\"5\"").doesNotContain("6<");
        filling.filled(path, "email", EVA, "favourite", "true", "rating", "5");
        anybody.post(filling.link());

        assertThat(records("wish")).hasSize(1);
    }

    @Test
    void a_survey_without_an_address_is_nobodys_and_counts_once() {
        String path = filling.named(PublicForm.SURVEY, "Spring 2027");
        for (int i = 0; i < 5; i++) {
            List<String> hidden = filling.opened(path);
            assertThat(filling.send(path, hidden, "score", "9").location())
                    .isEqualTo("/site/sent/survey?lang=en&nobody=1");
            filling.send(path, hidden, "score", "9");
        }
        var results = shop.vault().counter().answers().results();

        assertThat(results).hasSize(1);
        assertThat(results.getFirst().survey()).isEqualTo("Spring 2027");
        assertThat(results.getFirst().sums().orElseThrow().count()).isEqualTo(5);
        assertThat(filling.letters()).isEmpty();
    }

    @Test
    void a_survey_with_an_address_is_hers_once_confirmed() {
        filling.filled(filling.named(PublicForm.SURVEY, "Spring 2027"), "email", EVA, "score", "9");
        assertThat(shop.vault().counter().answers().results()).isEmpty();
        anybody.post(filling.link());

        assertThat(records("survey-answer")).hasSize(1);
    }

    @Test
    void a_survey_with_a_tick_needs_the_address() {
        Visitor.Page answer =
                filling.filled(
                        filling.named(PublicForm.SURVEY, "Spring"), "score", "9", AGREE, "yes");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.has("id=\"email-error\"")).isTrue();
    }

    @Test
    void a_survey_without_an_answer_is_none() {
        assertThat(filling.filled(filling.named(PublicForm.SURVEY, "Spring")).status())
                .isEqualTo(422);
    }

    @Test
    void a_card_number_is_refused_in_every_box() {
        Visitor.Page answer =
                filling.filled(
                        filling.named(PublicForm.COMPETITION, "Spring"),
                        "email",
                        EVA,
                        "entry",
                        "my card 4111 1111 1111 1111");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.has("id=\"entry-error\"")).isTrue();
        assertThat(filling.letters()).isEmpty();
    }
}
