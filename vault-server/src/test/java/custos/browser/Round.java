package custos.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import custos.web.Languages;
import custos.words.Phrases;
import java.util.Locale;
import java.util.stream.Stream;

/// One of the six times that something is walked: in each language on a telephone and on a desk,
/// half of them in the dark.
record Round(String language, int width, ColorScheme colours) {
    private static final int TELEPHONE = 360;
    private static final int DESK = 1280;

    static Stream<Round> all() {
        return Stream.of(
                new Round("en", TELEPHONE, ColorScheme.LIGHT),
                new Round("en", DESK, ColorScheme.DARK),
                new Round("ms", TELEPHONE, ColorScheme.DARK),
                new Round("ms", DESK, ColorScheme.LIGHT),
                new Round("cs", TELEPHONE, ColorScheme.LIGHT),
                new Round("cs", DESK, ColorScheme.DARK));
    }

    /// Those in which a flow is walked: all with `-Dcustos.flows=all`, else three that leave out no
    /// language, no width and no colours.
    static Stream<Round> ofFlow() {
        boolean all = "all".equals(System.getProperty("custos.flows"));
        return all().filter(round -> all || (round.width == DESK) == round.language.equals("en"));
    }

    Chrome.Window window(Chrome chrome) {
        return chrome.window(language, width, colours);
    }

    /// The words that its pages say.
    Phrases words() {
        return new Languages().phrases(language);
    }

    /// Whether the words on the pages are those of `docs/walks`.
    boolean isTold() {
        return language.equals("en") && width == DESK;
    }

    /// What must hold of the page that is shown.
    void require(Chrome.Window window) {
        assertLanguage(window);
        requireSight(window);
    }

    /// As [#require] for a page that speaks whatever language its reader was written to in. Axe
    /// takes longer than all else and minds neither the language nor much the width: it looks at
    /// one light and one dark round, one of each width.
    void requireSight(Chrome.Window window) {
        if (isTold() || (language.equals("cs") && width == TELEPHONE)) {
            window.requireSound();
        } else {
            window.requireFit();
        }
    }

    private void assertLanguage(Chrome.Window window) {
        assertThat(window.page().locator("html").getAttribute("lang"))
                .as("language of " + window.page().url())
                .isEqualTo(language);
    }

    /// Names what belongs to this round only.
    String tag() {
        return language + width;
    }

    @Override
    public String toString() {
        return language + ", " + width + " px, " + colours.name().toLowerCase(Locale.ROOT);
    }
}
