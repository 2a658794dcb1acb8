package custos.web.audit;

import static org.assertj.core.api.Assertions.assertThat;

import custos.web.audit.TextDiff.Kind;
import custos.web.audit.TextDiff.Line;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What changed between two texts.
class TextDiffTest {
    private static String lines(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "line " + i)
                .collect(Collectors.joining("\n"));
    }

    @Test
    void the_same_texts_have_no_difference() {
        assertThat(TextDiff.of(lines(9), lines(9))).isEmpty();
    }

    @Test
    void a_changed_line_stands_between_three_lines_on_either_side() {
        assertThat(TextDiff.of(lines(20), lines(20).replace("line 10\n", "changed\n")))
                .containsExactly(
                        new Line(Kind.GAP, "7"),
                        new Line(Kind.SAME, "line 7"),
                        new Line(Kind.SAME, "line 8"),
                        new Line(Kind.SAME, "line 9"),
                        new Line(Kind.REMOVED, "line 10"),
                        new Line(Kind.ADDED, "changed"),
                        new Line(Kind.SAME, "line 11"),
                        new Line(Kind.SAME, "line 12"),
                        new Line(Kind.SAME, "line 13"),
                        new Line(Kind.GAP, "6"));
    }

    @Test
    void neighbouring_changes_share_their_lines() {
        String after = lines(9).replace("line 3", "three").replace("line 5", "five");

        assertThat(TextDiff.of(lines(9), after))
                .filteredOn(line -> line.kind() == Kind.SAME)
                .extracting(Line::text)
                .containsExactly(
                        "line 0", "line 1", "line 2", "line 4", "line 6", "line 7", "line 8");
    }

    @Test
    void what_was_never_there_is_all_new() {
        assertThat(TextDiff.of("", lines(2)))
                .containsExactly(new Line(Kind.ADDED, "line 0"), new Line(Kind.ADDED, "line 1"));
    }
}
