package custos.browser;

import com.microsoft.playwright.Page;
import custos.browser.Tour.Reader;
import java.util.List;

/// The pages of the privacy officer, for the list of [Pages].
final class OfficerPages {
    private OfficerPages() {}

    static void addTo(List<Pages.Shown> all) {
        add(
                all,
                "customer-officer",
                "/customers/{customer}",
                "what an officer has besides: reveal, export, erase",
                Pages::customer);
        add(
                all,
                "erase",
                "/customers/{customer}/erase",
                "what will stay and why, before a customer is erased",
                (demo, page) -> page.navigate(demo.staff(Pages.path(demo) + "/erase")));
        add(
                all,
                "merge",
                "/customers/{customer}/merge",
                "who else may be the same person",
                OfficerPages::merge);
        add(
                all,
                "merge-pair",
                "/customers/{customer}/merge/{other}",
                "two customers side by side, and what comes of joining them",
                (demo, page) -> {
                    merge(demo, page);
                    page.locator("#merge-found a").first().click();
                    page.locator("#merge-now").waitFor();
                });
        add(
                all,
                "duplicates",
                "/duplicates",
                "customers who may be kept twice, found by a search in the background",
                (demo, page) -> {
                    page.navigate(demo.staff("/duplicates"));
                    page.click("#search-now");
                    page.locator("#found, #nobody").waitFor();
                });
        add(
                all,
                "holds",
                "/holds",
                "all legal holds, and which are overdue",
                (demo, page) -> page.navigate(demo.staff("/holds")));
        add(
                all,
                "customer-holds",
                "/customers/{customer}/holds",
                "what is held of a customer; set and release",
                (demo, page) -> page.navigate(demo.staff(Pages.path(demo) + "/holds")));
        add(
                all,
                "requests",
                "/requests",
                "what customers ask for by right, the nearest deadline first",
                (demo, page) -> page.navigate(demo.staff("/requests")));
        add(
                all,
                "request",
                "/requests/{request}",
                "one request with its two clocks, and what may be done next",
                OfficerPages::request);
        add(
                all,
                "request-letter",
                "/requests/{request}/letters/{letter}",
                "a letter about a request, to be printed; her address once it was opened",
                (demo, page) -> {
                    request(demo, page);
                    page.locator("#letters a").first().click();
                    page.locator("#letter").waitFor();
                });
        add(
                all,
                "customer-requests",
                "/customers/{customer}/requests",
                "a customer's requests; enter a new one",
                (demo, page) -> page.navigate(demo.staff(Pages.path(demo) + "/requests")));
        add(
                all,
                "breach-new",
                "/breaches/new",
                "write down what is known of a breach",
                Pages.staff("/breaches/new"));
        add(
                all,
                "breach",
                "/breaches/{breach}",
                "the file of a breach: who is concerned, whom to tell by when, who was told, the letters",
                OfficerPages::breach);
        add(
                all,
                "breach-edit",
                "/breaches/{breach}/edit",
                "write down what is known by now",
                Pages.staff("/breaches/1/edit"));
        add(
                all,
                "breaches",
                "/breaches",
                "all breaches, and what is late",
                Pages.staff("/breaches"));
        add(
                all,
                "retention",
                "/retention",
                "what is past its period, counted by a dry run, and its deletion",
                OfficerPages::retention);
        add(all, "lists", "/lists", "all lists: whom to write to, and why", Pages.staff("/lists"));
        add(
                all,
                "list",
                "/lists/{question}",
                "one list: counted, then taken out as a file or as labels",
                OfficerPages::list);
        ImportTour.addTo(all);
    }

    private static void merge(Demo demo, Page page) {
        page.navigate(demo.staff(Pages.path(demo) + "/merge"));
        page.fill("#search", "nov");
        page.click("#search-submit");
        page.locator("#merge-found").waitFor();
    }

    private static void list(Demo demo, Page page) {
        page.navigate(demo.staff("/lists/paid-late"));
        page.locator("#count").click();
        page.locator("#count-result").waitFor();
    }

    private static void request(Demo demo, Page page) {
        page.navigate(demo.staff("/requests"));
        page.locator("#requests tbody th a").first().click();
        page.locator("#clocks-title").waitFor();
    }

    private static void breach(Demo demo, Page page) {
        page.navigate(demo.staff("/breaches/new"));
        page.locator("#found").fill(page.locator("#found").getAttribute("max"));
        page.locator("#what").fill("A laptop was stolen");
        page.locator("#class input").first().check();
        page.locator("#extent input[value=in-clear]").check();
        page.locator("#consequences").fill("Unwanted calls");
        page.locator("#measures").fill("Passwords were changed; be careful with calls");
        page.locator("#write").click();
        page.locator("#deadlines").waitFor();
    }

    private static void retention(Demo demo, Page page) {
        page.navigate(demo.staff("/retention"));
        page.locator("#look-now").click();
        page.locator("#purge").waitFor();
    }

    private static void add(
            List<Pages.Shown> all, String name, String route, String what, Pages.Way way) {
        all.add(new Pages.Shown(Reader.OFFICER, name, route, what, way));
    }
}
