package custos.browser;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/// One Chromium for a class of tests.
final class Chrome implements AutoCloseable {
    private static final List<String> FLAGS =
            List.of(
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-quic",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                    // Whatever a page asks of another host is not even looked up.
                    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
                    "--lang=en");

    /// The library's own builder opens a window more for each page; there are no frames here.
    private static final String AXE = resource("/axe.min.js");

    private static final String VIOLATIONS =
            "axe.run({resultTypes: ['violations']}).then(found =>"
                    + " found.violations.map(one => one.id + ': ' + one.nodes[0].html))";

    /// What takes longer on a busy machine of two cores is broken.
    private static final int TIMEOUT_MILLIS = 60_000;

    /// Longer than the library's own five seconds, which a busy machine can use up.
    private static final int ASSERTION_MILLIS = 15_000;

    private final Playwright playwright;
    private final Browser browser;

    private Chrome(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    /// Starts it, or skips the tests where there is none.
    static Chrome start() {
        Optional<Path> program = program();
        if (program.isEmpty() && System.getenv("CI") != null) {
            throw new AssertionError("no Chromium, and CI must have one");
        }
        Assumptions.assumeTrue(program.isPresent(), "no Chromium on this machine");
        PlaywrightAssertions.setDefaultAssertionTimeout(ASSERTION_MILLIS);
        Playwright playwright =
                Playwright.create(
                        new Playwright.CreateOptions()
                                .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        Browser browser =
                playwright
                        .chromium()
                        .launch(
                                new BrowserType.LaunchOptions()
                                        .setExecutablePath(program.get())
                                        .setHeadless(true)
                                        .setArgs(FLAGS));
        return new Chrome(playwright, browser);
    }

    private static String resource(String name) {
        try (var in = AxeBuilder.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new AssertionError(name + " is missing");
            }
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Path> program() {
        return Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }

    /// A window of its own, with no cookies and nothing open but loopback.
    Window window(String language, int width) {
        return window(language, width, ColorScheme.LIGHT);
    }

    Window window(String language, int width, ColorScheme colours) {
        BrowserContext context =
                browser.newContext(
                        new Browser.NewContextOptions()
                                .setLocale(language)
                                .setViewportSize(width, 800)
                                .setColorScheme(colours)
                                .setReducedMotion(ReducedMotion.REDUCE)
                                .setAcceptDownloads(true));
        return new Window(context);
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }

    /// A window, and what must not happen in it: requests to other hosts, breaches of the content
    /// security policy, errors of scripts.
    static final class Window implements AutoCloseable {
        private final BrowserContext context;
        private final Page page;
        private final List<String> faults = Collections.synchronizedList(new ArrayList<>());

        private Window(BrowserContext context) {
            this.context = context;
            context.setDefaultTimeout(TIMEOUT_MILLIS);
            this.page = context.newPage();
            context.onRequest(request -> {
                if (!request.url().startsWith("http://127.0.0.1:")
                        && !request.url().startsWith("file:///")
                        && !request.url().startsWith("about:")) {
                    faults.add("asked another host");
                }
            });
            page.onConsoleMessage(message -> {
                // A page that answers 4xx is said on the console too, and is no fault.
                boolean status = message.text().startsWith("Failed to load resource");
                if (message.type().equals("error") && !status) {
                    faults.add(message.text());
                }
            });
            page.onPageError(faults::add);
        }

        Page page() {
            return page;
        }

        /// What went wrong so far.
        List<String> faults() {
            return List.copyOf(faults);
        }

        /// What must hold of every page: no fault, no violation that axe finds, nothing wider than
        /// the window.
        void requireSound() {
            requireFit();
            page.evaluate(AXE);
            assertThat(page.evaluate(VIOLATIONS)).as(page.url()).isEqualTo(List.of());
        }

        /// As [#requireSound] without axe, which takes longer than the page.
        void requireFit() {
            assertThat(faults()).as(page.url()).isEmpty();
            assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                    .as(page.url() + " is wider than the window")
                    .isEqualTo(true);
        }

        @Override
        public void close() {
            context.close();
        }
    }
}
