package custos.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Every page, in every language, on a telephone and on a desk, in light and dark.
class PagesBrowserTest {
    /// What a first visit may weigh, everything together.
    private static final int MAX_BYTES = 100 * 1024;

    @TempDir private static Path dir;
    private static Chrome chrome;
    private static Demo demo;

    @BeforeAll
    static void open() {
        chrome = Chrome.start();
        demo = Demo.in(dir);
    }

    @AfterAll
    static void close() {
        if (demo != null) {
            demo.close();
        }
        if (chrome != null) {
            chrome.close();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "en, 360, DARK, false",
        "en, 1280, LIGHT, true",
        "ms, 360, LIGHT, false",
        "ms, 1280, DARK, false",
        "cs, 360, DARK, true",
        "cs, 1280, LIGHT, false"
    })
    void every_page_is_sound(String language, int width, ColorScheme colours, boolean axe) {
        demo.later(Duration.ofMinutes(10));
        try (var tour = new Tour(demo, chrome, language, width, colours)) {
            var faults = new SoftAssertions();
            for (Pages.Shown shown : Pages.all()) {
                faults.assertThatCode(() -> requireSound(tour, shown, language, axe))
                        .as(shown.name())
                        .doesNotThrowAnyException();
            }
            faults.assertAll();
        }
    }

    /// What axe looks at does not change with the language: it looks once in light, once in dark.
    private static void requireSound(Tour tour, Pages.Shown shown, String language, boolean axe) {
        Chrome.Window window = tour.window(shown.reader());
        shown.way().open(demo, window.page());
        if (axe) {
            window.requireSound();
        } else {
            window.requireFit();
        }
        // A link in a letter speaks the letter's language.
        if (!window.page().url().contains("?lang=")) {
            assertThat(window.page().getAttribute("html", "lang")).isEqualTo(language);
        }
    }

    @Test
    void a_first_visit_is_light() {
        demo.later(Duration.ofMinutes(10));
        try (var tour = new Tour(demo, chrome, "cs", 1280, ColorScheme.LIGHT)) {
            for (Pages.Shown shown : Pages.all()) {
                Page page = tour.window(shown.reader()).page();
                shown.way().open(demo, page);
                assertThat(weight(page)).as(shown.name()).isBetween(1L, (long) MAX_BYTES);
            }
        }
    }

    /// Everything once more, whatever the browser has kept.
    private static long weight(Page page) {
        var bytes = new AtomicLong();
        var session = page.context().newCDPSession(page);
        session.send("Network.enable");
        var disable = new com.google.gson.JsonObject();
        disable.addProperty("cacheDisabled", true);
        session.send("Network.setCacheDisabled", disable);
        session.on(
                "Network.loadingFinished",
                event -> bytes.addAndGet((long) event.get("encodedDataLength").getAsDouble()));
        page.navigate(page.url());
        session.detach();
        return bytes.get();
    }
}
