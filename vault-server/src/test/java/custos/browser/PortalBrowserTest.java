package custos.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import custos.customer.CustomerId;
import custos.vault.Matter;
import custos.vault.Outbox;
import custos.web.Shop;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A customer's whole visit: in by a code, look, switch, correct, take along, erase.
class PortalBrowserTest {
    @TempDir private static Path dir;
    private static Chrome chrome;
    private static Shop shop;

    @BeforeAll
    static void open() {
        chrome = Chrome.start();
        shop = Shop.in(dir);
    }

    @AfterAll
    static void close() {
        if (shop != null) {
            shop.close();
        }
        if (chrome != null) {
            chrome.close();
        }
    }

    private static CustomerId jana(String email) {
        return shop.register(
                Map.of(
                        "full_name", "Jana Nováková",
                        "email", email,
                        "phone", "+420 601 000 000",
                        "number", "K-7",
                        "birth_date", "1980-05-17",
                        "address",
                                Map.of(
                                        "line1", "Dlouhá 3",
                                        "city", "Praha",
                                        "postcode", "110 00",
                                        "country", "CZ")));
    }

    private static Matter.PortalLink letter() {
        shop.settle();
        return shop.vault().outbox().after(0, 1000).letters().stream()
                .map(Outbox.Waiting::letter)
                .map(one -> one.matter())
                .filter(Matter.PortalLink.class::isInstance)
                .map(Matter.PortalLink.class::cast)
                .reduce((_, last) -> last)
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "en, 360, LIGHT",
        "en, 1280, DARK",
        "ms, 360, DARK",
        "ms, 1280, LIGHT",
        "cs, 360, LIGHT",
        "cs, 1280, DARK"
    })
    void a_customer_does_all_she_may(String language, int width, ColorScheme colours) {
        shop.clock().advance(Duration.ofMinutes(5));
        CustomerId id = jana(language + width + "@example.org");
        String base = shop.customer().base();
        try (Chrome.Window window = chrome.window(language, width, colours)) {
            Page page = window.page();
            page.navigate(base + "/my");
            window.requireSound();
            letIn(window, language + width + "@example.org");
            switches(window);
            corrects(window);
            takesAlong(window);
            page.navigate(base + "/my/history");
            window.requireSound();
            erases(window);
            Assertions.assertThat(shop.vault().portal().knows(id)).isFalse();
        }
    }

    private static void letIn(Chrome.Window window, String email) {
        Page page = window.page();
        page.locator("#email").fill(email);
        page.locator("#ask-button").click();
        assertThat(page.locator("#sent")).isVisible();
        window.requireSound();
        page.locator("#code").fill("3333 3333");
        page.locator("#code-button").click();
        assertThat(page.locator("#mistakes")).isVisible();
        window.requireSound();
        page.locator("#code").fill(letter().code());
        page.locator("#code-button").click();
        assertThat(page.locator("#held")).isVisible();
        window.requireSound();
    }

    private static void switches(Chrome.Window window) {
        Page page = window.page();
        page.locator("#switch-newsletter-email button[value=yes]").click();
        assertThat(page.locator("#done")).isVisible();
        assertThat(page.locator("#switch-newsletter-email .state-given")).isVisible();
        window.requireSound();
        page.locator("#stop-button").click();
        assertThat(page.locator("#switch-newsletter-email .state-withdrawn")).isVisible();
        page.locator("#held-contact details summary").first().click();
        window.requireSound();
    }

    private static void corrects(Chrome.Window window) {
        Page page = window.page();
        page.locator(".page-nav a[href='/my/correct']").click();
        window.requireSound();
        page.locator("#postcode").fill("1");
        page.locator("#save").click();
        assertThat(page.locator("#postcode-error")).isVisible();
        window.requireSound();
        page.locator("#postcode").fill("602 00");
        page.locator("#city").fill("Brno");
        page.locator("#save").click();
        assertThat(page.locator("#value-address")).containsText("60200 Brno");
    }

    private static void takesAlong(Chrome.Window window) {
        Page page = window.page();
        page.locator(".page-nav a[href='/my/download']").click();
        window.requireSound();
        page.locator("#download-button").click();
        window.requireSound();
        Download download = page.waitForDownload(() -> page.locator("#download-link").click());
        Assertions.assertThat(download.suggestedFilename()).isEqualTo("my-data.zip");
        Assertions.assertThat(download.failure()).isNull();
    }

    private static void erases(Chrome.Window window) {
        Page page = window.page();
        page.locator(".page-nav a[href='/my/erase']").click();
        window.requireSound();
        page.locator("#number").fill("K-8");
        page.locator("#erase-button").click();
        assertThat(page.locator("#number-error")).isVisible();
        window.requireSound();
        page.locator("#number").fill("K-7");
        page.locator("#suppress").check();
        page.locator("#erase-button").click();
        assertThat(page.locator("#certificate")).isVisible();
        window.requireSound();
        Download file = page.waitForDownload(() -> page.locator("#certificate-file").click());
        Assertions.assertThat(file.suggestedFilename()).isEqualTo("erasure-certificate.json");
    }
}
