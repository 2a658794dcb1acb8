package custos.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import custos.access.Role;
import custos.access.SiteOrigin;
import custos.posting.PublicForm;
import custos.vault.letters.Matter;
import custos.vault.letters.Outbox;
import custos.web.Shop;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// An officer takes each form and pastes it into the shop's website, on another origin; somebody
/// fills it in there, in a frame and on the page, and confirms it by the letter.
class SiteFormsBrowserTest {
    @TempDir private static Path dir;
    @AutoClose private static Chrome chrome;
    @AutoClose private static ShopsSite site;
    @AutoClose private static Shop shop;

    @BeforeAll
    static void open() {
        chrome = Chrome.start();
        site = ShopsSite.start();
        shop = Shop.withSite(dir, new SiteOrigin(site.origin()));
    }

    @ParameterizedTest
    @MethodSource("custos.browser.Round#ofFlow")
    void each_form_is_pasted_filled_in_and_confirmed(Round round) {
        try (Chrome.Window window = round.window(chrome)) {
            var walk = new Paste(round, window);
            walk.logIn();
            for (PublicForm form : PublicForm.values()) {
                // Limits forget.
                shop.clock().advance(Duration.ofMinutes(5));
                walk.get(form);
                walk.inAFrame(form);
                walk.onThePage(form);
            }
        }
    }

    @Test
    void nobody_else_may_show_a_form_in_a_frame() {
        try (ShopsSite other = ShopsSite.start();
                Chrome.Window window = Round.all().findFirst().orElseThrow().window(chrome)) {
            String frame =
                    "<iframe title=\"x\" src=\""
                            + shop.customer().base()
                            + "/site/newsletter\">"
                            + "</iframe>";
            other.paste("en", frame);
            window.page().navigate(other.origin());
            assertThat(window.page().frameLocator("iframe").locator("#send")).hasCount(0);

            site.paste("en", frame);
            window.page().navigate(site.origin());
            assertThat(window.page().frameLocator("iframe").locator("#send")).isVisible();
        }
    }

    private static final class Paste {
        private final Round round;
        private final Chrome.Window window;
        private String frame = "";
        private String form = "";

        Paste(Round round, Chrome.Window window) {
            this.round = round;
            this.window = window;
        }

        private Page page() {
            return window.page();
        }

        void logIn() {
            page().navigate(shop.stranger().base() + "/log-in");
            page().fill("#name", shop.account(Role.OFFICER).value());
            page().fill("#password", Shop.password());
            page().keyboard().press("Enter");
            page().locator("#search").waitFor();
        }

        void get(PublicForm which) {
            page().navigate(shop.stranger().base() + "/embeds");
            round.require(window);
            page().locator("#forms a[href='/embeds/" + which.code() + "']").click();
            if (which.about().isPresent()) {
                page().fill("#name", "Jaro 2027");
                page().click("#make");
            }
            page().locator("#in a[href*='in=" + round.language() + "']").click();
            round.require(window);
            frame = here(page().locator("#frame-code").inputValue());
            form = here(page().locator("#form-code").inputValue());
        }

        /// The vault of a test is not at its public address.
        private static String here(String html) {
            return html.replace("https://shop.example.org", shop.customer().base());
        }

        void inAFrame(PublicForm which) {
            site.paste(round.language(), frame);
            page().navigate(site.origin());
            FrameLocator inside = page().frameLocator("iframe");
            inside.locator("#send").waitFor();
            round.require(window);
            Assertions.assertThat(inside.locator("[type=checkbox]:checked").count()).isZero();
            fill(inside.locator("#form"), which, "frame");
            if (which == PublicForm.NEWSLETTER) {
                // Told at the top and at the box, and nothing is lost.
                inside.locator("[name='agree.newsletter']").uncheck();
                send(inside.locator("#send"));
                assertThat(inside.locator("#mistakes")).isVisible();
                assertThat(inside.locator("#email")).hasValue(address(which, "frame"));
                round.require(window);
                inside.locator("[name='agree.newsletter']").check();
            }
            send(inside.locator("#send"));
            assertThat(inside.locator("#sent")).isVisible();
            round.require(window);
            confirm();
        }

        void onThePage(PublicForm which) {
            site.paste(round.language(), form);
            page().navigate(site.origin());
            fill(page().locator("form"), which, "page");
            page().locator("form button").click();
            assertThat(page().locator("#check")).isVisible();
            assertThat(page().locator("#email")).hasValue(address(which, "page"));
            Assertions.assertThat(page().locator("[name^='agree.']:checked").count()).isZero();
            round.require(window);
            page().locator("[name='agree.newsletter']").check();
            send(page().locator("#send"));
            assertThat(page().locator("#sent")).isVisible();
            confirm();
            assertThat(page().locator("#given")).isVisible();
        }

        private String address(PublicForm which, String where) {
            return which.code() + "." + where + "." + round.tag() + "@example.org";
        }

        private void fill(Locator into, PublicForm which, String where) {
            into.locator("[name=email]").fill(address(which, where));
            switch (which) {
                case NEWSLETTER -> {
                    if (where.equals("frame")) {
                        into.locator("[name='agree.newsletter']").check();
                    }
                }
                case COMPETITION -> into.locator("[name=entry]").fill("Báseň");
                case WARRANTY -> {
                    into.locator("[name=product]").fill("Kettle");
                    into.locator("[name=bought_on]").fill("2026-11-01");
                }
                case SURVEY -> {
                    into.locator("[name=score]").selectOption("9");
                    into.locator("[name='ranks.price']").selectOption("1");
                }
                case WISH_LIST -> {
                    into.locator("[name=favourite]").check();
                    into.locator("[name=rating]").selectOption("5");
                }
            }
        }

        private static void send(Locator button) {
            shop.clock().advance(Duration.ofSeconds(20));
            button.click();
        }

        /// By the link of the newest letter.
        private void confirm() {
            List<Matter> asked =
                    shop.vault().outbox().after(0, 1000).letters().stream()
                            .map(Outbox.Waiting::letter)
                            .map(letter -> letter.matter())
                            .filter(Matter.ConfirmPosting.class::isInstance)
                            .toList();
            var newest = (Matter.ConfirmPosting) asked.getLast();
            page().navigate(
                            shop.customer().base()
                                    + "/site/posted/"
                                    + newest.code()
                                    + "?lang="
                                    + round.language());
            round.require(window);
            assertThat(page().locator("input[type=checkbox]:checked")).hasCount(0);
            page().locator("[name='agree.newsletter']").all().forEach(Locator::check);
            page().locator("#confirm").click();
            assertThat(page().locator("#confirm")).hasCount(0);
            assertThat(page().locator("#outcome")).isVisible();
            round.require(window);
        }
    }
}
