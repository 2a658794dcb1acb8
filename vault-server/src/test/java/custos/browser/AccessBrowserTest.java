package custos.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import custos.access.Authenticator;
import custos.web.Shop;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The first day of an administrator: the first account, a second factor, accounts and tokens.
class AccessBrowserTest {
    @TempDir private static Path dir;
    @AutoClose private static Chrome chrome;

    @BeforeAll
    static void open() {
        chrome = Chrome.start();
    }

    @ParameterizedTest
    @MethodSource("custos.browser.Round#ofFlow")
    void an_administrators_first_day(Round round) {
        try (Shop shop = Shop.in(dir.resolve(round.tag()));
                Chrome.Window window = round.window(chrome)) {
            new Day(shop, round, window).pass();
        }
    }

    private record Day(Shop shop, Round round, Chrome.Window window) {
        void pass() {
            setUp();
            logIn();
            assertThat(page().locator("#backup")).isVisible();
            require();
            secondFactor();
            account();
            token();
            page().locator("nav a[href='/admin/sessions']").click();
            assertThat(page().locator("#sessions")).isVisible();
            require();
        }

        private Page page() {
            return window.page();
        }

        private void require() {
            round.require(window);
        }

        private void setUp() {
            page().navigate(shop.stranger().base() + "/log-in");
            require();
            page().locator("#set-up a").click();
            require();
            fillSetUp("not the code");
            assertThat(page().locator("#code-error")).isVisible();
            require();
            fillSetUp(shop.context().setup().code().orElseThrow());
            page().waitForURL("**/log-in");
        }

        private void fillSetUp(String code) {
            page().locator("#code").fill(code);
            page().locator("#name").fill("anna");
            page().locator("#display-name").fill("Anna Nováková");
            page().locator("#role-officer").uncheck();
            page().locator("#password").fill(Shop.password());
            page().locator("#again").fill(Shop.password());
            page().locator("#make-account").click();
        }

        private void logIn() {
            typePassword();
            page().waitForURL("**/admin");
        }

        private void typePassword() {
            page().locator("#name").fill("anna");
            page().locator("#password").fill(Shop.password());
            page().locator("#log-in").click();
        }

        private void secondFactor() {
            page().locator(".site-nav a[href='/account']").click();
            require();
            page().locator("#second-factor").click();
            require();
            page().locator("#password").fill(Shop.password());
            page().locator("#show-secret").click();
            page().locator("summary").click();
            require();
            var phone = new Authenticator(page().locator("#secret").innerText());
            page().locator("#code").fill(phone.code(shop.clock().instant()));
            page().locator("#send-code").click();
            assertThat(page().locator("#done")).isVisible();
            page().locator("form[action='/log-out'] button").click();
            shop.clock().advance(Duration.ofMinutes(1));
            typePassword();
            assertThat(page().locator("#send-code")).isVisible();
            require();
            page().locator("#code").fill(phone.code(shop.clock().instant()));
            page().locator("#send-code").click();
            page().waitForURL("**/admin");
        }

        private void account() {
            page().locator("nav a[href='/admin/accounts']").click();
            require();
            page().locator("#name").fill("eva");
            page().locator("#display-name").fill("Eva Malá");
            page().locator("#create-account").click();
            assertThat(page().locator("#role-staff-error")).isVisible();
            require();
            page().locator("#role-staff").check();
            page().locator("#create-account").click();
            assertThat(page().locator("#password-once")).isVisible();
            page().locator("#account-eva summary").click();
            require();
        }

        private void token() {
            page().locator("nav a[href='/admin/tokens']").click();
            require();
            page().locator("#name").fill("till");
            page().locator("input[value='customers:write']").check();
            page().locator("#create-token").click();
            assertThat(page().locator("#token-once")).isVisible();
            require();
        }
    }
}
