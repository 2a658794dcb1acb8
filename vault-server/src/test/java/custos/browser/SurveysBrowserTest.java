package custos.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import custos.access.Role;
import custos.web.Shop;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Five people answer without a name.
class SurveysBrowserTest {
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
    void five_answers_make_a_figure(Round round) {
        try (Chrome.Window window = round.window(chrome)) {
            Page page = window.page();
            page.navigate(shop.stranger().base() + "/log-in");
            page.fill("#name", shop.account(Role.OFFICER).value());
            page.fill("#password", Shop.password());
            page.keyboard().press("Enter");
            page.click(".site-menu:has(a[href='/surveys']) summary");
            page.click(".site-menu a[href='/surveys']");
            round.require(window);
            page.click("#to-answer");
            page.fill("#survey", round.tag());
            page.click("#take");
            assertThat(page.locator("#score-error")).isVisible();
            round.require(window);
            for (int i = 0; i < 5; i++) {
                page.fill("#survey", round.tag());
                page.selectOption("#scale", "0-10");
                page.fill("#score", "9");
                page.selectOption("[id='ranks.price']", "1");
                page.fill("#where_heard", "radio");
                page.click("#take");
                assertThat(page.locator("#thanks")).isVisible();
                page.click("#next-answer");
            }
            page.navigate(shop.stranger().base() + "/surveys");
            assertThat(page.locator("#main")).containsText("100");
            round.require(window);
        }
    }
}
