package custos.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import custos.access.Role;
import custos.customer.CustomerId;
import custos.web.Shop;
import custos.web.lists.Listed;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// An auditor looks at every figure, drawn and as a table.
class FiguresBrowserTest {
    @TempDir private static Path dir;
    @AutoClose private static Chrome chrome;
    @AutoClose private static Shop shop;

    @BeforeAll
    static void open() {
        chrome = Chrome.start();
        shop = Shop.in(dir);
        for (char c = 'a'; c < 'h'; c++) {
            CustomerId id = Listed.somebody(shop, "hana" + c, "newsletter/email", "profiling/web");
            Listed.add(
                    shop,
                    id,
                    "survey-answer",
                    Map.of(
                            "survey", "autumn",
                            "scale", "0-10",
                            "score", 10,
                            "ranks", Map.of("quality", 1, "convenience", 2, "price", 3),
                            "where_heard", "the market",
                            "answered_on", "2026-11-05"));
            Listed.add(
                    shop,
                    id,
                    "reward-movement",
                    Map.of("movement", 5, "unit", "points", "moved_on", "2026-11-05"));
        }
    }

    @ParameterizedTest
    @MethodSource("custos.browser.Round#ofFlow")
    void every_figure_is_drawn_and_stands_as_a_table(Round round) {
        String account = shop.account(Role.AUDITOR).value();
        String base = shop.stranger().base();
        try (Chrome.Window window = round.window(chrome)) {
            Page page = window.page();
            page.navigate(base + "/log-in");
            page.locator("#name").fill(account);
            page.locator("#password").fill(Shop.password());
            page.locator("#password").press("Enter");
            page.waitForURL(url -> !url.contains("/log-in"));

            page.navigate(base + "/figures");
            round.require(window);
            for (String code :
                    new String[] {
                        "consents",
                        "expiring",
                        "sources",
                        "nps",
                        "reasons",
                        "rewards",
                        "profile",
                        "best-sellers",
                        "requests",
                        "reveals"
                    }) {
                page.navigate(base + "/figures/" + code);
                assertThat(page.locator("#as-of")).isVisible();
                round.require(window);
            }
            page.navigate(base + "/figures/nps");
            assertThat(page.locator("svg.plot").first()).isVisible();
            page.locator("main details summary").first().focus();
            page.keyboard().press("Enter");
            assertThat(page.locator("table").first()).containsText("100");
            round.require(window);
            Download file = page.waitForDownload(() -> page.click("#take-csv"));
            assertThat(file.suggestedFilename()).isEqualTo("figures-nps.csv");
        }
    }
}
