package custos.sheet;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/// What a note says between the lines: that its customer wants no advertising, or something about
/// health. Found by beginnings of words in three languages; a false alarm costs a look.
final class NoteSigns {
    private static final Map<String, List<String>> WORDS = Words.list("note-words.txt");
    private static final List<String> NO_ADVERTISING =
            Objects.requireNonNull(WORDS.get("no_advertising"));
    private static final List<String> HEALTH = Objects.requireNonNull(WORDS.get("health"));

    private NoteSigns() {}

    static boolean noAdvertising(String note) {
        return speaksOf(NO_ADVERTISING, note);
    }

    static boolean health(String note) {
        return speaksOf(HEALTH, note);
    }

    private static boolean speaksOf(List<String> beginnings, String note) {
        String folded = " " + Words.fold(note);
        return beginnings.stream().anyMatch(start -> folded.contains(" " + start));
    }
}
