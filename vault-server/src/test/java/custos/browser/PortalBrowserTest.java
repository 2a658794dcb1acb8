package custos.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import custos.customer.CustomerId;
import custos.vault.letters.Matter;
import custos.vault.letters.Outbox;
import custos.web.Shop;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A customer's whole visit: in by a code, look, switch, correct, take along, erase.
class PortalBrowserTest {
    @TempDir private static Path dir;
    @AutoClose private static Chrome chrome;
    @AutoClose private static Shop shop;

    @BeforeAll
    static void open() {
        chrome = Chrome.start();
        shop = Shop.in(dir);
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
    @MethodSource("custos.browser.Round#ofFlow")
    void a_customer_does_all_she_may(Round round) {
        shop.clock().advance(Duration.ofMinutes(5));
        String email = round.tag() + "@example.org";
        CustomerId id = jana(email);
        try (Chrome.Window window = round.window(chrome)) {
            new Guest(round, window, email).visit();
        }
        Assertions.assertThat(shop.vault().portal().knows(id)).isFalse();
    }

    private record Guest(Round round, Chrome.Window window, String email) {
        void visit() {
            go("/my");
            letIn();
            switches();
            corrects();
            takesAlong();
            asks();
            go("/my/history");
            erases();
        }

        private void go(String path) {
            page().navigate(shop.customer().base() + path);
            require();
        }

        private Page page() {
            return window.page();
        }

        private void require() {
            round.require(window);
        }

        private void letIn() {
            page().locator("#email").fill(email);
            page().locator("#ask-button").click();
            assertThat(page().locator("#sent")).isVisible();
            require();
            page().locator("#code").fill("3333 3333");
            page().locator("#code-button").click();
            assertThat(page().locator("#mistakes")).isVisible();
            require();
            page().locator("#code").fill(letter().code());
            page().locator("#code-button").click();
            assertThat(page().locator("#held")).isVisible();
            require();
        }

        private void switches() {
            page().locator("#switch-newsletter-email button[value=yes]").click();
            assertThat(page().locator("#done")).isVisible();
            assertThat(page().locator("#switch-newsletter-email .state-given")).isVisible();
            require();
            page().locator("#stop-button").click();
            assertThat(page().locator("#switch-newsletter-email .state-withdrawn")).isVisible();
            page().locator("#held-contact details summary").first().click();
            require();
        }

        private void corrects() {
            page().locator(".page-nav a[href='/my/correct']").click();
            require();
            page().locator("#postcode").fill("1");
            page().locator("#save").click();
            assertThat(page().locator("#postcode-error")).isVisible();
            require();
            page().locator("#postcode").fill("602 00");
            page().locator("#city").fill("Brno");
            page().locator("#children").fill("2");
            page().locator("#hobbies").fill("chess\nwalking");
            page().locator("#save").click();
            assertThat(page().locator("#value-address")).containsText("60200 Brno");
            assertThat(page().locator("#value-hobbies")).containsText("walking");
        }

        private void takesAlong() {
            page().locator(".page-nav a[href='/my/download']").click();
            require();
            page().locator("#download-button").click();
            require();
            Download download =
                    page().waitForDownload(() -> page().locator("#download-link").click());
            Assertions.assertThat(download.suggestedFilename()).isEqualTo("my-data.zip");
            readsAtHome(Archive.unpack(download, dir.resolve(round.tag())));
        }

        private void asks() {
            page().locator(".page-nav a[href='/my/requests']").click();
            require();
            page().locator("#right").selectOption("restriction");
            page().locator("#words").fill("until the invoice is corrected");
            page().locator("#send-request").click();
            assertThat(page().locator("#done")).isVisible();
            assertThat(page().locator("#requests .state-waiting")).isVisible();
            require();
            go("/my");
            assertThat(page().locator("#requests .state-waiting")).isVisible();
        }

        /// In a window without a network, so that whatever it lacks is seen.
        private void readsAtHome(Path folder) {
            try (Chrome.Window home = round.window(chrome)) {
                home.page().context().setOffline(true);
                home.page().navigate(folder.resolve("index.html").toUri().toString());
                assertThat(home.page().locator("main")).containsText(email);
                round.require(home);
            }
        }

        private void erases() {
            page().locator(".page-nav a[href='/my/erase']").click();
            require();
            page().locator("#number").fill("K-8");
            page().locator("#erase-button").click();
            assertThat(page().locator("#number-error")).isVisible();
            require();
            page().locator("#number").fill("K-7");
            page().locator("#suppress").check();
            page().locator("#erase-button").click();
            assertThat(page().locator("#certificate")).isVisible();
            require();
            Download file =
                    page().waitForDownload(() -> page().locator("#certificate-file").click());
            Assertions.assertThat(file.suggestedFilename()).isEqualTo("erasure-certificate.json");
        }
    }
}
