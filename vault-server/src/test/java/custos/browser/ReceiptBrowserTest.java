package custos.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import custos.web.SampleReceipt;
import custos.web.Shop;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Somebody checks a receipt on the public page: the genuine file, and one that was changed.
class ReceiptBrowserTest {
    @TempDir private static Path dir;
    @AutoClose private static Chrome chrome;
    @AutoClose private static Shop shop;
    private static String receipt;

    @BeforeAll
    static void open() {
        chrome = Chrome.start();
        shop = Shop.in(dir);
        receipt = SampleReceipt.from(shop);
    }

    @ParameterizedTest
    @MethodSource("custos.browser.Round#ofFlow")
    void a_receipt_is_checked(Round round) {
        try (Chrome.Window window = round.window(chrome)) {
            Page page = window.page();
            page.navigate(shop.customer().base() + "/receipt");
            round.require(window);
            check(page, receipt);
            assertThat(page.locator("#verdict-title"))
                    .hasText(round.words().text("receipt.verdict.proven"));
            page.locator("details summary").click();
            round.require(window);
            check(page, receipt.replace(SampleReceipt.EMAIL, "other@example.org"));
            assertThat(page.locator("#verdict-title"))
                    .hasText(round.words().text("receipt.verdict.refused"));
            round.require(window);
        }
    }

    private static void check(Page page, String file) {
        page.locator("#receipt")
                .setInputFiles(
                        new FilePayload("receipt.json", "application/json", file.getBytes(UTF_8)));
        page.locator("#check-button").click();
    }
}
