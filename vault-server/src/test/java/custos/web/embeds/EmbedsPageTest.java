package custos.web.embeds;

import static org.assertj.core.api.Assertions.assertThat;

import custos.access.Role;
import custos.event.Actor;
import custos.policy.PolicyFiles;
import custos.posting.PublicForm;
import custos.web.Shop;
import custos.web.Visitor;
import java.nio.file.Path;
import java.util.HashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What an officer pastes into the shop's website.
class EmbedsPageTest {
    @TempDir private Path dir;
    private Shop shop;
    private Visitor officer;

    @BeforeEach
    void open() {
        shop = Shop.in(dir);
        officer = shop.staff(Role.OFFICER);
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"STAFF", "AUDITOR"})
    void it_is_not_for_everybody_who_works_here(Role role) {
        Visitor other = shop.staff(role);

        assertThat(other.get("/embeds").status()).isEqualTo(403);
        assertThat(other.get("/embeds/newsletter").status()).isEqualTo(403);
        assertThat(other.post("/embeds/survey", "name", "x").status()).isEqualTo(403);
    }

    @Test
    void all_forms_are_listed_with_the_websites_that_may_use_them() {
        Visitor.Page page = officer.get("/embeds");

        for (PublicForm form : PublicForm.values()) {
            assertThat(page.body()).contains("href=\"/embeds/" + form.code() + "\"");
        }
        assertThat(page.body()).contains(Shop.SITE.text());
        assertThat(shop.staff(Role.ADMIN).get("/embeds").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "ms", "cs"})
    void each_language_has_a_frame_and_a_form_without_script_or_tick(String language) {
        String body = officer.get("/embeds/newsletter?in=" + language).body();
        String form = body.substring(body.indexOf("id=\"form-code\""));

        assertThat(body)
                .contains(
                        "&lt;iframe src=\"https://shop.example.org/site/newsletter?lang="
                                + language);
        assertThat(form)
                .contains(
                        "&lt;form action=\"https://shop.example.org/site/newsletter?lang="
                                + language)
                .doesNotContain("&lt;script", "checkbox", "style=");
    }

    @Test
    void what_a_competition_is_called_is_said_here_once() {
        assertThat(officer.get("/embeds/competition").body()).doesNotContain("frame-code");
        Visitor.Page made =
                officer.post("/embeds/competition", "name", "Léto & slunce", "in", "cs");
        assertThat(made.status()).isEqualTo(303);
        String of = made.location().substring(made.location().indexOf("&of=") + 4);

        assertThat(officer.get(made.location()).body())
                .contains("Soutěž: Léto &amp;", "lang=cs&amp;amp;of=" + of);
        assertThat(shop.customer().get("/site/competition?of=" + of).body())
                .contains("Léto &amp; slunce");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "4111 1111 1111 1111"})
    void a_name_that_is_none_is_told_at_its_box(String name) {
        Visitor.Page page = officer.post("/embeds/survey", "name", name, "in", "en");

        assertThat(page.status()).isEqualTo(422);
        assertThat(page.body()).contains("id=\"name-error\"");
    }

    @Test
    void a_name_that_is_too_long_is_refused_and_an_address_that_is_not_ours_is_none() {
        assertThat(officer.post("/embeds/survey", "name", "x".repeat(65), "in", "en").status())
                .isEqualTo(422);
        assertThat(officer.get("/embeds/survey?of=abc.def").status()).isEqualTo(404);
        assertThat(officer.post("/embeds/newsletter", "name", "x").status()).isEqualTo(404);
    }

    @Test
    void what_the_policy_lacks_is_said_and_not_offered() {
        shop.vault().policies().publish(withoutWishes(), new Actor.Operator());

        assertThat(officer.get("/embeds").body())
                .contains("does not have this point of collection")
                .doesNotContain("href=\"/embeds/wish-list\"");
        assertThat(officer.get("/embeds/wish-list").status()).isEqualTo(404);
        assertThat(shop.customer().get("/site/wish-list").status()).isEqualTo(404);
    }

    /// The shipped policy without the source of the wish list.
    private static PolicyFiles withoutWishes() {
        PolicyFiles shipped = PolicyFiles.shipped();
        var texts = new HashMap<String, String>();
        shipped.names()
                .forEach(name ->
                        texts.put(
                                name,
                                shipped.find(name)
                                        .orElseThrow()
                                        .replaceAll("(?m)^  wish-list: .*\n", "")
                                        .replace("version: 1\n", "version: 2\n")));
        return PolicyFiles.of(texts);
    }
}
