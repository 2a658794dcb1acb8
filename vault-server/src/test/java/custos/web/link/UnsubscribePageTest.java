package custos.web.link;

import static org.assertj.core.api.Assertions.assertThat;

import custos.web.Shop;
import custos.web.Visitor;
import custos.web.Visitor.Page;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnsubscribePageTest {
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String ONE_CLICK = "List-Unsubscribe=One-Click";
    private static final Pattern NOTICE = Pattern.compile("name=\"notice\" value=\"([^\"]+)\"");

    @TempDir Path dir;
    private Shop shop;
    private Reader eva;
    private String path;

    @BeforeEach
    void open() {
        shop = Shop.in(dir);
        eva = new Reader(shop);
        eva.says(Reader.NEWSLETTER, "portal", true);
        eva.says(Reader.BIRTHDAY, "portal", true);
        path = "/u/" + eva.newsletterLink();
    }

    @AfterEach
    void close() {
        assertThat(shop.vault().inspection().verify(_ -> {}).findings()).isEmpty();
        shop.close();
    }

    private Visitor visitor() {
        return shop.customer();
    }

    /// As a mail provider sends it: no cookie, no origin, no language, no browser.
    private Page oneClick(String contentType, String body) {
        var provider = new Visitor(visitor().base());
        return provider.rawPost(path, contentType, body);
    }

    @Test
    void looking_shows_a_button_and_changes_nothing_however_often_scanners_look() {
        long size = eva.ledgerSize();
        for (int i = 0; i < 3; i++) {
            Page page = visitor().get(path);
            assertThat(page.status()).isEqualTo(200);
            assertThat(page.body())
                    .contains("Unsubscribe: Newsletter", "List-Unsubscribe", "Birthday greeting")
                    .doesNotContain("Hidden", "eva", "example.org\"");
            assertThat(page.header("Set-Cookie")).isEmpty();
        }
        visitor().send(visitor().request(path).method("HEAD", BodyPublishers.noBody()));
        visitor().send(visitor().request(path).method("OPTIONS", BodyPublishers.noBody()));

        assertThat(eva.ledgerSize()).isEqualTo(size);
        assertThat(eva.gets(Reader.NEWSLETTER)).isTrue();
    }

    @Test
    void one_click_of_a_mail_provider_unsubscribes_at_once() {
        Page page = oneClick(FORM, ONE_CLICK);

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).contains("It is done").doesNotContain("id=\"unsubscribe\"");
        assertThat(page.header("Set-Cookie")).isEmpty();
        assertThat(eva.gets(Reader.NEWSLETTER)).isFalse();
        assertThat(eva.gets(Reader.BIRTHDAY)).isTrue();
    }

    @Test
    void one_click_comes_also_as_multipart() {
        String body =
                String.join(
                        "\r\n",
                        "--XYZ",
                        "Content-Disposition: form-data; name=\"List-Unsubscribe\"",
                        "",
                        "One-Click",
                        "--XYZ--",
                        "");
        Page page = oneClick("multipart/form-data; boundary=XYZ", body);

        assertThat(page.status()).isEqualTo(200);
        assertThat(eva.gets(Reader.NEWSLETTER)).isFalse();
    }

    @Test
    void one_click_twice_is_no_failure() {
        oneClick(FORM, ONE_CLICK);
        long size = eva.ledgerSize();

        assertThat(oneClick(FORM, ONE_CLICK).status()).isEqualTo(200);
        assertThat(eva.ledgerSize()).isEqualTo(size);
    }

    @ParameterizedTest
    @CsvSource({
        "application/x-www-form-urlencoded, List-Unsubscribe=Yes",
        "application/x-www-form-urlencoded, ''",
        "application/json, '{\"List-Unsubscribe\":\"One-Click\"}'",
        "multipart/form-data, List-Unsubscribe=One-Click",
        "multipart/form-data; boundary=XYZ, '--XYZ List-Unsubscribe One-Click'",
        "text/plain, List-Unsubscribe=One-Click"
    })
    void any_other_body_does_nothing(String type, String body) {
        assertThat(oneClick(type, body).status()).isEqualTo(400);
        assertThat(eva.gets(Reader.NEWSLETTER)).isTrue();
    }

    @Test
    void a_body_that_is_too_large_does_nothing() {
        String body = ONE_CLICK + "&x=" + "y".repeat(70_000);

        assertThat(oneClick(FORM, body).status()).isEqualTo(413);
        assertThat(oneClick("multipart/form-data; boundary=XYZ", body).status()).isEqualTo(413);
        assertThat(eva.gets(Reader.NEWSLETTER)).isTrue();
    }

    @Test
    void years_later_the_link_still_works() {
        shop.clock().advance(Duration.ofDays(9 * 365));

        assertThat(oneClick(FORM, ONE_CLICK).status()).isEqualTo(200);
        assertThat(eva.gets(Reader.NEWSLETTER)).isFalse();
    }

    @Test
    void after_an_erasure_the_link_works_and_knows_nobody() {
        eva.erased();
        long size = eva.ledgerSize();
        Page page = visitor().get(path);

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body())
                .contains("id=\"nobody\"", "id=\"unsubscribe\"")
                .doesNotContain("Birthday greeting");
        assertThat(eva.ledgerSize()).isEqualTo(size);
        assertThat(oneClick(FORM, ONE_CLICK).status()).isEqualTo(200);
        assertThat(eva.ledgerSize()).isEqualTo(size + 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "ms", "cs"})
    void a_link_that_is_not_ours_is_answered_the_same_whatever_is_wrong(String language) {
        String link = path.substring(3);
        char last = link.charAt(99) == 'A' ? 'B' : 'A';
        String changed = link.substring(0, 99) + last;
        Visitor visitor = visitor().speaking(language);
        Page none = visitor.get("/u/x");
        String expected = none.body().replace("/u/x?", "");

        assertThat(none.status()).isEqualTo(404);
        for (String other : new String[] {changed, link.substring(1), "A".repeat(100), "..%2F.."}) {
            Page page = visitor.get("/u/" + other);
            assertThat(page.status()).isIn(400, 404);
            if (page.status() == 404) {
                assertThat(page.body().replace("/u/" + other + "?", "")).isEqualTo(expected);
            }
            assertThat(visitor.rawPost("/u/" + other, FORM, ONE_CLICK).status()).isIn(400, 404);
        }
        assertThat(eva.gets(Reader.NEWSLETTER)).isTrue();
    }

    @Test
    void the_page_speaks_the_readers_language() {
        assertThat(visitor().speaking("cs").get(path).body())
                .contains("lang=\"cs\"", "Odhlásit: Pravidelné novinky");
        assertThat(visitor().speaking("ms").get(path).body()).contains("Berhenti melanggan");
        assertThat(visitor().get(path + "?lang=cs").body()).contains("Odhlásit");
    }

    @Test
    void a_purpose_is_switched_off_at_once_and_the_rest_stays() {
        Page page = visitor().post(path + "/stop", "purpose", "birthday-greeting");

        assertThat(page.status()).isEqualTo(303);
        assertThat(page.location()).startsWith(path + "?done=stopped");
        assertThat(visitor().get(page.location()).body()).contains("It is done");
        assertThat(eva.gets(Reader.BIRTHDAY)).isFalse();
        assertThat(eva.gets(Reader.NEWSLETTER)).isTrue();
    }

    @Test
    void everything_is_stopped_by_one_button() {
        Page page = visitor().post(path + "/stop");

        assertThat(page.location()).contains("done=everything");
        assertThat(eva.gets(Reader.BIRTHDAY)).isFalse();
        assertThat(eva.gets(Reader.NEWSLETTER)).isFalse();
    }

    @Test
    void a_link_for_everything_ends_everything() {
        path = "/u/" + eva.linkForEverything();

        assertThat(visitor().get(path).body()).contains("Unsubscribe from everything");
        oneClick(FORM, ONE_CLICK);
        assertThat(eva.gets(Reader.BIRTHDAY)).isFalse();
        assertThat(eva.gets(Reader.NEWSLETTER)).isFalse();
    }

    @Test
    void what_is_switched_on_waits_for_the_letter_that_confirms_it() {
        oneClick(FORM, ONE_CLICK);
        shop.clock().advance(Duration.ofHours(1));
        Visitor visitor = visitor();
        String notice = notice(visitor.get(path));
        Page page = visitor.post(path + "/ask", "purpose", "newsletter", "notice", notice);

        assertThat(page.location()).contains("done=asked");
        assertThat(eva.gets(Reader.NEWSLETTER)).isFalse();
        assertThat(visitor.get(path).body()).contains("waits for your confirmation");
        assertThat(visitor.post("/confirm/" + eva.confirmation()).status()).isEqualTo(200);
        assertThat(eva.gets(Reader.NEWSLETTER)).isTrue();
    }

    private static String notice(Page page) {
        Matcher found = NOTICE.matcher(page.body());
        assertThat(found.find()).isTrue();
        return found.group(1).replace("&#43;", "+");
    }

    @Test
    void a_yes_to_other_words_than_those_in_force_is_shown_them_first() {
        oneClick(FORM, ONE_CLICK);
        String other = "A".repeat(43) + "=";
        Page page = visitor().post(path + "/ask", "purpose", "newsletter", "notice", other);

        assertThat(page.location()).contains("done=renewed");
        assertThat(eva.letters()).isEmpty();
    }

    @Test
    void letters_cannot_be_asked_for_without_end() {
        oneClick(FORM, ONE_CLICK);
        shop.clock().advance(Duration.ofHours(1));
        Visitor visitor = visitor();
        String notice = notice(visitor.get(path));
        for (int i = 0; i < 3; i++) {
            visitor.post(path + "/ask", "purpose", "newsletter", "notice", notice);
        }
        Page page = visitor.post(path + "/ask", "purpose", "newsletter", "notice", notice);

        assertThat(page.status()).isEqualTo(429);
        assertThat(eva.letters()).hasSize(3);
    }

    @Test
    void a_page_of_somebody_else_cannot_press_the_buttons() {
        var foreign = visitor().with("Origin", "https://evil.example.org");

        assertThat(foreign.rawPost(path + "/stop", FORM, "").status()).isEqualTo(403);
        assertThat(foreign.rawPost(path + "/ask", FORM, "purpose=newsletter").status())
                .isEqualTo(403);
        assertThat(eva.gets(Reader.NEWSLETTER)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"service", "no-such", "<script>", "NEWS"})
    void what_the_link_does_not_reach_is_refused(String purpose) {
        assertThat(visitor().post(path + "/stop", "purpose", purpose).status()).isIn(400, 422);
    }

    @Test
    void a_network_that_tries_links_is_stopped_and_then_waits() {
        Visitor visitor = visitor();
        for (int i = 0; i < 30; i++) {
            assertThat(visitor.get("/u/guess" + i).status()).isEqualTo(404);
        }
        Page page = visitor.get("/u/guess");

        assertThat(page.status()).isEqualTo(429);
        assertThat(page.header("Retry-After")).isNotEmpty();
        assertThat(visitor.get(path).status()).isEqualTo(200);
    }

    @Test
    void global_privacy_control_is_shown_as_heard() {
        assertThat(visitor().get(path).body()).doesNotContain("Global Privacy Control");
        assertThat(visitor().with("Sec-GPC", "1").get(path).body())
                .contains("Global Privacy Control");
    }

    @Test
    void what_has_not_the_shape_of_a_link_leads_nowhere() {
        Visitor.Page strange =
                shop.customer().post("/u/..%2fx%0d%0aSet-Cookie:a=b/ask", "purpose", "newsletter");

        assertThat(strange.status()).isEqualTo(404);
        assertThat(strange.location()).isEmpty();
    }
}
