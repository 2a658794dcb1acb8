package custos.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import custos.access.Role;
import custos.customer.CustomerId;
import custos.web.Shop;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A form is printed, and typed in once it is signed.
class FormsBrowserTest {
    @TempDir private static Path dir;
    @AutoClose private static Chrome chrome;
    @AutoClose private static Shop shop;

    @BeforeAll
    static void open() {
        chrome = Chrome.start();
        shop = Shop.in(dir);
        shop.clock().advance(Duration.ofMinutes(20));
    }

    @ParameterizedTest
    @MethodSource("custos.browser.Round#ofFlow")
    void a_form_goes_to_paper_and_back(Round round) {
        CustomerId hana =
                shop.register(Map.of("full_name", "Hana", "email", round.tag() + "@example.org"));
        try (Chrome.Window window = round.window(chrome)) {
            Page page = window.page();
            page.navigate(shop.stranger().base() + "/log-in");
            page.fill("#name", shop.account(Role.STAFF).value());
            page.fill("#password", Shop.password());
            page.keyboard().press("Enter");
            page.locator("#search").waitFor();
            page.navigate(shop.stranger().base() + "/customers/new");
            page.fill("#email", "somebody@gmial.com");
            page.press("#email", "Tab");
            assertThat(page.locator("#email-note")).containsText("gmail.com");
            round.require(window);
            page.click("#to-forms");
            page.fill("#copies", "2");
            page.click("#draw");
            assertThat(page.locator(".form-number")).hasCount(2);
            round.require(window);
            String number = page.locator(".form-number").first().textContent();
            String second = page.locator(".form-number").last().textContent();

            page.navigate(shop.stranger().base() + "/customers/" + hana.value());
            page.click("#to-signed-form");
            page.fill("#number", "F1-EN-3333-3333-3");
            page.fill("#signed", "2026-11-22T23:00");
            page.click("#take-form");
            assertThat(page.locator("#number-error")).isVisible();
            assertThat(page.locator("#signed-error")).isVisible();
            round.require(window);
            page.fill("#number", number);
            page.fill("#signed", "2026-11-22T11:30");
            page.check("input[name='consent.newsletter.email'][value=yes]");
            page.click("#take-form");
            assertThat(page.locator("#purpose-newsletter .state-given")).isVisible();
            round.require(window);

            page.navigate(shop.stranger().base() + "/customers/new");
            page.fill("#full_name", "Nora " + round.tag());
            page.fill("#email", "nora" + round.tag() + "@example.org");
            page.click("#paper summary");
            page.fill("#number", second);
            page.fill("#signed", "2026-11-22T23:00");
            page.locator("details")
                    .filter(new Locator.FilterOptions().setHas(page.locator("#say-newsletter")))
                    .locator("summary")
                    .click();
            page.locator("input[name='consent.newsletter.email'][value=yes]").check();
            page.click("#register");
            assertThat(page.locator("#signed-error")).isVisible();
            round.require(window);
            page.fill("#signed", "2026-11-22T11:30");
            page.click("#register");
            assertThat(page.locator("#purpose-newsletter .state-given")).isVisible();
        }
    }
}
