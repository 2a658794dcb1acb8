package custos.browser;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import custos.browser.Tour.Reader;
import java.util.List;

/// The pages of imports, for the list of [Pages].
final class ImportTour {
    private static final String SHEET =
            """
            Customer number,Name,Phone,E-mail,Street,Town,Newsletter,Newsletter date,Shoe size
            A-1,Alois Kovář,+420 601 222 301,alois.kovar@example.org,Dlouhá 3,Brno,yes,2025-04-02,43
            A-2,Božena Líbalová,+420 601 222 302,bozena@example,Krátká 5,Brno,no,,38
            A-3,Cyril Sýkora,,cyril.sykora@example.org,,Zlín,?,,44
            ,,,,,,,2025-04-03,41
            """;

    private ImportTour() {}

    static void addTo(List<Pages.Shown> all) {
        add(
                all,
                "import-shape",
                "/imports/sheets/{sheet}",
                "how a file is written, beside its first texts",
                ImportTour::bring);
        add(
                all,
                "import-columns",
                "/imports/sheets/{sheet}/columns",
                "what each column means",
                ImportTour::columns);
        add(
                all,
                "import-rules",
                "/imports/sheets/{sheet}/rules",
                "who is taken in, and what a yes agrees to",
                ImportTour::rules);
        add(
                all,
                "import-run",
                "/imports/sheets/{sheet}/run",
                "what an import would do, line by line; then the import itself",
                ImportTour::look);
        add(
                all,
                "import",
                "/imports/{import}",
                "an import of the past, and the way back",
                ImportTour::take);
        add(
                all,
                "import-duplicates",
                "/duplicates/imports/{import}",
                "who of an import may be kept twice",
                (demo, page) -> {
                    take(demo, page);
                    page.locator("p#import-alike").waitFor();
                    page.navigate(page.url().replace("/imports/", "/duplicates/imports/"));
                });
        add(
                all,
                "imports",
                "/imports",
                "bring a spreadsheet; all imports so far",
                Pages.staff("/imports"));
    }

    private static void bring(Demo demo, Page page) {
        page.navigate(demo.staff("/imports"));
        page.setInputFiles("#file", new FilePayload("old.csv", "text/csv", SHEET.getBytes(UTF_8)));
        page.click("#bring-file");
        page.locator("#sample").waitFor();
    }

    private static void columns(Demo demo, Page page) {
        bring(demo, page);
        page.click("#go-on");
        page.locator("#columns").waitFor();
    }

    private static void rules(Demo demo, Page page) {
        columns(demo, page);
        page.selectOption("#role-6", "consent");
        page.selectOption("#role-7", "consent_date");
        page.click("#go-on");
        page.locator("#proof-0").waitFor();
    }

    private static void look(Demo demo, Page page) {
        rules(demo, page);
        page.check("[name=purpose-0][value=newsletter]");
        page.check("[name=channel-0][value=email]");
        page.selectOption("#day-0", "Newsletter date");
        page.fill("#proof-0", "signed cards, binder 3");
        page.click("#look");
        page.locator("#looked").waitFor();
    }

    private static void take(Demo demo, Page page) {
        look(demo, page);
        page.click("#take");
        page.locator("#imported a").click();
        page.locator("#what-title").waitFor();
    }

    private static void add(
            List<Pages.Shown> all, String name, String route, String what, Pages.Way way) {
        all.add(new Pages.Shown(Reader.OFFICER, name, route, what, way));
    }
}
