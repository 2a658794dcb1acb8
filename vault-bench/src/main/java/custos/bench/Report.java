package custos.bench;

import java.util.ArrayList;
import java.util.List;

/// The report, in Markdown.
final class Report {
    private static final String HEAD =
            """

            | what | unit | plain: median (runs) | vault: median (runs) | vault / plain | aim | |
            |---|---|---|---|---|---|---|\
            """;

    private final List<String> lines = new ArrayList<>();

    void say(String text) {
        lines.add(text);
    }

    void section(String title, List<Figure> figures) {
        say("\n## " + title);
        say(HEAD);
        figures.forEach(figure -> say(figure.row()));
    }

    void code(String language, String text) {
        say("\n```" + language + "\n" + text.strip() + "\n```");
    }

    String text() {
        return String.join("\n", lines) + "\n";
    }
}
