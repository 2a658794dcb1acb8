package custos.vault.imports;

import custos.sheet.RowProblem;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Which lines of a file came to what, and which of them somebody should look at. It holds numbers
/// and names of columns, never a cell.
public final class ImportLines {
    private final Map<Outcome, LineNumbers> outcomes = new EnumMap<>(Outcome.class);
    private final SortedMap<Noticed, LineNumbers> problems = new TreeMap<>();

    /// What becomes of a line.
    public enum Outcome {
        /// Somebody new.
        CREATED,
        /// A customer whose gaps it fills.
        UPDATED,
        /// A customer whom it tells nothing new.
        UNCHANGED,
        /// Perhaps a customer: a person has to compare them; nothing is stored but a no for the
        /// address.
        UNSURE,
        /// Left out, as the rules say.
        SKIPPED,
        /// It cannot be read; it is in the file of refused lines.
        REFUSED
    }

    /// A kind of problem in a column; the column is empty when the whole row is meant.
    public record Noticed(RowProblem.Code code, String column) implements Comparable<Noticed> {
        private static final Comparator<Noticed> ORDER =
                Comparator.comparing((Noticed one) -> !one.code().review())
                        .thenComparing(Noticed::code)
                        .thenComparing(Noticed::column);

        @Override
        public int compareTo(Noticed other) {
            return ORDER.compare(this, other);
        }
    }

    void add(Outcome outcome, long line) {
        outcomes.computeIfAbsent(outcome, _ -> new LineNumbers()).add(line);
    }

    void add(RowProblem problem) {
        problems.computeIfAbsent(
                        new Noticed(problem.code(), problem.column()), _ -> new LineNumbers())
                .add(problem.line());
    }

    /// The lines of an outcome.
    public LineNumbers of(Outcome outcome) {
        return outcomes.getOrDefault(outcome, new LineNumbers());
    }

    /// The lines of each kind of problem, those that need a look first.
    public SortedMap<Noticed, LineNumbers> problems() {
        return Collections.unmodifiableSortedMap(problems);
    }
}
