package custos.web;

import static org.assertj.core.api.Assertions.assertThat;

import custos.access.Role;
import custos.access.StaffSession;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What every page has in common, asked of the pages that are there.
class PlumbingTest {
    @TempDir private static Path dir;
    private static Shop shop;

    @BeforeAll
    static void open() {
        shop = Shop.in(dir);
    }

    @AfterAll
    static void close() {
        shop.close();
    }

    @Test
    void a_page_may_not_be_kept_framed_or_scripted_from_elsewhere() {
        Visitor.Page page = shop.stranger().get("/log-in");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Type")).isEqualTo("text/html;charset=utf-8");
        assertThat(page.header("Cache-Control")).isEqualTo("no-store");
        assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(page.header("Content-Security-Policy"))
                .contains("default-src 'none'")
                .contains("frame-ancestors 'none'")
                .doesNotContain("unsafe");
    }

    @Test
    void assets_are_kept_for_ever_and_named_by_their_bytes() {
        Visitor visitor = shop.stranger();
        String body = visitor.get("/log-in").body();
        String path = body.replaceAll("(?s).*href=\"(/assets/custos-[0-9a-f]{16}\\.css)\".*", "$1");

        Visitor.Page asset = visitor.get(path);

        assertThat(asset.status()).isEqualTo(200);
        assertThat(asset.header("Cache-Control")).contains("immutable");
        assertThat(visitor.get("/assets/custos-0000000000000000.css").status()).isEqualTo(404);
    }

    @Test
    void whoever_is_not_logged_in_is_asked_to() {
        Visitor.Page page = shop.stranger().post("/log-out");

        assertThat(page.status()).isEqualTo(401);
        assertThat(page.body()).contains("Log in");
    }

    @Test
    void a_form_of_another_site_is_refused() {
        Visitor visitor = shop.staff(Role.STAFF);

        var foreign =
                visitor.request("/log-out")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Sec-Fetch-Site", "cross-site")
                        .POST(BodyPublishers.ofString("csrf=" + visitor.csrf()));

        assertThat(visitor.send(foreign).status()).isEqualTo(403);
        var origin =
                visitor.request("/log-out")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Origin", "https://evil.example.org")
                        .POST(BodyPublishers.ofString("csrf=" + visitor.csrf()));
        assertThat(visitor.send(origin).status()).isEqualTo(403);
        assertThat(visitor.get("/log-in").status()).isEqualTo(303);
    }

    @Test
    void a_form_without_the_proof_of_its_own_session_is_refused() {
        Visitor anna = shop.staff(Role.STAFF);
        Visitor eva = shop.staff(Role.STAFF);

        assertThat(anna.post("/log-out", "csrf", eva.csrf()).status()).isEqualTo(403);
        assertThat(anna.post("/log-out", "csrf", "").status()).isEqualTo(403);
        assertThat(anna.post("/log-out").status()).isEqualTo(303);
    }

    @Test
    void a_session_that_was_ended_is_over_also_for_who_kept_its_cookie() {
        Visitor anna = shop.staff(Role.STAFF);
        String cookie = anna.cookies().getOrDefault(Face.SESSION, "");
        anna.post("/log-out");

        anna.cookies().put(Face.SESSION, cookie);

        assertThat(anna.post("/log-out").status()).isEqualTo(401);
    }

    @Test
    void what_was_typed_when_the_session_ended_can_be_sent_again() {
        Visitor stranger = shop.stranger();
        String account = shop.account(Role.STAFF).value();

        Visitor.Page asked = stranger.post("/search", "note", "<i>typed</i>");
        assertThat(asked.body()).contains("name=\"kept.note\" value=\"&lt;i>typed&lt;/i>\"");
        Visitor.Page again =
                stranger.post(
                        "/log-in",
                        "name",
                        account,
                        "password",
                        Shop.password(),
                        "next",
                        "/search",
                        "posts",
                        "1",
                        "kept.note",
                        "<i>typed</i>");

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.body())
                .contains("action=\"/search\"")
                .contains("name=\"note\" value=\"&lt;i>typed&lt;/i>\"");
    }

    @ParameterizedTest
    @CsvSource({"https://evil.example.org/", "//evil.example.org", "/\\evil.example.org"})
    void a_log_in_never_leads_to_another_site(String next) {
        Visitor stranger = shop.stranger();
        String account = shop.account(Role.STAFF).value();

        Visitor.Page page =
                stranger.post(
                        "/log-in", "name", account, "password", Shop.password(), "next", next);

        assertThat(page.location()).isEqualTo("/");
    }

    @ParameterizedTest
    @CsvSource({"en,Log in", "ms,Log masuk", "cs,Přihlášení"})
    void a_page_speaks_the_readers_language(String language, String title) {
        Visitor.Page page = shop.stranger().speaking(language).get("/log-in");

        assertThat(page.body()).contains("<html lang=\"" + language + "\">").contains(title);
    }

    @Test
    void a_parameter_that_nobody_reads_is_refused() {
        assertThat(shop.stranger().get("/log-in?email=jan%40example.org").status()).isEqualTo(404);
        assertThat(shop.stranger().get("/log-in?lang=cs").body()).contains("Přihlášení");
    }

    @Test
    void a_page_that_is_not_there_says_so_in_the_readers_language() {
        Visitor.Page page = shop.stranger().speaking("cs").get("/nowhere");

        assertThat(page.status()).isEqualTo(404);
        assertThat(page.body()).contains("Taková stránka neexistuje");
    }

    @Test
    void a_form_that_is_too_large_is_refused_in_words() {
        Visitor.Page page = shop.stranger().post("/log-in", "name", "x".repeat(70_000));

        assertThat(page.status()).isEqualTo(413);
        assertThat(page.body()).contains("64 KiB");
    }

    @Test
    void a_head_request_is_not_answered_as_if_it_had_been_looked_at() {
        Visitor visitor = shop.stranger();

        assertThat(visitor.send(visitor.request("/log-in").HEAD()).status()).isEqualTo(405);
    }

    @Test
    void the_links_to_other_languages_lead_to_no_other_host() {
        assertThat(shop.stranger().get("//evil.example.org/x").body())
                .contains("href=\"/evil.example.org/x?lang=cs\"")
                .doesNotContain("href=\"//");
    }

    @Test
    void the_public_pages_know_no_member_of_staff_though_they_get_her_cookie() {
        Visitor anna = shop.staff(Role.STAFF);
        String cookie = anna.cookies().getOrDefault(Face.SESSION, "");
        StaffSession session = shop.context().sessions().find(cookie).orElseThrow();
        Instant seen = session.lastSeen();
        Visitor guest = shop.customer();
        guest.cookies().put(Face.SESSION, cookie);
        shop.clock().advance(Duration.ofMinutes(1));

        for (String path : List.of("/my?lang=cs", "/my/code", "/nowhere", "/assets/none.css")) {
            assertThat(guest.get(path).body()).doesNotContain(session.csrf());
        }
        assertThat(guest.post("/my/code", "code", "").body())
                .contains("<html")
                .doesNotContain(session.csrf());
        assertThat(session.lastSeen()).isEqualTo(seen);
        assertThat(session.language()).isEmpty();
        assertThat(anna.get("/account").status()).isEqualTo(200);
        assertThat(session.lastSeen()).isAfter(seen);
    }
}
