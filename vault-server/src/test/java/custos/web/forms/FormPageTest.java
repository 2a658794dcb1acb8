package custos.web.forms;

import static org.assertj.core.api.Assertions.assertThat;

import custos.customer.CustomerId;
import custos.posting.PublicForm;
import custos.vault.letters.Matter;
import custos.web.Shop;
import custos.web.Visitor;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What anybody can send from anywhere, and what becomes of it.
class FormPageTest {
    private static final String NEWSLETTER = "/site/newsletter?lang=cs";
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
        shop.close();
    }

    @Test
    void a_newsletter_is_subscribed_by_the_letters_link_and_not_before() {
        Visitor.Page sent =
                filling.filled(NEWSLETTER, "email", EVA, "full_name", "Eva", AGREE, "yes");
        assertThat(sent.status()).isEqualTo(303);
        assertThat(sent.location()).isEqualTo("/site/sent/newsletter?lang=cs");
        assertThat(anybody.get(sent.location()).has("do pošty")).isTrue();
        assertThat(filling.letters()).hasSize(1);

        Visitor.Page look = anybody.get(filling.link() + "?lang=cs");
        assertThat(look.has(EVA)).isTrue();
        assertThat(look.has("Je to od vás?")).isTrue();
        assertThat(anybody.get(filling.link()).status()).isEqualTo(200);

        String link = filling.link();
        assertThat(anybody.post(link + "?lang=cs").has("id=\"given\"")).isTrue();
        assertThat(filling.letters().getLast().matter()).isInstanceOf(Matter.Subscribed.class);
        assertThat(anybody.post(link).has("Confirmed already")).isTrue();
    }

    @Test
    void nothing_is_ticked_and_no_cookie_is_set() {
        for (PublicForm form : PublicForm.values()) {
            Visitor.Page page = anybody.get(filling.named(form, "Spring"));
            assertThat(page.status()).as(form.code()).isEqualTo(200);
            assertThat(page.has("name=\"agree.newsletter\" value=\"yes\"")).isTrue();
            assertThat(page.has("checked")).isFalse();
            assertThat(page.headers().allValues("Set-Cookie")).isEmpty();
        }
    }

    @Test
    void the_shops_own_websites_alone_may_show_it_in_a_frame() {
        Visitor.Page page = anybody.get(NEWSLETTER);

        assertThat(page.header("Content-Security-Policy"))
                .contains("default-src 'none'")
                .endsWith("frame-ancestors " + Shop.SITE.text());
        assertThat(page.header("Cache-Control")).isEqualTo("no-store");
        assertThat(page.header("Referrer-Policy")).isEqualTo("same-origin");
        assertThat(anybody.get("/my").header("Content-Security-Policy"))
                .endsWith("frame-ancestors 'none'");
        assertThat(anybody.get("/site/posted/x").header("Content-Security-Policy"))
                .endsWith("frame-ancestors 'none'");
    }

    private Visitor.Page from(String origin, String body) {
        return anybody.send(
                anybody.request(NEWSLETTER)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Origin", origin)
                        .header("Sec-Fetch-Site", "cross-site")
                        .POST(BodyPublishers.ofString(body)));
    }

    @Test
    void what_comes_from_the_shops_page_is_shown_to_be_checked_with_nothing_ticked() {
        Visitor.Page page = from(Shop.SITE.text(), "email=eva%40example.org&agree.newsletter=yes");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.has("id=\"check\"")).isTrue();
        assertThat(page.has("value=\"eva@example.org\"")).isTrue();
        assertThat(page.has("checked")).isFalse();
        assertThat(filling.letters()).isEmpty();

        shop.clock().advance(Duration.ofSeconds(5));
        assertThat(
                        filling.send(NEWSLETTER, Filling.hidden(page), "email", EVA, AGREE, "yes")
                                .status())
                .isEqualTo(303);
        assertThat(filling.letters()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example.org",
                "http://www.example.org",
                "https://www.example.org:8443",
                "https://www.example.org.evil.example",
                "null"
            })
    void any_other_origin_is_refused(String origin) {
        assertThat(from(origin, "email=eva%40example.org").status()).isEqualTo(403);
    }

    @Test
    void a_filled_trap_gets_the_same_answer_and_no_letter() {
        Visitor.Page sent = filling.filled(NEWSLETTER, "email", EVA, AGREE, "yes", "homepage", "x");

        assertThat(sent.location()).isEqualTo("/site/sent/newsletter?lang=cs");
        assertThat(filling.letters()).isEmpty();
    }

    @Test
    void too_fast_or_too_old_is_asked_again_with_all_that_was_typed() {
        List<String> hidden = Filling.hidden(anybody.get(NEWSLETTER));
        Visitor.Page fast = filling.send(NEWSLETTER, hidden, "email", EVA, AGREE, "yes");
        assertThat(fast.status()).isEqualTo(422);
        assertThat(fast.has("value=\"eva@example.org\"")).isTrue();
        assertThat(fast.has("checked")).isTrue();

        shop.clock().advance(Duration.ofHours(13));
        assertThat(filling.send(NEWSLETTER, hidden, "email", EVA, AGREE, "yes").status())
                .isEqualTo(422);
        assertThat(filling.letters()).isEmpty();
    }

    @Test
    void a_tick_under_other_words_does_not_stay() {
        List<String> hidden = new ArrayList<>(filling.opened(NEWSLETTER));
        hidden.set(hidden.indexOf("notice") + 1, "0".repeat(64));
        Visitor.Page again = filling.send(NEWSLETTER, hidden, "email", EVA, AGREE, "yes");

        assertThat(again.status()).isEqualTo(422);
        assertThat(again.has("checked")).isFalse();
        assertThat(filling.letters()).isEmpty();
    }

    @Test
    void the_answer_is_the_same_for_every_address() {
        CustomerId known = shop.register(Map.of("full_name", "Jan", "email", "jan@example.org"));
        shop.vault()
                .erasure()
                .erase(
                        shop.register(Map.of("full_name", "X", "email", "gone@example.org")),
                        "erasure-request",
                        true,
                        Shop.OPERATOR);
        assertThat(known).isNotNull();
        var answers =
                List.of("jan@example.org", "gone@example.org", "new@example.org").stream()
                        .map(email -> filling.filled(NEWSLETTER, "email", email, AGREE, "yes"))
                        .toList();

        assertThat(answers)
                .allSatisfy(answer -> {
                    assertThat(answer.status()).isEqualTo(303);
                    assertThat(answer.location()).isEqualTo("/site/sent/newsletter?lang=cs");
                });
        assertThat(filling.letters()).hasSize(3);
    }

    @Test
    void an_address_gets_no_more_letters_than_a_few_and_the_answer_does_not_tell() {
        for (int i = 0; i < 6; i++) {
            assertThat(filling.filled(NEWSLETTER, "email", EVA, AGREE, "yes").status())
                    .isEqualTo(303);
        }
        assertThat(filling.letters()).hasSizeBetween(3, 4);
    }

    @Test
    void a_form_sent_twice_is_one() {
        List<String> hidden = filling.opened(NEWSLETTER);
        filling.send(NEWSLETTER, hidden, "email", EVA, AGREE, "yes");
        assertThat(filling.send(NEWSLETTER, hidden, "email", EVA, AGREE, "yes").status())
                .isEqualTo(303);

        assertThat(filling.letters()).hasSize(1);
    }

    @Test
    void a_network_that_sends_too_many_waits_and_loses_nothing() {
        List<String> hidden = filling.opened(NEWSLETTER);
        Visitor.Page last = anybody.get(NEWSLETTER);
        for (int i = 0; i < 25 && last.status() != 429; i++) {
            last =
                    filling.send(
                            NEWSLETTER, hidden, "email", "e" + i + "@example.org", AGREE, "yes");
        }
        assertThat(last.status()).isEqualTo(429);
        assertThat(last.header("Retry-After")).isNotEmpty();
        assertThat(last.has("@example.org\"")).isTrue();
    }

    @Test
    void a_form_that_is_too_large_is_refused() {
        assertThat(filling.filled(NEWSLETTER, "email", EVA, "x", "y".repeat(17_000)).status())
                .isEqualTo(413);
    }

    @Test
    void what_is_missing_is_told_at_the_top_and_at_its_box() {
        Visitor.Page answer = filling.filled("/site/warranty?lang=en", "email", "eva@");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body())
                .contains("id=\"mistakes\"", "id=\"email-error\"", "id=\"product-error\"")
                .contains("value=\"eva@\"");
    }

    @Test
    void a_day_of_before_1970_is_told_at_its_box_before_any_letter_goes() {
        Visitor.Page answer =
                filling.filled(
                        "/site/warranty?lang=en",
                        "email",
                        EVA,
                        "product",
                        "Kettle",
                        "bought_on",
                        "1969-12-31");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body())
                .contains("id=\"bought_on-error\"", "1970 or later", "value=\"1969-12-31\"");
        assertThat(filling.letters()).isEmpty();
    }

    @Test
    void a_newsletter_without_a_tick_says_so() {
        assertThat(filling.filled(NEWSLETTER, "email", EVA).has("id=\"agree.newsletter-error\""))
                .isTrue();
    }

    @Test
    void a_strange_link_tells_nothing() {
        assertThat(anybody.get("/site/posted/abc").status()).isEqualTo(404);
        assertThat(anybody.post("/site/posted/abc").status()).isEqualTo(404);
    }
}
