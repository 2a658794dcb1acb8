package custos.vault.imports;

import custos.sheet.RowProblem;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Which lines of a file came to what, and which of them somebody should look at. It holds numbers,
/// names of columns and ids, never a cell.
public final class ImportLines {
    private final Map<Outcome, LineNumbers> outcomes = new EnumMap<>(Outcome.class);
    private final SortedMap<Noticed, LineNumbers> problems = new TreeMap<>();
    private final Map<Long, Left> left = new HashMap<>();

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
        /// A customer who could not be changed: she was erased or merged meanwhile, or is full.
        BARRED,
        /// Left out, as the rules say.
        SKIPPED,
        /// It cannot be read.
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

    /// Lines for the file of those that were not taken in.
    void left(long line, Left how) {
        left.put(line, how);
    }

    Optional<Left> left(long line) {
        return Optional.ofNullable(left.get(line));
    }

    /// Whether there are lines to be mended or looked at.
    boolean anyLeft() {
        return !left.isEmpty() || of(Outcome.REFUSED).count() > 0;
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
