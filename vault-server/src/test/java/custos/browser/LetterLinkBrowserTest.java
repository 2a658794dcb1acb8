package custos.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import custos.customer.CustomerId;
import custos.event.Actor;
import custos.policy.ChannelId;
import custos.policy.Language;
import custos.policy.MethodId;
import custos.policy.PurposeId;
import custos.policy.SourceId;
import custos.vault.consents.ConsentAnswer;
import custos.vault.letters.Matter;
import custos.vault.letters.Outbox;
import custos.web.Shop;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What a reader of a newsletter does with the links in it, without logging in.
class LetterLinkBrowserTest {
    private static final PurposeId NEWSLETTER = new PurposeId("newsletter");
    private static final PurposeId BIRTHDAY = new PurposeId("birthday-greeting");
    private static final ChannelId EMAIL = new ChannelId("email");

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
    void a_reader_stops_chooses_and_confirms(Round round) {
        CustomerId eva =
                shop.register(
                        Map.of("full_name", "Eva Hidden", "email", round.tag() + "@example.org"));
        subscribe(eva, round);
        try (Chrome.Window window = round.window(chrome)) {
            new Mail(eva, round, window).read();
        }
    }

    private static void subscribe(CustomerId eva, Round round) {
        var language = new Language(round.language());
        var yes =
                new ConsentAnswer(
                        NEWSLETTER,
                        EMAIL,
                        true,
                        new MethodId("portal"),
                        Optional.of(language),
                        shop.vault().policies().noticeInForce(language),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty());
        shop.vault()
                .consents()
                .record(eva, List.of(yes), new SourceId("portal"), new Actor.Customer());
    }

    private record Mail(CustomerId eva, Round round, Chrome.Window window) {
        void read() {
            looks();
            stops();
            asksForMore();
            confirms();
            stopsEverything();
            isErased();
        }

        private Page page() {
            return window.page();
        }

        private void go(String path) {
            page().navigate(shop.customer().base() + path);
            round.require(window);
        }

        private static String link(CustomerId of) {
            return "/u/" + shop.vault().subscriptions().link(of, Optional.of(NEWSLETTER), EMAIL);
        }

        private boolean gets(PurposeId purpose) {
            return shop.vault().consents().mayContact(eva, purpose, EMAIL).allowed();
        }

        /// Looking changes nothing: scanners of mail look at every link.
        private void looks() {
            long size = shop.vault().ledger().newestSize();
            go(link(eva));
            assertThat(page().locator("#unsubscribe")).isVisible();
            Assertions.assertThat(shop.vault().ledger().newestSize()).isEqualTo(size);
            Assertions.assertThat(gets(NEWSLETTER)).isTrue();
        }

        private void stops() {
            page().locator("#unsubscribe").click();
            assertThat(page().locator("#done")).isVisible();
            assertThat(page().locator("#purpose-newsletter .state-ended")).isVisible();
            round.require(window);
            Assertions.assertThat(gets(NEWSLETTER)).isFalse();
        }

        private void asksForMore() {
            page().locator("#purpose-birthday-greeting form[action*='/ask'] button").click();
            assertThat(page().locator("#purpose-birthday-greeting .state-requested")).isVisible();
            round.require(window);
            Assertions.assertThat(gets(BIRTHDAY)).isFalse();
        }

        private void confirms() {
            go("/confirm/" + confirmation() + "?lang=" + round.language());
            Assertions.assertThat(gets(BIRTHDAY)).isFalse();
            page().locator("#confirm").click();
            assertThat(page().locator("#confirm")).hasCount(0);
            assertThat(page().locator("#outcome")).isVisible();
            round.require(window);
            Assertions.assertThat(gets(BIRTHDAY)).isTrue();
        }

        private static String confirmation() {
            shop.settle();
            return shop.vault().outbox().after(0, 1000).letters().stream()
                    .map(Outbox.Waiting::letter)
                    .map(one -> one.matter())
                    .filter(Matter.ConfirmConsent.class::isInstance)
                    .map(Matter.ConfirmConsent.class::cast)
                    .reduce((_, last) -> last)
                    .orElseThrow()
                    .confirmation();
        }

        private void stopsEverything() {
            go(link(eva));
            page().locator("#everything").click();
            assertThat(page().locator("#done")).isVisible();
            assertThat(page().locator(".state-given")).hasCount(0);
            round.require(window);
            Assertions.assertThat(gets(BIRTHDAY)).isFalse();
        }

        private void isErased() {
            String link = link(eva);
            shop.vault().erasure().erase(eva, "erasure-request", false, Shop.OPERATOR);
            go(link);
            assertThat(page().locator("#nobody")).isVisible();
            go("/confirm/of-nobody");
            assertThat(page().locator("main h1")).isVisible();
        }
    }
}
