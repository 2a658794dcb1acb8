package custos.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import custos.access.Role;
import custos.customer.CustomerId;
import custos.customer.FieldValue;
import custos.event.Actor;
import custos.policy.FieldId;
import custos.policy.SourceId;
import custos.vault.customers.Customers;
import custos.web.Shop;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What goes otherwise than on the walk: two at one customer, a session that ends over a form, and
/// what only an officer does.
class CounterBrowserTest {
    @TempDir private static Path dir;
    @AutoClose private static Chrome chrome;
    @AutoClose private static Shop shop;

    @BeforeAll
    static void open() {
        chrome = Chrome.start();
        shop = Shop.in(dir);
    }

    private static CustomerId marie() {
        return shop.register(
                Map.of(
                        "full_name", "Marie Malá",
                        "email", "marie@example.org",
                        "birth_date", "1980-05-17",
                        "number", "K-9",
                        "address",
                                Map.of(
                                        "line1", "Lipová 7",
                                        "city", "Brno",
                                        "postcode", "60200",
                                        "country", "CZ")));
    }

    @ParameterizedTest
    @MethodSource("custos.browser.Round#ofFlow")
    void two_save_at_once_and_a_session_ends_over_a_form(Round round) {
        CustomerId marie = marie();
        try (Chrome.Window window = round.window(chrome)) {
            var desk = new Desk(round, window, marie);
            desk.logIn(Role.STAFF);
            desk.savesSecond();
            desk.movesAbroad();
            desk.comesBackLate();
        } finally {
            shop.vault().erasure().erase(marie, "erasure-request", false, Shop.OPERATOR);
        }
    }

    @ParameterizedTest
    @MethodSource("custos.browser.Round#ofFlow")
    void an_officer_reveals_hands_out_and_erases(Round round) {
        CustomerId marie = marie();
        try (Chrome.Window window = round.window(chrome)) {
            var desk = new Desk(round, window, marie);
            desk.logIn(Role.OFFICER);
            desk.reveals();
            desk.takesOut();
            desk.erases();
        }
    }

    private static final class Desk {
        private final Round round;
        private final Chrome.Window window;
        private final Page page;
        private final CustomerId customer;
        private String account = "";

        Desk(Round round, Chrome.Window window, CustomerId customer) {
            this.round = round;
            this.window = window;
            this.page = window.page();
            this.customer = customer;
        }

        void logIn(Role role) {
            account = shop.account(role).value();
            page.navigate(address() + "/log-in");
            typePassword();
            page.waitForURL(address() + "/");
        }

        private void typePassword() {
            page.fill("#name", account);
            page.fill("#password", Shop.password());
            page.keyboard().press("Enter");
        }

        private static String address() {
            return shop.stranger().base();
        }

        private void open() {
            page.navigate(address() + "/customers/" + customer.value());
            if (page.locator("#here").count() > 0) {
                page.click("#here");
            }
            assertThat(page.locator("#leave")).isVisible();
        }

        void savesSecond() {
            open();
            page.click("#edit-email");
            assertThat(page.locator("#value")).isFocused();
            somebodyElseSaves();
            page.fill("#value", "mine@example.org");
            page.click("#save");
            assertThat(page.locator("#conflict-stored")).hasText("theirs@example.org");
            assertThat(page.locator("#conflict-yours")).hasText("mine@example.org");
            assertThat(page.locator("#value")).hasValue("mine@example.org");
            round.require(window);
            page.click("#save");
            assertThat(page.locator("#saved")).isVisible();
            assertThat(page.locator("#fact-email")).containsText("mine@example.org");
        }

        private void somebodyElseSaves() {
            shop.vault()
                    .customers()
                    .amend(
                            customer,
                            new Customers.Amendment(
                                    Map.of(
                                            new FieldId("email"),
                                            Optional.of(new FieldValue.Text("theirs@example.org"))),
                                    new SourceId("counter-form"),
                                    OptionalLong.empty()),
                            new Actor.Staff("bela", "staff"));
        }

        /// The boxes of another country come, and a mistake in one of them is told at the box.
        void movesAbroad() {
            page.click("#edit-address");
            round.require(window);
            page.selectOption("select[name='address.country']", "MY");
            assertThat(page.locator("select[name='address.region']")).isVisible();
            page.fill("input[name='address.postcode']", "504");
            page.click("#save");
            assertThat(page.locator("[id='address.postcode-error']")).isVisible();
            round.require(window);
            page.click("#cancel");
        }

        /// What was typed before the session ended is not lost.
        void comesBackLate() {
            page.click("#edit-email");
            page.fill("#value", "late@example.org");
            shop.clock().advance(Duration.ofMinutes(31));
            page.click("#save");
            assertThat(page.locator("#password")).isVisible();
            round.require(window);
            typePassword();
            assertThat(page.locator("input[name=value]")).hasValue("late@example.org");
            round.require(window);
            page.click("main .button-primary");
            assertThat(page.locator("#customer-name")).isVisible();
            round.require(window);
            open();
            assertThat(page.locator("#fact-email")).containsText("late@example.org");
        }

        void reveals() {
            page.navigate(address() + "/customers/" + customer.value());
            assertThat(page.locator("#fact-birth_date")).not().containsText("1980");
            page.click("#fact-birth_date summary");
            page.locator("#reveal-reason-birth_date option").nth(1).waitFor(attached());
            page.selectOption("#reveal-reason-birth_date", option("#reveal-reason-birth_date"));
            page.click("#reveal-birth_date");
            assertThat(page.locator("#fact-birth_date")).containsText("1980");
            round.require(window);
        }

        private static com.microsoft.playwright.Locator.WaitForOptions attached() {
            return new com.microsoft.playwright.Locator.WaitForOptions()
                    .setState(com.microsoft.playwright.options.WaitForSelectorState.ATTACHED);
        }

        /// The first that is a choice.
        private String option(String select) {
            return page.locator(select + " option").nth(1).getAttribute("value");
        }

        void takesOut() {
            page.selectOption("#export-reason", option("#export-reason"));
            Download zip = page.waitForDownload(() -> page.click("#export"));
            Assertions.assertThat(zip.suggestedFilename()).isEqualTo("customer-export.zip");
            Assertions.assertThat(Archive.unpack(zip, dir.resolve("out-" + round.tag())))
                    .isDirectoryContaining("glob:**customer.json");
        }

        void erases() {
            page.click("#erase");
            round.require(window);
            page.selectOption("#reason", option("#reason"));
            page.fill("#number", "K-8");
            page.click("#erase-now");
            assertThat(page.locator("#number-error")).isVisible();
            round.require(window);
            page.fill("#number", "K-9");
            page.click("#erase-now");
            assertThat(page.locator("#certificate")).isVisible();
            round.require(window);
            page.navigate(address() + "/customers/" + customer.value());
            assertThat(page.locator("#customer-name")).hasCount(0);
            round.require(window);
        }
    }
}
