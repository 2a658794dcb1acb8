package custos.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import custos.access.Role;
import custos.customer.CustomerId;
import custos.web.Shop;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Everything that staff take down of a customer, each in its form.
class RecordsBrowserTest {
    private static final List<String> KINDS =
            List.of(
                    "warranties",
                    "messages",
                    "survey-answers",
                    "complaints",
                    "wish-list",
                    "competition-entries");

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
    void each_form_is_sound_and_an_order_and_a_complaint_go_their_way(Round round) {
        CustomerId hana = shop.register(Map.of("full_name", "Hana Nováková", "phone", "601"));
        String customer = shop.stranger().base() + "/customers/" + hana.value();
        try (Chrome.Window window = round.window(chrome)) {
            Page page = window.page();
            page.navigate(shop.stranger().base() + "/log-in");
            page.fill("#name", shop.account(Role.STAFF).value());
            page.fill("#password", Shop.password());
            page.keyboard().press("Enter");
            page.locator("#search").waitFor();
            for (String kind : KINDS) {
                page.navigate(customer);
                page.click("#add-" + kind);
                assertThat(page.locator("#record")).isVisible();
                round.require(window);
            }
            order(round, window, customer);
            complaint(round, window, customer);
        }
    }

    private static void order(Round round, Chrome.Window window, String customer) {
        Page page = window.page();
        page.navigate(customer + "/records/purchases");
        page.selectOption("#source", "sms-order");
        assertThat(page.locator("#notice-to-read .say")).hasCount(3);
        page.fill("#total", "much");
        page.fill("[id='lines.0.item']", "Kettle");
        page.click("#save-record");
        assertThat(page.locator("#total-error")).isVisible();
        assertThat(page.locator("[id='lines.0.quantity-error']")).isVisible();
        assertThat(page.locator("#source")).hasValue("sms-order");
        round.require(window);
        page.fill("#total", "349,50");
        page.fill("[id='lines.0.quantity']", "1");
        page.fill("[id='lines.0.unit_price']", "349,50");
        page.click("#save-record");
        assertThat(page.locator("#customer-name")).isVisible();
        page.click("#here");
        assertThat(page.locator("#records")).containsText("349.50 CZK");
        round.require(window);
    }

    private static void complaint(Round round, Chrome.Window window, String customer) {
        Page page = window.page();
        page.navigate(customer + "/records/complaints");
        assertThat(page.locator("#status")).hasValue("open");
        page.fill("#complaint", "The kettle leaks");
        page.click("#save-record");
        page.locator("#customer-name").waitFor();
        page.navigate(customer);
        String change = page.locator("#records a[href*='/complaints/']").getAttribute("href");
        page.navigate(shop.stranger().base() + change);
        page.selectOption("#status", "resolved");
        page.fill("#closed_on", "2026-11-23");
        round.require(window);
        page.click("#save-record");
        page.locator("#customer-name").waitFor();
        page.navigate(shop.stranger().base() + change);
        assertThat(page.locator("#status")).hasValue("resolved");
    }
}
