package custos.web.portal;

import static org.assertj.core.api.Assertions.assertThat;

import custos.web.Visitor;
import custos.web.Visitor.Page;
import java.io.IOException;
import java.net.InetAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The way in: equal answers, codes that work once, and guesses that lead nowhere.
class LetInPageTest {
    @TempDir private Path folder;
    private PortalShop portal;

    @BeforeEach
    void open() {
        portal = new PortalShop(folder);
        portal.jana();
    }

    @AfterEach
    void close() {
        portal.close();
    }

    /// All of an answer but what chance makes of it.
    private static Map<String, Object> seen(Page page) {
        var seen = new TreeMap<String, Object>();
        page.headers()
                .map()
                .forEach((name, values) -> {
                    if (!name.equals("date")) {
                        seen.put(
                                name,
                                values.stream()
                                        .map(one -> one.replaceAll("ticket=[^;]+", ""))
                                        .toList());
                    }
                });
        seen.put("status", page.status());
        seen.put("body", page.body());
        return seen;
    }

    @Test
    void known_and_unknown_addresses_get_the_same_answer() {
        Page known = portal.shop.customer().post("/my", "email", "jana@example.org");
        Page unknown = portal.shop.customer().post("/my", "email", "nobody@example.org");
        assertThat(seen(known)).isEqualTo(seen(unknown));
        assertThat(known.status()).isEqualTo(303);
        assertThat(known.location()).isEqualTo("/my/code?sent=1&lang=en");
        assertThat(portal.letters()).hasSize(1);
        assertThat(portal.letters().getFirst().to().value()).isEqualTo("jana@example.org");
    }

    @Test
    void the_shops_bare_address_leads_here() {
        assertThat(portal.shop.customer().get("/").location()).isEqualTo("/my");
    }

    @Test
    void looking_at_a_link_uses_nothing_up_and_posting_it_lets_in() {
        Visitor jana = portal.shop.customer();
        String link = portal.mailed(jana, "jana@example.org").link();
        for (int i = 0; i < 3; i++) {
            Page page = portal.shop.customer().get("/my/in/" + link);
            assertThat(page.status()).isEqualTo(200);
            assertThat(page.has("id=\"let-in-button\"")).isTrue();
            assertThat(page.headers().allValues("Set-Cookie")).isEmpty();
        }
        assertThat(jana.post("/my/in/" + link).location()).isEqualTo("/my");
        assertThat(jana.get("/my").has("Jana Nováková")).isTrue();
    }

    @Test
    void a_used_link_and_one_that_never_was_are_refused_alike() {
        Visitor jana = portal.shop.customer();
        String link = portal.mailed(jana, "jana@example.org").link();
        jana.post("/my/in/" + link);
        Page used = portal.shop.customer().post("/my/in/" + link);
        Page never = portal.shop.customer().post("/my/in/AAAAAAAAAAAAAAAAAAAAAA");
        assertThat(used.status()).isEqualTo(401);
        assertThat(used.body().replace(link, ""))
                .isEqualTo(never.body().replace("AAAAAAAAAAAAAAAAAAAAAA", ""));
    }

    @Test
    void a_link_is_over_after_twenty_minutes() {
        String link = portal.mailed(portal.shop.customer(), "jana@example.org").link();
        portal.shop.clock().advance(Duration.ofMinutes(20));
        assertThat(portal.shop.customer().post("/my/in/" + link).status()).isEqualTo(401);
    }

    @Test
    void a_typed_code_works_in_the_browser_that_asked() {
        Visitor jana = portal.shop.customer();
        String code = portal.mailed(jana, "jana@example.org").code();
        assertThat(portal.shop.customer().post("/my/code", "code", code).status()).isEqualTo(401);
        assertThat(jana.post("/my/code", "code", code).location()).isEqualTo("/my");
        assertThat(jana.get("/my").has("Jana Nováková")).isTrue();
        assertThat(jana.post("/my/code", "code", code).status()).isEqualTo(401);
    }

    @Test
    void after_five_wrong_codes_the_right_one_comes_too_late() {
        Visitor jana = portal.shop.customer();
        String code = portal.mailed(jana, "jana@example.org").code();
        for (int i = 0; i < 5; i++) {
            assertThat(jana.post("/my/code", "code", "3333-3333").status()).isEqualTo(401);
        }
        Page late = jana.post("/my/code", "code", code);
        assertThat(late.status()).isEqualTo(401);
        assertThat(late.has("Too many wrong codes")).isTrue();
    }

    @Test
    void a_network_that_guesses_has_to_wait() {
        for (int i = 0; i < 10; i++) {
            int status = portal.shop.customer().post("/my/code", "code", "3333-3333").status();
            assertThat(status).isEqualTo(401);
        }
        Page waits = portal.shop.customer().post("/my/code", "code", "3333-3333");
        assertThat(waits.status()).isEqualTo(429);
        assertThat(waits.header("Retry-After")).isEqualTo("6");
        portal.shop.clock().advance(Duration.ofMinutes(1));
        assertThat(portal.shop.customer().post("/my/code", "code", "x").status()).isEqualTo(401);
    }

    /// A guess from one of the addresses of this machine, as if from another network.
    private static int guessFrom(Visitor visitor, int network, String code)
            throws IOException, InterruptedException {
        InetAddress from = InetAddress.getByAddress(new byte[] {127, 0, 1, (byte) (network + 1)});
        try (var client = HttpClient.newBuilder().localAddress(from).build()) {
            var request =
                    visitor.request("/my/code")
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .header("Sec-Fetch-Site", "same-origin")
                            .POST(BodyPublishers.ofString("mark=K-7&code=" + code));
            return client.send(request.build(), BodyHandlers.ofString()).statusCode();
        }
    }

    @Test
    void guesses_from_many_networks_hold_back_codes_from_the_counter_and_no_mailed_ones()
            throws IOException, InterruptedException {
        Visitor jana = portal.shop.customer();
        String code = portal.mailed(jana, "jana@example.org").code();
        Visitor others = portal.shop.customer();
        for (int i = 0; i < 120; i++) {
            assertThat(guessFrom(others, i / 10, "33333333")).isEqualTo(401);
        }
        assertThat(guessFrom(others, 12, "33333333")).isEqualTo(429);
        assertThat(jana.post("/my/code", "code", code).location()).isEqualTo("/my");
    }

    @Test
    void a_browsers_wrong_codes_count_while_the_counter_is_held_back()
            throws IOException, InterruptedException {
        Visitor jana = portal.shop.customer();
        String code = portal.mailed(jana, "jana@example.org").code();
        Visitor others = portal.shop.customer();
        for (int i = 0; i < 120; i++) {
            guessFrom(others, i / 10, "33333333");
        }
        for (int i = 0; i < 5; i++) {
            assertThat(jana.post("/my/code", "code", "3333-3333").status()).isEqualTo(429);
        }
        assertThat(jana.post("/my/code", "code", code).status()).isEqualTo(401);
    }

    @Test
    void nobody_gets_more_than_three_letters_in_a_row() {
        for (int i = 0; i < 6; i++) {
            Page page = portal.shop.customer().post("/my", "email", "jana@example.org");
            assertThat(page.status()).isEqualTo(303);
        }
        assertThat(portal.letters()).hasSize(3);
    }

    @Test
    void nobody_gets_more_than_ten_letters_in_a_day_and_no_answer_tells() {
        for (int i = 0; i < 48; i++) {
            var page = portal.shop.customer().post("/my", "email", "jana@example.org");
            assertThat(page.status()).isEqualTo(303);
            portal.shop.settle();
            portal.shop.clock().advance(Duration.ofMinutes(29));
        }
        assertThat(portal.letters().size()).isBetween(5, 10);
    }

    @Test
    void a_network_that_asks_too_often_has_to_wait() {
        for (int i = 0; i < 10; i++) {
            portal.shop.customer().post("/my", "email", "nobody" + i + "@example.org");
        }
        Page waits = portal.shop.customer().post("/my", "email", "jana@example.org");
        assertThat(waits.status()).isEqualTo(429);
        assertThat(portal.letters()).isEmpty();
    }

    @Test
    void a_shared_address_opens_nothing_without_number_or_postcode() {
        portal.shop.register(
                Map.of("full_name", "Eva", "email", "jana@example.org", "number", "K-8"));
        Visitor eva = portal.shop.customer();
        var mail = portal.mailed(eva, "jana@example.org");
        assertThat(eva.get("/my/in/" + mail.link()).has("id=\"mark\"")).isTrue();
        Page without = eva.post("/my/in/" + mail.link(), "mark", "");
        assertThat(without.status()).isEqualTo(400);
        assertThat(without.has("id=\"mark-error\"")).isTrue();
        assertThat(eva.post("/my/in/" + mail.link(), "mark", "K-9").status()).isEqualTo(401);
        assertThat(eva.post("/my/code", "code", mail.code()).status()).isEqualTo(401);
        Page in = eva.post("/my/code", "code", mail.code(), "mark", "k-8");
        assertThat(in.location()).isEqualTo("/my");
        Page page = eva.get("/my");
        assertThat(page.has("Eva")).isTrue();
        assertThat(page.has("Nováková")).isFalse();
    }

    @Test
    void a_session_has_a_new_name_after_every_log_in() {
        Visitor jana = portal.shop.customer();
        jana.cookies().put(Guests.COOKIE, "chosen-by-somebody-else");
        assertThat(jana.get("/my").has("id=\"ask\"")).isTrue();
        portal.letIn(jana, "jana@example.org");
        String first = jana.cookies().get(Guests.COOKIE);
        assertThat(first).isNotEqualTo("chosen-by-somebody-else");
        portal.letIn(jana, "jana@example.org");
        assertThat(jana.cookies().get(Guests.COOKIE)).isNotEqualTo(first);
        Visitor thief = portal.shop.customer();
        thief.cookies().put(Guests.COOKIE, first);
        assertThat(thief.get("/my").has("Nováková")).isFalse();
    }

    @Test
    void a_form_from_another_site_lets_nobody_in() {
        String link = portal.mailed(portal.shop.customer(), "jana@example.org").link();
        Visitor victim = portal.shop.customer().with("Sec-Fetch-Site", "cross-site");
        Page page = victim.rawPost("/my/in/" + link, "application/x-www-form-urlencoded", "mark=");
        assertThat(page.status()).isEqualTo(403);
        assertThat(victim.cookies()).doesNotContainKey(Guests.COOKIE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "jana", "jana@", "jana@example.org\nBcc: x@example.org"})
    void what_is_no_address_is_said_to_be_none_and_kept(String typed) {
        Page page = portal.shop.customer().post("/my", "email", typed);
        assertThat(page.status()).isEqualTo(400);
        assertThat(page.has("href=\"#email\"")).isTrue();
        assertThat(portal.letters()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "ms", "cs"})
    void the_way_in_speaks_the_readers_language(String language) {
        Visitor visitor = portal.shop.customer().speaking(language);
        assertThat(visitor.get("/my").has("<html lang=\"" + language + "\">")).isTrue();
        visitor.speaking("en");
        assertThat(visitor.get("/my/code?lang=" + language).has("lang=\"" + language + "\""))
                .isTrue();
    }

    @Test
    void script_in_a_field_is_text() {
        String script = "<script>alert(1)</script>";
        Page page = portal.shop.customer().post("/my", "email", script);
        assertThat(page.has(script)).isFalse();
        assertThat(page.has("&lt;script")).isTrue();
        Page code = portal.shop.customer().post("/my/code", "code", "x", "mark", script);
        assertThat(code.has(script)).isFalse();
    }
}
