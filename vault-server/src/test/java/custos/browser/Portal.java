package custos.browser;

import com.microsoft.playwright.Page;
import custos.cli.DemoShop;
import custos.customer.EmailAddress;
import custos.policy.Language;

/// A customer's ways onto her own page, and what she does there.
final class Portal {
    private Portal() {}

    /// With the link of a letter: a code from the counter does not open all of it.
    static void enter(Demo demo, Page page, String language) {
        int before = demo.letters();
        var codes = demo.vault().portalCodes();
        codes.mail(new EmailAddress(DemoShop.HANA), new Language(language), codes.newTicket());
        page.navigate(Demo.link(demo.letterWithAfter("/my/in/", before), "/my/in/"));
        page.locator("#let-in-button").click();
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
