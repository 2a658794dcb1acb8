package custos.browser;

import com.microsoft.playwright.Page;
import custos.browser.Tour.Reader;
import java.time.Duration;
import java.util.List;

/// The forms for the shop's website, for the list of [Pages].
final class SitePages {
    private SitePages() {}

    /// For those who put them onto the website.
    static void addEmbedsTo(List<Pages.Shown> all) {
        add(
                all,
                Reader.OFFICER,
                "embeds",
                "/embeds",
                "the forms for the shop's website, and which websites may use them",
                (demo, page) -> page.navigate(demo.staff("/embeds")));
        add(
                all,
                Reader.OFFICER,
                "embeds-form",
                "/embeds/{form}",
                "one form in one language: what to paste, and how it looks",
                (demo, page) -> {
                    page.navigate(demo.staff("/embeds/competition?in=cs"));
                    page.locator("#name").fill("Spring 2027");
                    page.locator("#make").click();
                    page.locator("#frame-code").waitFor();
                });
    }

    static void addTo(List<Pages.Shown> all) {
        add(
                all,
                "site-form",
                "/site/{form}",
                "a form in a frame on the shop's website: newsletter, competition, warranty, survey,"
                        + " wish list",
                (demo, page) -> page.navigate(demo.open("/site/warranty")));
        add(
                all,
                "site-sent",
                "/site/sent/{form}",
                "what happens next: a letter asks",
                SitePages::send);
        add(
                all,
                "site-posted",
                "/site/posted/{link}",
                "say that it was oneself who filled in the form",
                (demo, page) -> {
                    int before = demo.letters();
                    send(demo, page);
                    page.navigate(
                            Demo.link(
                                    demo.letterWithAfter("/site/posted/", before),
                                    "/site/posted/"));
                });
    }

    private static void send(Demo demo, Page page) {
        page.navigate(demo.open("/site/warranty"));
        page.locator("#email").fill("pavla" + demo.letters() + "@example.org");
        page.locator("#product").fill("Kettle Blue 1.7 l");
        page.locator("#bought_on").fill("2026-11-20");
        demo.later(Duration.ofMinutes(1));
        page.locator("#send").click();
        page.locator("#sent").waitFor();
    }

    private static void add(
            List<Pages.Shown> all, String name, String route, String what, Pages.Way way) {
        add(all, Reader.ANYBODY, name, route, what, way);
    }

    private static void add(
            List<Pages.Shown> all,
            Reader reader,
            String name,
            String route,
            String what,
            Pages.Way way) {
        all.add(new Pages.Shown(reader, name, route, what, way));
    }
}
