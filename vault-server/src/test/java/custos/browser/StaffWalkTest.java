package custos.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import custos.access.Role;
import custos.customer.CustomerId;
import custos.policy.KindId;
import custos.policy.SourceId;
import custos.web.Shop;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A day at the counter as `docs/walks/staff.md` tells it, by keyboard where that says so.
class StaffWalkTest {
    private static final int MANY_STOPS = 60;

    @TempDir private static Path dir;
    @AutoClose private static Chrome chrome;
    @AutoClose private static Shop shop;

    @BeforeAll
    static void open() {
        chrome = Chrome.start();
        shop = Shop.in(dir);
        shop.register(Map.of("full_name", "Jana Svobodová"));
    }

    @ParameterizedTest
    @MethodSource("custos.browser.Round#ofFlow")
    void every_step_at_the_counter_does_what_the_walk_says(Round round) {
        shop.clock().advance(Duration.ofMinutes(5));
        CustomerId hana = hana(round.tag() + "@example.org");
        try (Chrome.Window window = round.window(chrome)) {
            new Counter(round, window).walk();
        } finally {
            // There is one Hana in each round; an address that was stopped stays stopped.
            shop.vault().erasure().erase(hana, "erasure-request", false, Shop.OPERATOR);
        }
    }

    private static CustomerId hana(String email) {
        CustomerId hana =
                shop.register(
                        Map.of(
                                "full_name",
                                "Hana Nováková",
                                "email",
                                email,
                                "phone",
                                "+420 601 000 201",
                                "address",
                                Map.of(
                                        "line1", "Lipová 7",
                                        "city", "Brno",
                                        "postcode", "60200",
                                        "country", "CZ")));
        var policy = shop.vault().policies().current();
        var kind = new KindId("purchase");
        var fields =
                shop.vault()
                        .forms()
                        .readAll(
                                policy,
                                Map.of(
                                        "bought_on",
                                        "2026-10-01",
                                        "total",
                                        "120.50",
                                        "currency",
                                        "CZK"),
                                kind);
        var source = new SourceId("counter-form");
        var added =
                shop.vault()
                        .records()
                        .add(hana, kind, fields, source, Shop.OPERATOR, Optional.empty());
        if (added.leaf() < 0) {
            throw new AssertionError("the purchase was not recorded");
        }
        shop.vault().awaitNames();
        return hana;
    }

    /// One walk.
    private static final class Counter {
        private final Round round;
        private final Chrome.Window window;
        private final Page page;
        private final Walk walk;

        Counter(Round round, Chrome.Window window) {
            this.round = round;
            this.window = window;
            this.page = window.page();
            this.walk = new Walk("staff", page, round.isTold());
        }

        void walk() {
            page.navigate(shop.stranger().base() + "/");
            step(this::logsIn);
            step(this::searches);
            step(this::opensOneFound);
            step(this::sheIsHere);
            step(this::confirmsTheAddress);
            step(this::changesTheNumber);
            step(this::takesItBack);
            step(this::recordsConsent);
            step(this::stopsEverything);
            step(this::looksBack);
            step(this::sheLeaves);
            step(this::takesSomebodyIn);
            walk.requireWhole();
        }

        private void step(Runnable what) {
            walk.step(what);
            round.require(window);
        }

        private void logsIn() {
            page.keyboard().type(shop.account(Role.STAFF).value());
            page.keyboard().press("Tab");
            page.keyboard().type(Shop.password());
            page.keyboard().press("Enter");
            assertThat(page.locator("#search-empty")).isVisible();
        }

        private void searches() {
            page.locator("#search").blur();
            page.keyboard().press("/");
            page.keyboard().type("novak");
            assertThat(page.locator(".search-row")).hasCount(1);
            walk.look(page.locator(".search-results").getAttribute("aria-label"));
        }

        private void opensOneFound() {
            page.keyboard().press("ArrowDown");
            page.keyboard().press("Enter");
            assertThat(page.locator("#customer-name")).hasText("Hana Nováková");
            assertThat(page.locator("#fact-phone")).containsText("••• ••• 201");
        }

        private void sheIsHere() {
            page.keyboard().press("h");
            assertThat(page.locator("#open-until")).isVisible();
            assertThat(page.locator("#fact-phone")).containsText("601 000 201");
        }

        private void confirmsTheAddress() {
            page.keyboard().press("a");
            assertThat(page.locator("#address-confirmed")).containsText("2026");
        }

        private void changesTheNumber() {
            tabTo("edit-phone");
            page.keyboard().press("Enter");
            assertThat(page.locator("#value")).isFocused();
            page.keyboard().press("ControlOrMeta+a");
            page.keyboard().type("601 000 979");
            page.keyboard().press("Enter");
            assertThat(page.locator("#saved")).isVisible();
            assertThat(page.locator("#fact-phone")).containsText("601 000 979");
        }

        private void tabTo(String id) {
            for (int stops = 0; stops < MANY_STOPS; stops++) {
                page.keyboard().press("Tab");
                if (id.equals(page.evaluate("document.activeElement.id"))) {
                    return;
                }
            }
            throw new AssertionError("no key leads to " + id);
        }

        private void takesItBack() {
            page.keyboard().press("u");
            assertThat(page.locator("#fact-phone")).containsText("601 000 201");
        }

        private void recordsConsent() {
            page.click("#ask-newsletter");
            walk.look();
            round.require(window);
            page.check("#ask-form input[name='consent.newsletter.email'][value=yes]");
            page.check("#ask-form input[name=asked_in][value=" + round.language() + "]");
            page.check("#ask-form input[name=method][value=counter]");
            page.click("#record-consent");
            assertThat(page.locator("#purpose-newsletter .state-given")).isVisible();
        }

        private void stopsEverything() {
            page.click("#stop summary");
            page.selectOption("#stop-method", "counter");
            walk.look();
            page.click("#stop-everything");
            assertThat(page.locator("#purpose-newsletter .state-withdrawn")).isVisible();
        }

        private void looksBack() {
            assertThat(page.locator("#records")).containsText("120");
            String opened = round.words().text("common.act.contact-opened");
            assertThat(page.locator("#history")).containsText(opened);
        }

        private void sheLeaves() {
            page.click("#leave");
            assertThat(page.locator("#fact-phone")).containsText("••• ••• 201");
        }

        private void takesSomebodyIn() {
            page.click("a[href='/customers/new']");
            round.require(window);
            page.fill("#full_name", "Q");
            walk.look();
            page.click("#register");
            assertThat(page.locator("#customer-name")).hasText("Q");
            page.click("form[action='/log-out'] button");
            assertThat(page.locator("#password")).isVisible();
        }
    }
}
