package custos.web.access;

import custos.web.Form;
import java.util.List;

/// Where somebody who logs in wanted to go, and what she had typed there.
///
/// @param posts whether she sent a form, which she is asked to send again
/// @param kept what was typed in it; empty where only a button was pressed
public record Onward(String next, boolean posts, List<Form.Typed> kept) {
    /// To the first page, with nothing.
    static final Onward START = new Onward("/", false, List.of());

    private static final String KEPT = "kept.";
    private static final String POSTS = "posts";

    public Onward {
        kept = List.copyOf(kept);
    }

    /// Only a path of our own: a log-in page that leads elsewhere serves thieves.
    static Onward of(Form form) {
        String next =
                form.filled("next")
                        .filter(path -> path.matches("/([a-z0-9][a-z0-9/-]{0,200})?"))
                        .orElse("/");
        return new Onward(
                next,
                form.has(POSTS),
                form.typed().stream()
                        .filter(typed -> typed.name().startsWith(KEPT))
                        .map(Onward::asTyped)
                        .toList());
    }

    private static Form.Typed asTyped(Form.Typed kept) {
        return new Form.Typed(kept.name().substring(KEPT.length()), kept.value());
    }
}
