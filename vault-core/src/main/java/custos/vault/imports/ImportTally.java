package custos.vault.imports;

import custos.sheet.ImportedPerson;
import custos.sheet.RowMeaning;
import custos.sheet.RowProblem;
import custos.vault.imports.ImportLines.Outcome;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/// Counts what an import does. For one thread.
final class ImportTally {
    private final Map<String, Long> verdicts = new TreeMap<>();
    private final Map<RowProblem.Code, Long> problems = new EnumMap<>(RowProblem.Code.class);
    private final Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);
    private final ImportLines lines = new ImportLines();
    private List<String> unmapped = List.of();
    private OptionalInt batch = OptionalInt.empty();
    private boolean cancelled;
    private long rows;
    private long people;
    private long leaves;

    void batch(int no) {
        batch = OptionalInt.of(no);
    }

    void unmapped(List<String> headers) {
        unmapped = List.copyOf(headers);
    }

    void row() {
        rows++;
    }

    /// A line that cannot be read.
    void refused(long line) {
        outcomes.merge(Outcome.REFUSED, 1L, Long::sum);
        lines.add(Outcome.REFUSED, line);
    }

    void person(ImportedPerson person) {
        people++;
        person.consents()
                .forEach(answer -> verdicts.merge(Imports.word(answer.verdict()), 1L, Long::sum));
        person.problems().forEach(this::problem);
    }

    void problem(RowProblem problem) {
        problems.merge(problem.code(), 1L, Long::sum);
        lines.add(problem);
    }

    /// What becomes of a person.
    void outcome(ImportedPerson person, Outcome outcome) {
        outcomes.merge(outcome, 1L, Long::sum);
        for (RowMeaning row : person.rows()) {
            lines.add(outcome, row.line());
        }
    }

    /// Why somebody was left out, and whom she may be.
    void left(ImportedPerson person, Left how) {
        person.rows().forEach(row -> lines.left(row.line(), how));
    }

    ImportLines lines() {
        return lines;
    }

    void cancelled() {
        cancelled = true;
    }

    void leaves(int more) {
        leaves += more;
    }

    Imports.Report report() {
        return new Imports.Report(
                batch,
                cancelled,
                rows,
                people,
                Map.copyOf(outcomes),
                unmapped,
                Map.copyOf(verdicts),
                Map.copyOf(problems),
                leaves,
                lines);
    }
}
