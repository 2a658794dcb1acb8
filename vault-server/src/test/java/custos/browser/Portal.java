package custos.browser;

import com.microsoft.playwright.Page;
import custos.access.Role;
import custos.cli.DemoShop;
import custos.event.Actor;

/// A customer's ways onto her own page, and what she does there.
final class Portal {
    private static final Actor CLERK = new Actor.Staff("staff", Role.STAFF.word());

    private Portal() {}

    /// With a code that staff handed over at the counter.
    static void enter(Demo demo, Page page) {
        String code = demo.vault().portalCodes().handOver(demo.hana(), CLERK);
        page.navigate(demo.open("/my"));
        page.locator("#code").fill(code);
        page.locator("#mark").fill(DemoShop.HANAS_NUMBER);
        page.locator("#code-button").click();
        page.locator("#held").waitFor();
    }

    /// Asks for a letter and follows its link, as far as the button.
    static void askAndFollow(Demo demo, Page page) {
        int before = demo.letters();
        page.navigate(demo.open("/my"));
        page.locator("#email").fill(DemoShop.HANA);
        page.locator("#ask-button").click();
        page.locator("#code").waitFor();
        page.navigate(Demo.link(demo.letterAfter(before), "/my/in/"));
        page.locator("#let-in-button").waitFor();
    }

    /// Types a new address in and follows the link that it gets.
    static void newAddress(Demo demo, Page page) {
        int before = demo.letters();
        page.navigate(demo.open("/my/correct"));
        page.locator("input#email").fill("hana." + before + "@example.org");
        page.locator("#save").click();
        page.locator("#done, .flash, .notice").first().waitFor();
        page.navigate(
                Demo.link(
                        demo.letterWithAfter("/my/confirm-email/", before), "/my/confirm-email/"));
    }
}
