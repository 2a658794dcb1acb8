package custos.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import custos.access.Role;
import custos.customer.CustomerId;
import custos.event.Actor;
import custos.policy.ChannelId;
import custos.policy.Language;
import custos.policy.MethodId;
import custos.policy.PurposeId;
import custos.policy.SourceId;
import custos.vault.consents.ConsentAnswer;
import custos.web.Shop;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// An officer joins two records of one person, and takes it back.
class MergeBrowserTest {
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
    void two_records_become_one_and_two_again(Round round) {
        CustomerId hana = shop.register(hana(round));
        CustomerId twin = shop.register(twin(round));
        agrees(hana);
        String base = shop.stranger().base();
        try (Chrome.Window window = round.window(chrome)) {
            Page page = window.page();
            page.navigate(base + "/log-in");
            page.fill("#name", shop.account(Role.OFFICER).value());
            page.fill("#password", Shop.password());
            page.keyboard().press("Enter");
            page.locator("#search").waitFor();
            page.navigate(base + "/customers/" + hana.value());
            page.click("#to-merge");
            page.fill("#search", "hana" + round.tag() + "@example.com");
            page.click("#search-submit");
            round.require(window);
            page.click("#merge-found a");
            assertThat(page.locator("#merge")).isVisible();
            round.require(window);
            page.check("input[name='take-email'][value='goes']");
            page.click("#merge-preview");
            assertThat(page.locator("input[name='take-email'][value='goes']")).isChecked();
            assertThat(page.locator("#merge-consents .state-unknown")).hasCount(2);
            round.require(window);
            page.click("#merge-now");
            assertThat(page.locator("#merged")).isVisible();
            round.require(window);
            page.navigate(base + "/customers/" + twin.value());
            assertThat(page).hasURL(base + "/customers/" + hana.value());
            page.click("#merged button");
            page.locator("#customer-name").waitFor();
            assertThat(page.locator("#merged")).hasCount(0);
            page.navigate(base + "/customers/" + twin.value());
            assertThat(page).hasURL(base + "/customers/" + twin.value());
        }
    }

    private static Map<String, Object> hana(Round round) {
        return Map.of(
                "full_name",
                "Hana Nováková",
                "email",
                "hana" + round.tag() + "@example.org",
                "phone",
                "+420601000979",
                "address",
                Map.of(
                        "line1", "Lomnička 939",
                        "city", "Kšice",
                        "postcode", "34901",
                        "country", "CZ"));
    }

    private static Map<String, Object> twin(Round round) {
        return Map.of(
                "full_name", "Hana Marie Nováková",
                "email", "hana" + round.tag() + "@example.com",
                "heard_from",
                        "a neighbour with a very long name who lives in Llanfairpwllgwyngyll");
    }

    private static void agrees(CustomerId id) {
        var english = new Language("en");
        shop.vault()
                .consents()
                .record(
                        id,
                        List.of(
                                new ConsentAnswer(
                                        new PurposeId("newsletter"),
                                        new ChannelId("email"),
                                        true,
                                        new MethodId("portal"),
                                        Optional.of(english),
                                        shop.vault().policies().noticeInForce(english),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty())),
                        new SourceId("portal"),
                        new Actor.Customer());
    }
}
