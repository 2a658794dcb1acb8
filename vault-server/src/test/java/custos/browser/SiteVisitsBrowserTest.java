package custos.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import custos.access.SiteOrigin;
import custos.web.Shop;
import custos.web.site.AgreeingCustomer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The script on a page of the shop's own website, in a browser: what it reports, and when nothing.
class SiteVisitsBrowserTest {
    @TempDir private static Path dir;
    @AutoClose private static Chrome chrome;
    @AutoClose private static ShopSite site;
    @AutoClose private static Shop shop;

    private AgreeingCustomer eva;
    private Chrome.Window window;

    @BeforeAll
    static void open() {
        chrome = Chrome.start();
        site = ShopSite.start();
        shop = Shop.withSite(dir, SiteOrigin.parse(site.origin()));
    }

    @BeforeEach
    void aVisitor() {
        eva =
                new AgreeingCustomer(shop.vault(), shop.register(Map.of("full_name", "Eva Hidden")))
                        .says(true);
        window = chrome.window("en", 1280);
    }

    @AfterEach
    void leave() {
        assertThat(window.faults()).isEmpty();
        window.close();
    }

    private Page page() {
        return window.page();
    }

    private void carry(String pass) {
        site.carry(shop.customer().base(), pass);
    }

    private void awaitVisits(int count) {
        await(() -> eva.visits().size() >= count);
        assertThat(eva.visits()).hasSize(count);
    }

    /// What a browser sends while a page closes is seen where it arrives, and nowhere before.
    private void await(BooleanSupplier done) {
        Instant late = Instant.now().plusSeconds(30);
        while (!done.getAsBoolean() && Instant.now().isBefore(late)) {
            page().waitForTimeout(50);
        }
    }

    private static Map<String, Object> without(Map<String, Object> visit, String... fields) {
        var rest = new HashMap<>(visit);
        List.of(fields).forEach(rest::remove);
        return rest;
    }

    @Test
    void a_view_is_reported_once_when_she_leaves_it() {
        carry(eva.pass());
        page().navigate(site.origin() + "/tea/green?mail=eva@example.org#cup");
        page().waitForTimeout(1_100);
        page().locator("button").click();
        page().locator("a[href*=black]").click();
        page().waitForURL("**/tea/black**");
        awaitVisits(1);

        Map<String, Object> visit = eva.visits().getFirst();
        assertThat(without(visit, "seconds"))
                .isEqualTo(
                        Map.of(
                                "page",
                                site.origin() + "/tea/green",
                                "exit",
                                false,
                                "share",
                                "mastodon",
                                "visited_at",
                                "2026-11-22T10:15:30.123Z"));
        assertThat(visit.get("seconds"))
                .asInstanceOf(InstanceOfAssertFactories.LONG)
                .isBetween(1L, 60L);

        page().locator("a[href*=receipt]").click();
        page().waitForURL("**/receipt");
        awaitVisits(2);

        assertThat(without(eva.visits().getLast(), "seconds", "visited_at"))
                .isEqualTo(
                        Map.of(
                                "page", site.origin() + "/tea/black",
                                "referrer", site.origin() + "/tea/green",
                                "exit", true));
    }

    @Test
    void a_view_that_is_hidden_is_reported_and_leaving_it_then_says_nothing_more() {
        carry(eva.pass());
        page().navigate(site.origin() + "/tea/green");

        Request report = page().waitForRequest("**/site/visits", this::hide);
        page().navigate("about:blank");
        viewElsewhere();

        awaitVisits(2);
        assertThat(eva.visits().getFirst()).containsEntry("exit", true);
        assertThat(eva.visits().getLast()).containsEntry("page", site.origin() + "/tea/oolong");
        assertThat(report.postData())
                .matches("pass=[\\w-]{68}&view=[a-z0-9]+&page=[^&]+&seconds=[0-9]+&exit=true");
    }

    private void hide() {
        page().evaluate(
                        "Object.defineProperty(document, 'hidden', {value: true});"
                                + "document.dispatchEvent(new Event('visibilitychange'))");
    }

    @Test
    void it_stores_nothing_and_sends_no_cookie_and_no_address() {
        carry(eva.pass());
        page().navigate(site.origin() + "/tea/green");
        page().evaluate("document.cookie = 'shop=1'");

        Request report = page().waitForRequest("**/site/visits", this::hide);

        assertThat(report.allHeaders()).doesNotContainKeys("cookie", "referer");
        assertThat(page().context().cookies())
                .extracting(cookie -> cookie.name)
                .containsExactly("shop");
        assertThat(page().evaluate("localStorage.length + sessionStorage.length")).isEqualTo(0);
        awaitVisits(1);
    }

    @Test
    void with_global_privacy_control_it_reports_nothing() {
        carry(eva.pass());
        page().addInitScript(
                        "Object.defineProperty(navigator, 'globalPrivacyControl', {value: true})");

        looksAroundUnseen();
    }

    @Test
    void without_a_pass_it_reports_nothing() {
        carry("");

        looksAroundUnseen();
    }

    private void looksAroundUnseen() {
        page().navigate(site.origin() + "/tea/green");
        page().locator("button").click();
        page().locator("a[href*=black]").click();
        page().waitForURL("**/tea/black**");
        page().navigate("about:blank");
        carry(eva.pass());
        viewElsewhere();

        awaitVisits(1);
        assertThat(eva.visits().getFirst()).containsEntry("page", site.origin() + "/tea/oolong");
    }

    /// A view in another window, which comes after all that this one reported.
    private void viewElsewhere() {
        try (Chrome.Window other = chrome.window("en", 360)) {
            other.page().navigate(site.origin() + "/tea/oolong");
            other.page().locator("button").waitFor();
            other.page().navigate("about:blank");
            await(() -> eva.visits().stream().anyMatch(this::isElsewhere));
        }
    }

    private boolean isElsewhere(Map<String, Object> visit) {
        return (site.origin() + "/tea/oolong").equals(visit.get("page"));
    }
}
