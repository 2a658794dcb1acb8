package custos.web.audit;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import java.util.ArrayList;
import java.util.List;

/// What changed between two texts, line by line, with a few lines around each change.
public final class TextDiff {
    private static final int AROUND = 3;

    /// The most lines that are shown.
    private static final int MAX_LINES = 5_000;

    private TextDiff() {}

    /// Whether a line is in both texts, in the newer alone, or in the older alone.
    public enum Kind {
        SAME,
        ADDED,
        REMOVED,
        /// Lines that are the same and left out.
        GAP
    }

    /// A line; the text of a gap is how many lines it stands for.
    public record Line(Kind kind, String text) {}

    /// @return no line when the texts are the same
    static List<Line> of(String older, String newer) {
        List<String> before = older.lines().toList();
        List<String> after = newer.lines().toList();
        var lines = new ArrayList<Line>();
        int shown = 0;
        for (AbstractDelta<String> change : DiffUtils.diff(before, after).getDeltas()) {
            int at = change.getSource().getPosition();
            // After the change before, then before this one; what lies between is left out.
            int tail = shown == 0 ? 0 : Math.min(at, shown + AROUND);
            int head = Math.max(tail, at - AROUND);
            same(before, shown, tail, lines);
            gap(head - tail, lines);
            same(before, head, at, lines);
            change.getSource().getLines().forEach(line -> lines.add(new Line(Kind.REMOVED, line)));
            change.getTarget().getLines().forEach(line -> lines.add(new Line(Kind.ADDED, line)));
            shown = at + change.getSource().size();
        }
        if (!lines.isEmpty()) {
            int end = Math.min(before.size(), shown + AROUND);
            same(before, shown, end, lines);
            gap(before.size() - end, lines);
        }
        return lines.size() > MAX_LINES ? List.copyOf(lines.subList(0, MAX_LINES)) : lines;
    }

    private static void same(List<String> text, int from, int to, List<Line> lines) {
        for (int i = from; i < to; i++) {
            lines.add(new Line(Kind.SAME, text.get(i)));
        }
    }

    private static void gap(int count, List<Line> lines) {
        if (count > 0) {
            lines.add(new Line(Kind.GAP, Integer.toString(count)));
        }
    }
}
