package custos.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import custos.access.Role;
import custos.customer.CustomerId;
import custos.web.Shop;
import java.nio.file.Path;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// An officer enters a request at the telephone, follows it step by step, and refuses a part of it.
class RequestsBrowserTest {
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
    void a_request_goes_from_its_receipt_to_its_end(Round round) {
        CustomerId jan =
                shop.register(
                        Map.of(
                                "full_name",
                                "Jan Novák",
                                "email",
                                round.tag() + "@example.org",
                                "language",
                                round.language()));
        try (Chrome.Window window = round.window(chrome)) {
            var officer = new Officer(round, window);
            officer.logIn();
            officer.enters(jan);
            officer.findsItInTheQueue();
            officer.asksWhoItIs();
            officer.takesLonger();
            officer.decides();
            officer.printsALetter();
            officer.closes();
            officer.writesTheFileOfABreach();
        }
        Assertions.assertThat(shop.vault().requests().of(jan))
                .singleElement()
                .satisfies(one -> Assertions.assertThat(one.isClosed()).isTrue());
    }

    private static final class Officer {
        private final Round round;
        private final Chrome.Window window;
        private final Page page;

        Officer(Round round, Chrome.Window window) {
            this.round = round;
            this.window = window;
            this.page = window.page();
        }

        void logIn() {
            String address = shop.stranger().base();
            page.navigate(address + "/log-in");
            page.fill("#name", shop.account(Role.OFFICER).value());
            page.fill("#password", Shop.password());
            page.keyboard().press("Enter");
            page.waitForURL(address + "/");
        }

        void enters(CustomerId customer) {
            page.navigate(shop.stranger().base() + "/customers/" + customer.value());
            page.click("#to-requests");
            assertThat(page.locator("#none")).isVisible();
            round.require(window);
            page.selectOption("#right", "erasure");
            page.fill("#words", "Please forget me");
            page.click("#enter-now");
            assertThat(page.locator("#done")).isVisible();
            assertThat(page.locator("#words")).hasText("Please forget me");
            round.require(window);
        }

        void findsItInTheQueue() {
            page.locator("a[href='/requests']").last().click();
            assertThat(page.locator("#due")).isVisible();
            round.require(window);
            page.selectOption("#state", "overdue");
            page.click("#show");
            assertThat(page.locator("#none")).isVisible();
            round.require(window);
            page.selectOption("#state", "received");
            page.click("#show");
            page.locator("#requests tbody th a").first().click();
            assertThat(page.locator("#fact-due")).isVisible();
        }

        void asksWhoItIs() {
            page.click("#to-acknowledged");
            assertThat(page.locator("#done")).isVisible();
            page.click("#to-identity-check");
            assertThat(page.locator("#to-in-progress")).isVisible();
            assertThat(page.locator("#open-extend")).hasCount(0);
            round.require(window);
            page.click("#to-in-progress");
        }

        void takesLonger() {
            page.click("#open-extend");
            page.selectOption("#delay", "complexity");
            round.require(window);
            page.click("#to-extended");
            assertThat(page.locator("#fact-extended")).isVisible();
            page.click("#open-ask");
            page.fill("#question", "Which orders do you mean?");
            round.require(window);
            page.click("#to-waiting-for-customer");
            assertThat(page.locator("#asked")).hasText("Which orders do you mean?");
        }

        void decides() {
            page.click("#open-decide");
            page.locator("#decision input[value=partly]").check();
            round.require(window);
            page.click("#to-decided");
            assertThat(page.locator("#reasons-error")).isVisible();
            assertThat(page.locator("#decision input[value=partly]")).isChecked();
            round.require(window);
            page.locator("#reasons input[value=legally-required]").check();
            page.fill("#note", "Tax documents stay");
            page.click("#to-decided");
            assertThat(page.locator("#refused-for li")).hasCount(1);
            assertThat(page.locator("#notes")).containsText("Tax documents stay");
            round.require(window);
        }

        void printsALetter() {
            String request = page.url();
            page.locator("a[href$='/letters/request-decided']").click();
            round.require(window);
            page.selectOption("#reason", "legal-request");
            page.click("#open-address");
            assertThat(page.locator("#to")).containsText("Jan Novák");
            round.require(window);
            page.click("#back");
            assertThat(page).hasURL(request.replaceFirst("[?].*$", ""));
        }

        /// Another page of the same officer.
        void writesTheFileOfABreach() {
            page.navigate(shop.stranger().base() + "/breaches");
            round.require(window);
            page.click("#to-new");
            page.fill("#found", page.locator("#found").getAttribute("max"));
            page.fill("#what", "A laptop was stolen");
            page.fill("#consequences", "Unwanted calls");
            page.fill("#measures", "Passwords were changed");
            page.locator("#extent input[value=in-clear]").check();
            page.click("#write");
            assertThat(page.locator("#class-error")).isVisible();
            round.require(window);
            page.locator("#class input").first().check();
            page.click("#write");
            assertThat(page.locator("#deadlines")).isVisible();
            assertThat(page.locator("#letter-cs")).containsText("A laptop was stolen");
            round.require(window);
            tells();
        }

        private void tells() {
            page.click("#open-tell");
            page.selectOption("#duty", "gdpr-cz:authority");
            page.fill("#at", page.locator("#at").getAttribute("max"));
            page.selectOption("#way", "not-told");
            page.click("#tell");
            assertThat(page.locator("#reason-error")).isVisible();
            round.require(window);
            page.fill("#reason", "Nobody is at risk");
            page.click("#tell");
            assertThat(page.locator("#notices")).containsText("Nobody is at risk");
            round.require(window);
            page.click("#to-edit");
            page.fill("#people", "2");
            round.require(window);
            page.click("#write");
            assertThat(page.locator("#fact-people")).containsText("2");
            assertThat(page.locator("#versions li")).hasCount(3);
        }

        void closes() {
            page.click("#to-delivered");
            page.click("#to-closed");
            assertThat(page.locator("#next")).hasCount(0);
            page.fill("#new-note", "Filed");
            page.click("#add-note");
            assertThat(page.locator("#notes")).containsText("Filed");
            round.require(window);
        }
    }
}
