package custos.web.site;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import custos.customer.CustomerId;
import custos.event.Actor;
import custos.web.Shop;
import custos.web.Visitor;
import custos.web.Visitor.Page;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SiteVisitsEndpointTest {
    private static final String SITE = Shop.SITE.text();

    private Shop shop;
    private AgreeingCustomer eva;

    @BeforeEach
    void open(@TempDir Path dir) {
        shop = Shop.in(dir);
        CustomerId id = shop.register(Map.of("full_name", "Eva Hidden"));
        eva = new AgreeingCustomer(shop.vault(), id).says(true);
    }

    @AfterEach
    void close() {
        shop.close();
    }

    private static Map<String, String> report(String pass) {
        var fields = new LinkedHashMap<String, String>();
        fields.put("pass", pass);
        fields.put("view", "a1b2c3");
        fields.put("page", SITE + "/tea/green");
        fields.put("referrer", "https://search.example");
        fields.put("seconds", "42");
        fields.put("exit", "true");
        fields.put("share", "mastodon");
        return fields;
    }

    private Page send(Map<String, String> report, String... headers) {
        String body =
                report.entrySet().stream()
                        .map(one -> one.getKey() + "=" + URLEncoder.encode(one.getValue(), UTF_8))
                        .collect(Collectors.joining("&"));
        return send(body, headers);
    }

    /// As a browser sends it from a page of another site.
    private Page send(String body, String... headers) {
        Visitor visitor = shop.customer();
        var request =
                visitor.request("/site/visits")
                        .setHeader("Accept", "*/*")
                        .header("Content-Type", "application/x-www-form-urlencoded;charset=UTF-8")
                        .header("Sec-Fetch-Site", "cross-site")
                        .header("Origin", SITE)
                        .POST(BodyPublishers.ofString(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return visitor.send(request);
    }

    private long leaves() {
        return shop.vault().ledger().newestSize();
    }

    private void keepsNothingOf(Page answer) {
        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.body()).isEmpty();
        assertThat(eva.visits()).isEmpty();
    }

    @Test
    void a_report_is_kept_and_answered_without_a_body() {
        Page answer = send(report(eva.pass()));

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo(SITE);
        assertThat(answer.header("Access-Control-Allow-Credentials")).isEmpty();
        assertThat(answer.header("Vary")).isEqualTo("Origin");
        assertThat(answer.header("Set-Cookie")).isEmpty();
        assertThat(eva.visits())
                .containsExactly(
                        Map.of(
                                "page",
                                SITE + "/tea/green",
                                "referrer",
                                "https://search.example",
                                "seconds",
                                42L,
                                "exit",
                                true,
                                "share",
                                "mastodon",
                                "visited_at",
                                "2026-11-22T10:15:30.123Z"));
    }

    @Test
    void a_report_that_comes_twice_counts_once() {
        Map<String, String> report = report(eva.pass());
        send(report);
        long leaves = leaves();

        assertThat(send(report).status()).isEqualTo(204);
        report.put("seconds", "99");
        assertThat(send(report).status()).isEqualTo(204);

        assertThat(eva.visits()).hasSize(1);
        assertThat(leaves()).isEqualTo(leaves);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example",
                "https://www.example.org.evil.example",
                "https://www.example.org:8443",
                "http://www.example.org",
                "null"
            })
    void other_sites_are_refused_and_told_so(String origin) {
        Page answer = send(report(eva.pass()), "Origin", origin);

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.header("Access-Control-Allow-Origin")).isEmpty();
        assertThat(eva.visits()).isEmpty();
    }

    @Test
    void without_an_origin_nothing_is_taken() {
        Page answer =
                shop.customer()
                        .rawPost("/site/visits", "application/x-www-form-urlencoded", "pass=a");

        assertThat(answer.status()).isEqualTo(403);
    }

    @Test
    void no_preflight_is_answered_for_none_is_needed() {
        Visitor visitor = shop.customer();
        Page answer =
                visitor.send(
                        visitor.request("/site/visits")
                                .header("Origin", SITE)
                                .header("Access-Control-Request-Method", "POST")
                                .method("OPTIONS", BodyPublishers.noBody()));

        assertThat(answer.status()).isIn(404, 405);
        assertThat(answer.header("Access-Control-Allow-Origin")).isEmpty();
    }

    @Test
    void with_the_privacy_signal_nothing_is_kept_and_nothing_said_in_her_name() {
        String pass = eva.pass();
        long leaves = leaves();

        keepsNothingOf(send(report(pass), "Sec-GPC", "1"));

        assertThat(leaves()).isEqualTo(leaves);
    }

    @Test
    void what_she_withdrew_in_between_is_not_kept() {
        String pass = eva.pass();
        eva.says(false);

        keepsNothingOf(send(report(pass)));
    }

    @Test
    void a_pass_that_ended_or_is_none_keeps_nothing_and_says_nothing() {
        String pass = eva.pass();
        shop.clock().advance(Duration.ofHours(12));
        keepsNothingOf(send(report(pass)));
        keepsNothingOf(send(report("A".repeat(68))));
    }

    @Test
    void who_was_erased_is_answered_like_everybody() {
        String pass = eva.pass();
        shop.vault().erasure().erase(eva.id(), "erasure-request", false, new Actor.Operator());

        assertThat(send(report(pass)).status()).isEqualTo(204);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    pass     |                                        | pass: it is the pass
                    pass     | short                                  | pass: it is the pass
                    view     |                                        | view: it is 1 to 32
                    view     | A-1                                    | view: it is 1 to 32
                    page     |                                        | page: this field is required
                    page     | https://evil.example/tea               | page: it is a page of the site
                    page     | https://www.example.org.evil/tea       | page: it is a page of the site
                    page     | https://www.example.org/tea?mail=a@b.c | page: it is a page of the site
                    page     | https://www.example.org/tea#eva        | page: it is a page of the site
                    page     | /tea                                   | page: it is a page of the site
                    referrer | https://search.example/?q=eva          | referrer: it is a page of the same
                    referrer | https://search.example/eva             | referrer: it is a page of the same
                    referrer | https://www.example.org/a?b            | referrer: it is a page of the same
                    referrer | javascript:alert(1)                    | referrer: it is a page of the same
                    seconds  | soon                                   | seconds:
                    seconds  | -1                                     | seconds: a whole number from 0 to 86400
                    seconds  | 86401                                  | seconds: a whole number from 0 to 86400
                    exit     | yes                                    | exit: a yes or no is true or false
                    device   | iPhone                                 | (a field): there is no such field
                    """)
    void what_cannot_be_read_is_named(String field, String value, String told) {
        Map<String, String> report = report(eva.pass());
        report.put(field, value == null ? "" : value);

        Page answer = send(report);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).isEqualTo("text/plain;charset=utf-8");
        assertThat(answer.body()).startsWith(told);
        assertThat(eva.visits()).isEmpty();
    }

    @Test
    void what_is_too_long_or_stands_twice_or_is_no_form_is_refused() {
        Map<String, String> report = report(eva.pass());
        report.put("share", "x".repeat(65));
        assertThat(send(report).body()).startsWith("share: ");
        report.put("share", "x".repeat(16 * 1024));
        assertThat(send(report).status()).isEqualTo(413);
        assertThat(send("view=a&view=b").body()).isEqualTo("view: it stands twice\n");
        assertThat(send("{}", "Content-Type", "application/json").status()).isEqualTo(400);
        assertThat(eva.visits()).isEmpty();
    }

    @Test
    void a_customer_has_sixty_views_a_minute_however_many_passes_she_has() {
        for (int i = 0; i < 30; i++) {
            send(report(eva.pass()));
            send(report(eva.pass()));
        }
        assertThat(send(report(eva.pass())).status()).isEqualTo(429);

        shop.clock().advance(Duration.ofMinutes(1));
        assertThat(send(report(eva.pass())).status()).isEqualTo(204);
    }

    @Test
    void a_customer_has_no_more_than_a_thousand_views_a_day() {
        Map<String, String> report = report(eva.pass());
        int taken = 0;
        for (int minute = 0; minute < 24 * 60 && taken <= 1_000; minute += 20) {
            for (int i = 0; i < 60 && send(report).status() == 204; i++) {
                taken++;
            }
            shop.clock().advance(Duration.ofMinutes(20));
            report = report(eva.pass());
        }
        assertThat(taken).isBetween(500, 1_000);
    }

    @Test
    void a_network_that_tries_strange_passes_is_stopped_soon() {
        List<Integer> answers =
                java.util.stream.IntStream.rangeClosed(1, 31)
                        .mapToObj(i -> send(report("%068d".formatted(i))).status())
                        .toList();

        assertThat(answers.subList(0, 30)).containsOnly(204);
        assertThat(answers.getLast()).isEqualTo(429);
    }

    @Test
    void the_script_is_under_two_kibibytes_and_any_page_may_load_it() {
        Page script = shop.customer().get("/site/visits.js");

        assertThat(script.status()).isEqualTo(200);
        assertThat(script.body().getBytes(UTF_8)).hasSizeLessThan(2048);
        assertThat(script.header("Content-Type")).isEqualTo("text/javascript; charset=utf-8");
        assertThat(script.header("Cross-Origin-Resource-Policy")).isEqualTo("cross-origin");
        assertThat(script.header("Cache-Control")).isEqualTo("public, max-age=3600");
        assertThat(script.body())
                .contains("globalPrivacyControl")
                .doesNotContain(
                        "cookie =", "localStorage", "sessionStorage", "navigator.userAgent");
    }
}
