package custos.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import custos.access.Authenticator;
import custos.web.Shop;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The first day of an administrator: the first account, a second factor, accounts and tokens.
class AccessBrowserTest {
    @TempDir private static Path dir;
    private static Chrome chrome;

    @BeforeAll
    static void open() {
        chrome = Chrome.start();
    }

    @AfterAll
    static void close() {
        if (chrome != null) {
            chrome.close();
        }
    }

    @ParameterizedTest
    @CsvSource({"en, 1280, LIGHT", "ms, 360, DARK", "cs, 360, LIGHT", "cs, 1280, DARK"})
    void an_administrators_first_day(String language, int width, ColorScheme colours) {
        try (Shop shop = Shop.in(dir.resolve(language + width));
                Chrome.Window window = chrome.window(language, width, colours)) {
            setUp(shop, window);
            logIn(window);
            assertThat(window.page().locator("#backup")).isVisible();
            window.requireSound();
            secondFactor(shop, window);
            account(window);
            token(window);
            window.page().locator("nav a[href='/admin/sessions']").click();
            assertThat(window.page().locator("#sessions")).isVisible();
            window.requireSound();
        }
    }

    private static void setUp(Shop shop, Chrome.Window window) {
        Page page = window.page();
        page.navigate(shop.stranger().base() + "/log-in");
        window.requireSound();
        page.locator("#set-up a").click();
        window.requireSound();
        page.locator("#code").fill("not the code");
        fillSetUp(page);
        assertThat(page.locator("#code-error")).isVisible();
        window.requireSound();
        page.locator("#code").fill(shop.context().setup().code().orElseThrow());
        fillSetUp(page);
        page.waitForURL("**/log-in");
    }

    private static void fillSetUp(Page page) {
        page.locator("#name").fill("anna");
        page.locator("#display-name").fill("Anna Nováková");
        page.locator("#role-officer").uncheck();
        page.locator("#password").fill(Shop.password());
        page.locator("#again").fill(Shop.password());
        page.locator("#make-account").click();
    }

    private static void logIn(Chrome.Window window) {
        Page page = window.page();
        page.locator("#name").fill("anna");
        page.locator("#password").fill(Shop.password());
        page.locator("#log-in").click();
        page.waitForURL("**/admin");
    }

    private static void secondFactor(Shop shop, Chrome.Window window) {
        Page page = window.page();
        page.locator(".site-nav a[href='/account']").click();
        window.requireSound();
        page.locator("#second-factor").click();
        window.requireSound();
        page.locator("#password").fill(Shop.password());
        page.locator("#show-secret").click();
        page.locator("summary").click();
        window.requireSound();
        var phone = new Authenticator(page.locator("#secret").innerText());
        page.locator("#code").fill(phone.code(shop.clock().instant()));
        page.locator("#send-code").click();
        assertThat(page.locator("#done")).isVisible();
        page.locator("form[action='/log-out'] button").click();
        shop.clock().advance(Duration.ofMinutes(1));
        page.locator("#name").fill("anna");
        page.locator("#password").fill(Shop.password());
        page.locator("#log-in").click();
        window.requireSound();
        page.locator("#code").fill(phone.code(shop.clock().instant()));
        page.locator("#send-code").click();
        page.waitForURL("**/admin");
    }

    private static void account(Chrome.Window window) {
        Page page = window.page();
        page.locator("nav a[href='/admin/accounts']").click();
        window.requireSound();
        page.locator("#name").fill("eva");
        page.locator("#display-name").fill("Eva Malá");
        page.locator("#create-account").click();
        assertThat(page.locator("#role-staff-error")).isVisible();
        window.requireSound();
        page.locator("#role-staff").check();
        page.locator("#create-account").click();
        assertThat(page.locator("#password-once")).isVisible();
        page.locator("#account-eva summary").click();
        window.requireSound();
    }

    private static void token(Chrome.Window window) {
        Page page = window.page();
        page.locator("nav a[href='/admin/tokens']").click();
        window.requireSound();
        page.locator("#name").fill("till");
        page.locator("input[value='customers:write']").check();
        page.locator("#create-token").click();
        assertThat(page.locator("#token-once")).isVisible();
        window.requireSound();
    }
}
