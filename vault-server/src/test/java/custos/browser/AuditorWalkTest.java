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
import custos.vault.ConsentAnswer;
import custos.web.Shop;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditorWalkTest {
    @TempDir private Path dir;

    @Test
    void every_step_with_the_log_does_what_the_walk_says() {
        try (Chrome chrome = Chrome.start();
                Shop shop = Shop.in(dir);
                Chrome.Window auditor = chrome.window("en", 1280);
                Chrome.Window officer = chrome.window("en", 1280)) {
            CustomerId novak = novak(shop);
            logIn(shop, auditor.page(), Role.AUDITOR);
            logIn(shop, officer.page(), Role.OFFICER);
            take(shop, auditor.page(), officer.page(), novak);
            auditor.requireSound();
            officer.requireSound();
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

    private static void logIn(Shop shop, Page page, Role role) {
        page.navigate(shop.stranger().base() + "/log-in");
        page.fill("#name", shop.account(role).value());
        page.fill("#password", Shop.password());
        page.keyboard().press("Enter");
        assertThat(page.getByText("Log out")).isVisible();
    }

    private static void take(Shop shop, Page page, Page officer, CustomerId novak) {
        var walk = new Walk("auditor", page, true);
        walk.step(() -> {
            page.click(".site-nav a[href='/audit']");
            assertThat(page.locator("main")).containsText("None of these entries is of an erased");
        });
        walk.step(() -> {
            page.selectOption("#group", "consents");
            page.selectOption("#purpose", "newsletter");
            page.click("#filter");
            assertThat(page.locator("main")).containsText("1 entry shown");
        });
        walk.step(() -> {
            page.click("main table tbody a");
            assertThat(page.locator("#openings-title")).isVisible();
            assertThat(page.locator("main")).not().containsText("marie@example.org");
        });
        walk.step(() -> {
            Download proof = page.waitForDownload(() -> page.click("#proof"));
            requireText(proof, "c2sp.org/tlog-proof");
        });
        String[] kept = new String[1];
        walk.step(() -> {
            page.click("main a[href='/audit/checkpoints']");
            walk.look();
            kept[0] = text(page.waitForDownload(() -> page.click("#keep")));
        });
        walk.step(() -> {
            page.fill("#checkpoint", kept[0]);
            page.click("#compare");
            assertThat(page.locator("#verdict")).isVisible();
            assertThat(page.locator(".notice-success")).isVisible();
        });
        walk.step(() -> {
            page.click("main a[href='/audit/verify']");
            walk.look();
            page.click("#verify");
            assertThat(page.locator("#verdict")).containsText("Nothing was found");
        });
        walk.step(() -> {
            page.click("main a[href='/audit/sample']");
            page.fill("#count", "2");
            walk.look();
            page.click("#draw");
            assertThat(page.locator("#drawn-seed")).isVisible();
        });
        walk.step(() -> {
            officer.navigate(shop.stranger().base() + "/customers/" + novak.value());
            walk.look(officer.innerText("main"));
            officer.click("#hand-over");
            officer.locator("input[name=reason]").first().check();
            officer.click("#hand-over");
            page.click("main a[href='/audit/cases']");
            page.click("#cases tbody a");
            assertThat(page.locator(".story").first()).containsText("Newsletter");
            assertThat(page.locator("main")).not().containsText("marie@example.org");
        });
        walk.step(() -> {
            page.click("main a[href='/audit/policy']");
            walk.look();
            page.click("main a[href='/audit/access']");
            assertThat(page.locator("main table")).isVisible();
        });
        walk.requireWhole();
    }

    private static void requireText(Download file, String text) {
        if (!text(file).contains(text)) {
            throw new AssertionError("the file does not hold " + text);
        }
    }

    private static String text(Download file) {
        try {
            return Files.readString(file.path());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
