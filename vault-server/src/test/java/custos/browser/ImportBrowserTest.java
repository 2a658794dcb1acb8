package custos.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import custos.access.Role;
import custos.web.Shop;
import java.nio.charset.Charset;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The old spreadsheet comes in: brought, looked at, given a meaning, and taken back.
class ImportBrowserTest {
    @TempDir private static Path dir;
    @AutoClose private static Chrome chrome;
    @AutoClose private static Shop shop;

    @BeforeAll
    static void open() {
        chrome = Chrome.start();
        shop = Shop.in(dir);
    }

    private static byte[] sheet(Round round) {
        String tag = round.tag();
        return """
        Číslo zákazníka;Jméno;Příjmení;Telefon;E-mail;Souhlas s marketingem;Datum souhlasu;Poznámka;Boty %1$s
        %1$s-1;Žofie;Dvořáková;601 000 001;z.%1$s@example.org;ano;2024-05-01;;38
        %1$s-2;Petr;Malý;601;p.%1$s@example.org;ano;;nechce reklamu;
        %1$s-3;Eva;Nová;;e.%1$s@example.org;ne;;;
        ;;;;;;2024-01-01;;
        """
                .formatted(tag)
                .getBytes(Charset.forName("windows-1250"));
    }

    @ParameterizedTest
    @MethodSource("custos.browser.Round#ofFlow")
    void a_spreadsheet_comes_in_and_goes_again(Round round) {
        try (Chrome.Window window = round.window(chrome)) {
            Page page = window.page();
            page.navigate(shop.stranger().base() + "/log-in");
            page.fill("#name", shop.account(Role.OFFICER).value());
            page.fill("#password", Shop.password());
            page.keyboard().press("Enter");
            page.click(".site-menu:has(a[href='/imports']) summary");
            page.click(".site-menu a[href='/imports']");
            round.require(window);
            page.setInputFiles("#file", new FilePayload("no.pdf", "", "%PDF".getBytes(UTF_8)));
            page.click("#bring-file");
            assertThat(page.locator("#file-error")).isVisible();
            round.require(window);

            page.setInputFiles("#file", new FilePayload("old.csv", "text/csv", sheet(round)));
            page.click("#bring-file");
            assertThat(page.locator("#sample")).containsText("Dvořáková");
            round.require(window);
            page.selectOption("#encoding", "windows-1252");
            page.click("#read-again");
            assertThat(page.locator("#sample")).not().containsText("Dvořáková");
            page.selectOption("#encoding", "windows-1250");
            page.click("#go-on");

            assertThat(page.locator("#role-4")).hasValue("email");
            assertThat(page.locator("#role-8")).hasValue("ignore");
            page.selectOption("#role-8", "email");
            page.click("#go-on");
            assertThat(page.locator("#role-8-error")).isVisible();
            round.require(window);
            page.selectOption("#role-8", "ignore");
            page.click("#go-on");

            assertThat(page.locator("[name=purpose-0]:checked")).hasCount(0);
            page.selectOption("#country", "CZ");
            page.check("[name=purpose-0][value=newsletter]");
            page.click("#look");
            assertThat(page.locator("#channel-0-error")).isVisible();
            assertThat(page.locator("[name=purpose-0][value=newsletter]")).isChecked();
            round.require(window);
            page.check("[name=channel-0][value=email]");
            page.fill("#proof-0", "signed cards, binder 3");
            page.click("#look");

            assertThat(page.locator("#looked")).isVisible();
            assertThat(page.locator("#created td.num")).hasText("3");
            assertThat(page.locator("#consent-given td.num")).hasText("1");
            assertThat(page.locator("#consent-refused td.num")).hasText("1");
            round.require(window);
            page.click("#take");
            assertThat(page.locator("#imported")).isVisible();
            assertThat(page.locator("#refused a, a#refused")).isVisible();
            round.require(window);

            page.click("#imported a");
            round.require(window);
            page.click("#undo-now");
            assertThat(page.locator("#removed")).hasText("3");
            round.require(window);
            page.click("main a[href='/imports']");
            assertThat(page.locator("#batches")).isVisible();
            round.require(window);
        }
    }
}
