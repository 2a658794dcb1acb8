package custos.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import custos.access.Role;
import custos.customer.CustomerId;
import custos.policy.ChannelId;
import custos.policy.Language;
import custos.policy.MethodId;
import custos.policy.PurposeId;
import custos.vault.consents.ConsentAnswer;
import custos.web.Shop;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Five minutes with the log as `docs/walks/auditor.md` tells them.
class AuditorWalkTest {
    @TempDir private static Path dir;
    @AutoClose private static Chrome chrome;

    @BeforeAll
    static void open() {
        chrome = Chrome.start();
    }

    @ParameterizedTest
    @MethodSource("custos.browser.Round#ofFlow")
    void every_step_with_the_log_does_what_the_walk_says(Round round) {
        try (Shop shop = Shop.in(dir.resolve(round.tag()));
                Chrome.Window auditor = round.window(chrome);
                Chrome.Window officer = round.window(chrome)) {
            new Review(shop, round, auditor, officer.page(), novak(shop)).walk();
            round.require(officer);
        }
    }

    private static CustomerId novak(Shop shop) {
        var language = new Language("cs");
        var yes =
                new ConsentAnswer(
                        new PurposeId("newsletter"),
                        new ChannelId("email"),
                        true,
                        new MethodId("counter"),
                        Optional.of(language),
                        shop.vault().policies().noticeInForce(language),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty());
        return shop.register(
                Map.of("full_name", "Marie Nováková", "email", "marie@example.org"), yes);
    }

    /// One walk, with an officer who hands a case over.
    private static final class Review {
        private final Shop shop;
        private final Round round;
        private final Chrome.Window window;
        private final Page page;
        private final Page officer;
        private final CustomerId novak;
        private final Walk walk;
        private String kept = "";

        Review(Shop shop, Round round, Chrome.Window window, Page officer, CustomerId novak) {
            this.shop = shop;
            this.round = round;
            this.window = window;
            this.page = window.page();
            this.officer = officer;
            this.novak = novak;
            this.walk = new Walk("auditor", page, round.isTold());
        }

        void walk() {
            logIn(page, Role.AUDITOR);
            logIn(officer, Role.OFFICER);
            step(this::opensTheLog);
            step(this::filters);
            step(this::opensAnEntry);
            step(this::takesTheProof);
            step(this::keepsACheckpoint);
            step(this::comparesIt);
            step(this::verifies);
            step(this::draws);
            step(this::readsACase);
            step(this::readsPolicyAndAccess);
            walk.requireWhole();
        }

        private void step(Runnable what) {
            walk.step(what);
            round.require(window);
        }

        private void logIn(Page page, Role role) {
            page.navigate(shop.stranger().base() + "/log-in");
            page.fill("#name", shop.account(role).value());
            page.fill("#password", Shop.password());
            page.keyboard().press("Enter");
            assertThat(page.locator("form[action='/log-out'] button")).isVisible();
        }

        private String words(String key, Map<String, Object> values) {
            return round.words().text(key, values);
        }

        private void opensTheLog() {
            page.click(".site-nav a[href='/audit']");
            assertThat(page.locator("#erased"))
                    .containsText(words("audit.erased", Map.of("count", 0)));
        }

        private void filters() {
            page.selectOption("#group", "consents");
            page.selectOption("#purpose", "newsletter");
            page.click("#filter");
            assertThat(page.locator("#entries tbody tr")).hasCount(1);
        }

        private void opensAnEntry() {
            page.click("main table tbody a");
            assertThat(page.locator("#openings-title")).isVisible();
            assertThat(page.locator("main")).not().containsText("marie@example.org");
        }

        private void takesTheProof() {
            String proof = text(page.waitForDownload(() -> page.click("#proof")));
            Assertions.assertThat(proof).contains("c2sp.org/tlog-proof");
        }

        private void keepsACheckpoint() {
            page.click("main a[href='/audit/checkpoints']");
            walk.look();
            kept = text(page.waitForDownload(() -> page.click("#keep")));
        }

        private void comparesIt() {
            page.fill("#checkpoint", kept);
            page.click("#compare");
            assertThat(page.locator("#verdict")).isVisible();
            assertThat(page.locator(".notice-success")).isVisible();
        }

        private void verifies() {
            page.click("main a[href='/audit/verify']");
            walk.look();
            page.click("#verify");
            assertThat(page.locator("#verdict"))
                    .containsText(words("audit.verify.clean", Map.of()));
        }

        private void draws() {
            page.click("main a[href='/audit/sample']");
            page.fill("#count", "2");
            walk.look();
            page.click("#draw");
            assertThat(page.locator("#drawn-seed")).isVisible();
        }

        private void readsACase() {
            officer.navigate(shop.stranger().base() + "/customers/" + novak.value());
            walk.look(officer.innerText("main"));
            officer.click("#hand-over");
            officer.locator("input[name=reason]").first().check();
            officer.click("#hand-over");
            page.click("main a[href='/audit/cases']");
            page.click("#cases tbody a");
            assertThat(page.locator(".story").first()).containsText(newsletter());
            assertThat(page.locator("main")).not().containsText("marie@example.org");
        }

        private String newsletter() {
            return shop.vault()
                    .policies()
                    .current()
                    .words()
                    .find(new Language(round.language()), "purposes", "newsletter")
                    .orElseThrow();
        }

        private void readsPolicyAndAccess() {
            page.click("main a[href='/audit/policy']");
            walk.look();
            page.click("main a[href='/audit/access']");
            assertThat(page.locator("main table")).isVisible();
        }

        private static String text(Download file) {
            try {
                return Files.readString(file.path());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
