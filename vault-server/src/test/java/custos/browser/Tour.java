package custos.browser;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.EnumMap;
import java.util.Map;

/// Everybody who reads pages, each in a window of her own, in one language, width and colours.
final class Tour implements AutoCloseable {
    private final Demo demo;
    private final Chrome chrome;
    private final String language;
    private final int width;
    private final ColorScheme colours;
    private final Map<Reader, Chrome.Window> windows = new EnumMap<>(Reader.class);

    Tour(Demo demo, Chrome chrome, String language, int width, ColorScheme colours) {
        this.demo = demo;
        this.chrome = chrome;
        this.language = language;
        this.width = width;
        this.colours = colours;
    }

    /// Who reads a page.
    enum Reader {
        ANYBODY_AT_WORK("anybody at the staff's door"),
        STAFF("staff"),
        OFFICER("privacy officer"),
        AUDITOR("auditor"),
        ADMIN("administrator"),
        ANYBODY("anybody"),
        CUSTOMER("customer");

        private final String words;

        Reader(String words) {
            this.words = words;
        }

        /// As docs/pages.md says it.
        String words() {
            return words;
        }

        private boolean logsIn() {
            return this == STAFF || this == OFFICER || this == AUDITOR || this == ADMIN;
        }
    }

    Demo demo() {
        return demo;
    }

    /// A reader's window; she is let in the first time.
    Chrome.Window window(Reader reader) {
        Chrome.Window known = windows.get(reader);
        if (known != null) {
            return known;
        }
        Chrome.Window window = chrome.window(language, width, colours);
        try {
            if (reader.logsIn()) {
                logIn(window.page(), reader);
            } else if (reader == Reader.CUSTOMER) {
                Portal.enter(demo, window.page(), language);
            }
        } catch (RuntimeException | Error e) {
            window.close();
            throw e;
        }
        windows.put(reader, window);
        return window;
    }

    private void logIn(Page page, Reader reader) {
        page.navigate(demo.staff("/log-in"));
        page.locator("#name").fill(reader.name().toLowerCase(java.util.Locale.ROOT));
        page.locator("#password").fill(Demo.PASSWORD);
        page.locator("#password").press("Enter");
        page.waitForURL(url -> !url.endsWith("/log-in"));
    }

    @Override
    public void close() {
        windows.values().forEach(Chrome.Window::close);
    }
}
