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

class LogInBrowserTest {
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
    void staff_log_in_with_the_keyboard_alone(Round round) {
        String account = shop.account(Role.STAFF).value();
        try (Chrome.Window window = round.window(chrome)) {
            Page page = window.page();
            page.navigate(shop.stranger().base() + "/log-in");
            round.require(window);

            page.locator("#name").focus();
            page.keyboard().type(account);
            page.keyboard().press("Tab");
            page.keyboard().type("wrong horse battery");
            page.keyboard().press("Enter");
            assertThat(page.locator("#mistakes")).isVisible();
            round.require(window);

            page.locator("#password").focus();
            page.keyboard().type(Shop.password());
            page.keyboard().press("Enter");
            page.waitForURL(shop.stranger().base() + "/");
        }
    }
}
