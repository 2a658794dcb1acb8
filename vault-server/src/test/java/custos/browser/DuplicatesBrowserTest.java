package custos.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import custos.access.Role;
import custos.customer.CustomerId;
import custos.web.Shop;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// An officer searches for those who are kept twice: one pair is joined, one is not the same.
class DuplicatesBrowserTest {
    @TempDir private static Path dir;
    @AutoClose private static Chrome chrome;

    @BeforeAll
    static void open() {
        chrome = Chrome.start();
    }

    @ParameterizedTest
    @MethodSource("custos.browser.Round#ofFlow")
    void pairs_are_found_told_apart_and_joined(Round round) {
        try (Shop shop = Shop.in(dir.resolve(round.tag()))) {
            walk(round, shop);
        }
    }

    private static void walk(Round round, Shop shop) {
        CustomerId hana = customer(shop, "Hana Nováková", "1980-05-17");
        customer(shop, "Hana Novaková", "1980-05-17");
        CustomerId petr = customer(shop, "Petr Wolfeschlegelsteinhausenbergerdorff", "1975-03-02");
        customer(shop, "Petr Wolfeschlegelsteinhausenbergerdorf", "1975-03-02");
        String base = shop.stranger().base();
        try (Chrome.Window window = round.window(chrome)) {
            Page page = window.page();
            logIn(shop, page, Role.OFFICER);
            page.navigate(base + "/duplicates");
            round.require(window);
            page.click("#search-now");
            Locator two = page.locator("#pairs > li");
            assertThat(two).hasCount(2);
            round.require(window);

            of(page, petr).locator("form button").click();
            assertThat(two).hasCount(1);
            assertThat(page.locator("#apart > li")).hasCount(1);
            round.require(window);
            page.click("#apart button");
            assertThat(two).hasCount(2);
            of(page, petr).locator("form button").click();
            assertThat(two).hasCount(1);

            of(page, hana).locator("a.button").click();
            page.click("#merge-now");
            assertThat(page.locator("#merged")).isVisible();
            page.navigate(base + "/duplicates");
            assertThat(page.locator("#none-left")).isVisible();
            round.require(window);
        }
    }

    @ParameterizedTest
    @MethodSource("custos.browser.Round#ofFlow")
    void staff_tell_the_officer_of_two(Round round) {
        try (Shop shop = Shop.in(dir.resolve("staff" + round.tag()));
                Chrome.Window window = round.window(chrome)) {
            CustomerId hana = customer(shop, "Hana Nováková", "1980-05-17");
            customer(shop, "Hana Novaková", "1980-05-17");
            customer(shop, "Petr Wolfeschlegelsteinhausenbergerdorff", "1975-03-02");
            Page page = window.page();
            logIn(shop, page, Role.STAFF);
            page.navigate(shop.stranger().base() + "/customers/" + hana.value());
            page.click("#to-alike");
            assertThat(page.locator("#alike > li")).hasCount(1);
            round.require(window);
            page.locator("#alike form button").click();
            assertThat(page.locator("#alike .state-waiting")).isVisible();
            round.require(window);
            page.fill("#search", "petr wolf");
            page.click("#search-submit");
            assertThat(page.locator("#alike > li")).hasCount(1);
            round.require(window);
            page.fill("#search", "zdislava");
            page.click("#search-submit");
            assertThat(page.locator("p#alike")).isVisible();
            round.require(window);
        }
    }

    private static void logIn(Shop shop, Page page, Role role) {
        page.navigate(shop.stranger().base() + "/log-in");
        page.fill("#name", shop.account(role).value());
        page.fill("#password", Shop.password());
        page.keyboard().press("Enter");
        page.locator("#search").waitFor();
    }

    private static Locator of(Page page, CustomerId customer) {
        return page.locator("#pairs > li")
                .filter(
                        new Locator.FilterOptions()
                                .setHas(
                                        page.locator(
                                                "a[href='/customers/" + customer.value() + "']")));
    }

    private static CustomerId customer(Shop shop, String name, String born) {
        return shop.register(Map.of("full_name", name, "birth_date", born));
    }
}
