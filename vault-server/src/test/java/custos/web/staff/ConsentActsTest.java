package custos.web.staff;

import static org.assertj.core.api.Assertions.assertThat;

import custos.access.Role;
import custos.customer.CustomerId;
import custos.vault.consents.ConsentSheet;
import custos.web.Shop;
import custos.web.Visitor;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a customer says about her consents at the counter or on the telephone.
class ConsentActsTest {
    @TempDir private static Path dir;
    private static Shop shop;
    private static int made;
    private CustomerId jan;
    private Visitor anna;
    private String path;

    @BeforeAll
    static void open() {
        shop = Shop.in(dir);
    }

    @AfterAll
    static void close() {
        assertThat(shop.vault().inspection().verify(_ -> {}).findings()).isEmpty();
        shop.close();
    }

    @BeforeEach
    void jan() {
        // An address that somebody stopped stays stopped for all who share it.
        var fields = People.jan();
        fields.put("email", "jan" + made++ + "@example.org");
        fields.put("phone", "+4206010009" + (10 + made));
        jan = shop.register(fields);
        anna = shop.staff(Role.STAFF);
        path = "/customers/" + jan.value();
        anna.get(path);
    }

    private ConsentSheet.Line line(String channel) {
        return shop.vault().consents().sheet(jan).lines().stream()
                .filter(line ->
                        line.purpose().value().equals("newsletter")
                                && line.channel().value().equals(channel))
                .findFirst()
                .orElseThrow();
    }

    private Visitor.Page answers(String... more) {
        var fields = new java.util.ArrayList<>(java.util.List.of("purpose", "newsletter"));
        fields.addAll(java.util.List.of(more));
        return anna.post(path + "/consents", fields.toArray(String[]::new));
    }

    @Test
    void the_question_is_there_to_be_said_in_three_languages_and_nothing_is_chosen() {
        var page = anna.get(path + "?ask=newsletter").body();

        assertThat(page)
                .contains("I would like to receive your newsletter")
                .contains("<blockquote class=\"say\" lang=\"cs\">")
                .contains("<blockquote class=\"say\" lang=\"ms\">")
                .contains("notice in force")
                .doesNotContain(" checked");
    }

    @Test
    void a_yes_cites_the_notice_in_force_in_the_language_it_was_asked_in() {
        var done =
                answers(
                        "consent.newsletter.email", "yes",
                        "consent.newsletter.sms", "no",
                        "asked_in", "cs",
                        "method", "phone",
                        "evidence", "call at noon");

        assertThat(done.location()).isEqualTo(path + "#consents");
        var czech = new custos.policy.Language("cs");
        assertThat(line("email").state()).isEqualTo("given");
        assertThat(line("email").notice()).isEqualTo(shop.vault().policies().noticeInForce(czech));
        assertThat(line("email").method()).contains("phone");
        assertThat(line("email").source()).contains("phone-call");
        assertThat(line("email").evidence()).contains("call at noon");
        assertThat(line("sms").state()).isEqualTo("refused");
        assertThat(line("post").state()).isEqualTo("unknown");
        assertThat(anna.get(path).body())
                .contains("state-given")
                .contains("call at noon")
                .contains("/notice/")
                .contains("By telephone");
    }

    @Test
    void a_yes_without_its_language_is_not_recorded_and_nothing_typed_is_lost() {
        var page =
                answers(
                        "consent.newsletter.email", "yes",
                        "method", "counter",
                        "evidence", "said so");

        assertThat(page.status()).isEqualTo(422);
        assertThat(page.body())
                .contains("in which language")
                .contains("value=\"said so\"")
                .contains("name=\"consent.newsletter.email\" value=\"yes\" checked");
        assertThat(line("email").state()).isEqualTo("unknown");
    }

    @Test
    void an_answer_needs_a_way_in_which_it_was_said() {
        assertThat(answers("consent.newsletter.email", "no").status()).isEqualTo(422);
        assertThat(answers("method", "counter").status()).isEqualTo(422);
        assertThat(answers("consent.newsletter.email", "no", "method", "portal").status())
                .isEqualTo(422);
        assertThat(line("email").state()).isEqualTo("unknown");
    }

    @Test
    void stop_everything_ends_all_marketing() {
        answers("consent.newsletter.email", "yes", "asked_in", "en", "method", "counter");

        assertThat(anna.post(path + "/stop", "method", "counter").status()).isEqualTo(303);
        assertThat(line("email").state()).isEqualTo("withdrawn");
        assertThat(anna.post(path + "/stop", "method", "").status()).isEqualTo(422);
    }

    @Test
    void a_purpose_that_is_not_asked_about_is_not_recorded() {
        assertThat(
                        anna.post(
                                        path + "/consents",
                                        "purpose",
                                        "service",
                                        "method",
                                        "counter",
                                        "consent.service.email",
                                        "no")
                                .status())
                .isEqualTo(404);
    }

    @Test
    void a_yes_to_words_that_are_no_longer_in_force_is_asked_for_again() {
        Visitor.Page late =
                answers(
                        "method",
                        "counter",
                        "asked_in",
                        "cs",
                        "notice.cs",
                        "0".repeat(64),
                        "consent.newsletter.email",
                        "yes");

        assertThat(late.status()).isEqualTo(422);
        assertThat(late.body()).contains("Another notice has come into force");
    }
}
