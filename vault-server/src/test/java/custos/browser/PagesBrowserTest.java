package custos.browser;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every page of docs/pages.md, in every language, on a telephone and on a desk.
class PagesBrowserTest {
    /// What a first visit may weigh, everything together. Print views grow with the log.
    private static final int MAX_BYTES = 100 * 1024;

    /// Longer than the day's ten letters to one customer take to come back.
    private static final Duration BETWEEN = Duration.ofHours(5);

    @TempDir private static Path dir;
    @AutoClose private static Chrome chrome;
    @AutoClose private static Demo demo;

    @BeforeAll
    static void open() {
        chrome = Chrome.start();
        demo = Demo.in(dir);
    }

    @ParameterizedTest
    @MethodSource("custos.browser.Round#ofFlow")
    void every_page_is_sound(Round round) {
        demo.later(BETWEEN);
        try (var tour = new Tour(demo, chrome, round.language(), round.width(), round.colours())) {
            var faults = new SoftAssertions();
            for (Pages.Shown shown : Pages.all()) {
                faults.assertThatCode(() -> requireSound(tour, shown, round))
                        .as(shown.name())
                        .doesNotThrowAnyException();
            }
            faults.assertAll();
        }
    }

    private static void requireSound(Tour tour, Pages.Shown shown, Round round) {
        Chrome.Window window = tour.window(shown.reader());
        shown.way().open(demo, window.page());
        // What a link in a letter leads to speaks the letter's language.
        if (window.page().url().contains("?lang=")) {
            round.requireSight(window);
        } else {
            round.require(window);
        }
    }

    @Test
    void a_first_visit_is_light() {
        demo.later(BETWEEN);
        try (var tour = new Tour(demo, chrome, "cs", 1280, ColorScheme.LIGHT)) {
            var faults = new SoftAssertions();
            for (Pages.Shown shown : Pages.all()) {
                if (!shown.route().endsWith("/print")) {
                    Page page = tour.window(shown.reader()).page();
                    shown.way().open(demo, page);
                    faults.assertThat(weight(page))
                            .as(shown.name())
                            .isBetween(1L, (long) MAX_BYTES);
                }
            }
            faults.assertAll();
        }
    }

    /// Everything once more, whatever the browser has kept.
    private static long weight(Page page) {
        var bytes = new AtomicLong();
        CDPSession session = page.context().newCDPSession(page);
        session.send("Network.enable");
        var disabled = new JsonObject();
        disabled.addProperty("cacheDisabled", true);
        session.send("Network.setCacheDisabled", disabled);
        session.on(
                "Network.loadingFinished",
                event -> bytes.addAndGet((long) event.get("encodedDataLength").getAsDouble()));
        page.navigate(page.url());
        session.detach();
        return bytes.get();
    }
}
