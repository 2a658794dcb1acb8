package custos.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import custos.access.Role;
import custos.customer.CustomerId;
import custos.policy.KindId;
import custos.policy.SourceId;
import custos.web.Shop;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StaffWalkTest {
    @TempDir private Path dir;

    @Test
    void every_step_at_the_counter_does_what_the_walk_says() {
        try (Chrome chrome = Chrome.start();
                Shop shop = Shop.in(dir);
                Chrome.Window window = chrome.window("en", 1280)) {
            hana(shop);
            take(shop, window.page(), shop.account(Role.STAFF).value());
            window.requireSound();
        }
    }

    private static void hana(Shop shop) {
        CustomerId hana =
                shop.register(
                        Map.of(
                                "full_name",
                                "Hana Nováková",
                                "email",
                                "hana@example.org",
                                "phone",
                                "+420 601 000 201",
                                "address",
                                Map.of(
                                        "line1", "Lipová 7",
                                        "city", "Brno",
                                        "postcode", "60200",
                                        "country", "CZ")));
        shop.register(Map.of("full_name", "Jana Svobodová"));
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
    }

    private static void take(Shop shop, Page page, String account) {
        page.navigate(shop.stranger().base() + "/");
        var walk = new Walk("staff", page);
        walk.step(() -> {
            page.fill("#name", account);
            page.fill("#password", Shop.password());
            page.keyboard().press("Enter");
            assertThat(page.locator("#search-empty")).isVisible();
        });
        walk.step(() -> {
            page.locator("#search").blur();
            page.keyboard().press("/");
            page.keyboard().type("novak");
            assertThat(page.locator(".search-row")).hasCount(1);
            assertThat(page.locator(".search-results"))
                    .hasAttribute("aria-label", "Customers found");
            walk.look("Customers found");
        });
        walk.step(() -> {
            page.keyboard().press("ArrowDown");
            page.keyboard().press("Enter");
            assertThat(page.locator("#customer-name")).hasText("Hana Nováková");
            assertThat(page.locator("#fact-phone")).containsText("••• ••• 201");
        });
        walk.step(() -> {
            page.keyboard().press("h");
            assertThat(page.locator("#open-until")).isVisible();
            assertThat(page.locator("#fact-phone")).containsText("601 000 201");
        });
        walk.step(() -> {
            page.keyboard().press("a");
            assertThat(page.locator("#address-confirmed")).containsText("22 Nov 2026");
        });
        walk.step(() -> {
            page.click("#edit-phone");
            page.fill("#value", "601 000 979");
            page.keyboard().press("Enter");
            assertThat(page.locator("#saved")).isVisible();
            assertThat(page.locator("#fact-phone")).containsText("601 000 979");
        });
        walk.step(() -> {
            page.keyboard().press("u");
            assertThat(page.locator("#fact-phone")).containsText("601 000 201");
        });
        walk.step(() -> {
            page.click("#ask-newsletter");
            walk.look();
            page.locator("#ask-form")
                    .getByRole(com.microsoft.playwright.options.AriaRole.GROUP)
                    .filter(
                            new com.microsoft.playwright.Locator.FilterOptions()
                                    .setHasText("E-mail"))
                    .first()
                    .getByText("Yes")
                    .click();
            page.locator("#ask-form input[name=asked_in][value=cs]").check();
            page.locator("#ask-form input[name=method][value=counter]").check();
            page.click("#record-consent");
            assertThat(page.locator("#purpose-newsletter .state-given")).isVisible();
        });
        walk.step(() -> {
            page.click("#stop summary");
            page.selectOption("#stop-method", "counter");
            walk.look();
            page.click("#stop-everything");
            assertThat(page.locator("#purpose-newsletter .state-withdrawn")).isVisible();
        });
        walk.step(() -> {
            assertThat(page.locator("#records")).containsText("120.50");
            assertThat(page.locator("#history")).containsText("Contact opened");
        });
        walk.step(() -> {
            page.click("#leave");
            assertThat(page.locator("#fact-phone")).containsText("••• ••• 201");
        });
        walk.step(() -> {
            page.click("a[href='/customers/new']");
            page.fill("#full_name", "Q");
            walk.look();
            page.click("#register");
            assertThat(page.locator("#customer-name")).hasText("Q");
            page.getByText("Log out").click();
            assertThat(page.locator("#password")).isVisible();
        });
        walk.requireWhole();
    }
}
