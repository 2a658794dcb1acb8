package custos.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

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

/// A customer at the till: found by her card with two presses of a key, and asked one thing.
class TillBrowserTest {
    @TempDir private static Path dir;
    @AutoClose private static Chrome chrome;
    @AutoClose private static Shop shop;

    @BeforeAll
    static void open() {
        chrome = Chrome.start();
        shop = Shop.in(dir);
    }

    @ParameterizedTest
    @MethodSource("custos.browser.Round#ofFlow")
    void a_card_is_read_and_one_question_asked(Round round) {
        String card = "RC-" + round.tag();
        CustomerId hana =
                shop.register(
                        Map.of(
                                "full_name", "Hana Nováková",
                                "reward_card", card,
                                "phone", "601",
                                "birth_date", "1980-05-17"));
        try (Chrome.Window window = round.window(chrome)) {
            Page page = window.page();
            page.navigate(shop.stranger().base() + "/log-in");
            page.fill("#name", shop.account(Role.STAFF).value());
            page.fill("#password", Shop.password());
            page.keyboard().press("Enter");
            page.click("a[href='/till']");
            assertThat(page.locator("#q")).isFocused();
            round.require(window);

            page.keyboard().type("4111 1111 1111 1111");
            page.keyboard().press("Enter");
            assertThat(page.locator("#q-error")).isVisible();
            round.require(window);

            page.fill("#q", card);
            page.keyboard().press("Enter");
            assertThat(page.locator("#row-" + hana.value())).isVisible();
            round.require(window);
            page.keyboard().press("Enter");
            assertThat(page.locator("#question .say")).hasCount(3);
            round.require(window);

            page.fill("#answer", "hana@");
            page.locator("#question form").evaluate("form => form.setAttribute('novalidate', '')");
            page.click("#answer-keep");
            assertThat(page.locator("#answer-error")).isVisible();
            assertThat(page.locator("#answer")).hasValue("hana@");
            round.require(window);
            page.click("#not-now");
            assertThat(page.locator("#question")).hasCount(0);
            assertThat(page.locator("#fact-not_now")).containsText("2026");
            round.require(window);
            mendBirth(round, window);
            redeem(round, window);
        }
    }

    /// What is kept is not shown, and what is wrong comes back as typed.
    private static void mendBirth(Round round, Chrome.Window window) {
        Page page = window.page();
        page.click("#edit-birth_date");
        assertThat(page.locator("#value-year")).hasValue("");
        page.fill("#value-day", "31");
        page.fill("#value-month", "2");
        page.fill("#value-year", "1990");
        page.click("#save");
        assertThat(page.locator("#value-day-error")).isVisible();
        assertThat(page.locator("#value-year")).hasValue("1990");
        round.require(window);
        page.fill("#value-month", "3");
        page.click("#save");
        assertThat(page.locator("#undo")).isVisible();
    }

    /// Ten stamps buy the first prize.
    private static void redeem(Round round, Chrome.Window window) {
        Page page = window.page();
        page.click("#to-rewards");
        assertThat(page.locator("#missing-free-drink")).isVisible();
        round.require(window);
        page.fill("#count", "0");
        page.click("#collect-now");
        assertThat(page.locator("#count-error")).isVisible();
        round.require(window);
        page.fill("#count", "11");
        page.click("#collect-now");
        page.click("#redeem-free-drink");
        assertThat(page.locator("#balance")).containsText("1");
        assertThat(page.locator("#movements li")).hasCount(2);
        round.require(window);
    }
}
