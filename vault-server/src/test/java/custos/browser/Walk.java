package custos.browser;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// A walk through the pages as `docs/walks` tells it, taken step by step: every word that a step
/// prints in bold is on the page before, during or after what the step does, and no step is left
/// out.
final class Walk {
    private static final Path FOLDER = Path.of("..", "docs", "walks");
    private static final Pattern STEP = Pattern.compile("(?m)^(\\d+)\\. ((?:.*\\n)(?:   +.*\\n)*)");
    private static final Pattern BOLD = Pattern.compile("\\*\\*([^*]+)\\*\\*");

    private final List<String> steps;
    private final Page page;
    private final boolean told;
    private final StringBuilder seen = new StringBuilder();
    private int taken;

    /// @param told whether the page speaks the walk's language, so that its words can be looked for
    Walk(String name, Page page, boolean told) {
        this.page = page;
        this.told = told;
        this.steps = steps(FOLDER.resolve(name + ".md"));
    }

    private static List<String> steps(Path file) {
        try {
            return STEP.matcher(Files.readString(file, UTF_8))
                    .results()
                    .map(step -> step.group(2).replaceAll("\\s+", " "))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Takes the next step.
    void step(Runnable what) {
        seen.setLength(0);
        look();
        what.run();
        look();
        String step = steps.get(taken++);
        if (told) {
            for (String words : bold(step)) {
                assertThat(seen.toString()).as("step " + taken).containsIgnoringCase(words);
            }
        }
    }

    /// Takes in what is on the page now.
    void look() {
        if (told) {
            look(page.innerText("body").replaceAll("\\s+", " "));
        }
    }

    /// Takes in what a reader hears and does not see.
    void look(String spoken) {
        seen.append(spoken).append('\n');
    }

    private static List<String> bold(String step) {
        var words = new ArrayList<String>();
        for (MatchResult one : BOLD.matcher(step).results().toList()) {
            words.add(one.group(1));
        }
        return words;
    }

    /// At the end: all steps were taken.
    void requireWhole() {
        assertThat(taken).as("steps taken").isEqualTo(steps.size()).isPositive();
    }
}
