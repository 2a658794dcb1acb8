package custos.browser;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import custos.browser.Tour.Reader;
import custos.web.Shop;
import custos.web.face.PublicFace;
import custos.web.face.StaffFace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// docs/pages.md, the map of all pages: held against the list of pages, the list against the
/// routes. `docs/pages.sh` draws the pictures and writes the map.
class PagesMapTest {
    private static final Path DOCS = Path.of("..", "docs");

    /// Addresses that answer with a file, or that lead back to their page.
    private static final Pattern NO_PAGE =
            Pattern.compile(
                    ".*\\.csv|.*\\.js|/search|/customers/new/alike|/my/download/\\{link}|/audit/checkpoints/\\{size}"
                            + "|/my/receipts/\\{leaf}|/audit/entries/\\{index}/(proof|receipts/.*)|/audit/verify/progress"
                            + "|/customers/\\{customer}/(?!erase|holds$|requests$|rewards$|signed-form$|records/|merge$|merge/|alike$).*"
                            + "|/requests/\\{request}/(step|note)|/breaches/\\{breach}/file\\.json"
                            + "|/account/(password|second-factor/code|sessions/end)"
                            + "|/admin/(accounts|sessions|tokens|keys)/.*"
                            + "|/retention/.*|/lists/\\{question}/.*|/figures/.*/progress|/admin/backup(/.*)?"
                            + "|/imports/\\{import}/(progress|alike)|/duplicates/(.*/)?(progress|apart|apart-undo)"
                            + "|/customers/\\{customer}/merge/\\{other}/apart(-undo)?|/imports/sheets/\\{sheet}/(refused|map|run/progress)");

    @Test
    void no_page_is_forgotten_and_none_made_up(@TempDir Path dir) {
        try (Shop shop = Shop.in(dir)) {
            Set<String> routes =
                    Stream.of(
                                    new StaffFace(shop.context()).names(),
                                    new PublicFace(shop.context()).names(),
                                    // The notices are the API's.
                                    List.of("GET /privacy"))
                            .flatMap(List::stream)
                            .filter(name -> name.startsWith("GET "))
                            .map(name -> name.substring("GET ".length()))
                            .filter(path -> !NO_PAGE.matcher(path).matches())
                            .collect(Collectors.toCollection(TreeSet::new));

            Set<String> listed = new TreeSet<>();
            Pages.all().forEach(shown -> listed.add(shown.route()));
            assertThat(listed).isEqualTo(routes);
        }
    }

    /// With the pictures that are there; `docs/pages.sh` draws them all.
    @Test
    void the_map_shows_every_page(@TempDir Path dir) throws IOException {
        Path map = DOCS.resolve("pages.md");
        if ("write".equals(System.getProperty("custos.pages"))) {
            draw(dir);
            Files.writeString(map, text());
        }

        assertThat(map).content(UTF_8).isEqualTo(text());
    }

    private static void draw(Path dir) throws IOException {
        Files.createDirectories(DOCS.resolve("pages"));
        try (Chrome chrome = Chrome.start();
                Demo demo = Demo.in(dir)) {
            var faults = new SoftAssertions();
            for (int width : new int[] {1280, 360}) {
                draw(chrome, demo, width, faults);
            }
            faults.assertAll();
        }
    }

    private static void draw(Chrome chrome, Demo demo, int width, SoftAssertions faults) {
        demo.later(Duration.ofMinutes(10));
        try (var tour = new Tour(demo, chrome, "en", width, ColorScheme.LIGHT)) {
            for (Pages.Shown shown : Pages.all()) {
                faults.assertThatCode(() -> draw(tour, shown, width))
                        .as(shown.name() + " at " + width)
                        .doesNotThrowAnyException();
            }
        }
    }

    private static void draw(Tour tour, Pages.Shown shown, int width) {
        Page page = tour.window(shown.reader()).page();
        shown.way().open(tour.demo(), page);
        byte[] png = page.screenshot(new Page.ScreenshotOptions().setFullPage(true));
        SmallPicture.write(png, picture(shown, width));
    }

    private static Path picture(Pages.Shown shown, int width) {
        return DOCS.resolve("pages").resolve(shown.name() + "-" + width + ".png");
    }

    private static String text() {
        var lines = new ArrayList<String>();
        lines.add("# The pages");
        lines.add("");
        lines.add("Every page, who reads it and what for, on a desk and on a telephone. Drawn and");
        lines.add("written by `docs/pages.sh`, from a list that a test holds against the routes.");
        for (Reader reader : Reader.values()) {
            List<Pages.Shown> hers =
                    Pages.all().stream().filter(shown -> shown.reader() == reader).toList();
            lines.add("");
            lines.add("## For " + reader.words());
            lines.add("");
            lines.add("| address | what for | desk | telephone |");
            lines.add("|---|---|---|---|");
            hers.forEach(shown -> lines.add(line(shown)));
        }
        lines.add("");
        return String.join("\n", lines);
    }

    private static String line(Pages.Shown shown) {
        return "| `%s` | %s | %s | %s |"
                .formatted(
                        shown.route(),
                        shown.what(),
                        image(shown, 1280, "desk", 320),
                        image(shown, 360, "telephone", 120));
    }

    private static String image(Pages.Shown shown, int width, String on, int shownWide) {
        if (!Files.exists(picture(shown, width))) {
            return "";
        }
        return ("<a href=\"pages/%1$s-%2$d.png\"><img src=\"pages/%1$s-%2$d.png\""
                        + " width=\"%4$d\" alt=\"%1$s on a %3$s\"></a>")
                .formatted(shown.name(), width, on, shownWide);
    }
}
