package custos.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import custos.access.Role;
import custos.web.Shop;
import custos.web.lists.Listed;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// An officer at the lists: counts, mends a mistake, takes a file and looks at labels.
class ListsBrowserTest {
    @TempDir private static Path dir;
    @AutoClose private static Chrome chrome;
    @AutoClose private static Shop shop;

    @BeforeAll
    static void open() {
        chrome = Chrome.start();
        shop = Shop.in(dir);
        Listed.somebody(shop, "Hana Nováková", "birthday-greeting/post");
        Listed.somebody(shop, "Petr Svoboda");
    }

    @ParameterizedTest
    @MethodSource("custos.browser.Round#ofFlow")
    void a_list_is_counted_and_taken_out(Round round) throws IOException {
        String account = shop.account(Role.OFFICER).value();
        try (Chrome.Window window = round.window(chrome)) {
            Page page = window.page();
            page.navigate(shop.stranger().base() + "/log-in");
            page.locator("#name").fill(account);
            page.locator("#password").fill(Shop.password());
            page.locator("#password").press("Enter");
            page.waitForURL(shop.stranger().base() + "/");

            page.navigate(shop.stranger().base() + "/lists");
            round.require(window);
            page.click("#list-quiet");
            page.locator("#days").fill("0");
            page.locator("#days").press("Enter");
            assertThat(page.locator("#days-error")).isVisible();
            round.require(window);

            page.navigate(shop.stranger().base() + "/lists/birthdays");
            page.selectOption("#month", "5");
            page.click("#count");
            assertThat(page.locator("#count-result")).containsText("1");
            round.require(window);

            Download file = page.waitForDownload(() -> page.click("#take-csv"));
            assertThat(file.suggestedFilename()).isEqualTo("list-birthdays-2026-11-22.csv");
            try (InputStream in = file.createReadStream()) {
                assertThat(new String(in.readAllBytes(), UTF_8))
                        .contains("Hana Nováková")
                        .doesNotContain("Petr Svoboda");
            }

            page.selectOption("#follow", "birthday-greeting/email");
            assertThat(page.locator("#take-labels")).isHidden();
            page.selectOption("#follow", "birthday-greeting/post");
            page.click("#take-labels");
            assertThat(page.locator(".label")).containsText("Hana Nováková");
            round.require(window);
        }
    }
}
