package custos.vault;

import custos.sheet.RowProblem;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Counts what an import does. For one thread.
final class ImportTally {
    private final Map<String, Long> verdicts = new TreeMap<>();
    private final Map<RowProblem.Code, Long> problems = new EnumMap<>(RowProblem.Code.class);
    private List<String> unmapped = List.of();
    private long rows;
    private long refused;
    private long people;
    private long created;
    private long updated;
    private long unchanged;
    private long unsure;
    private long leaves;

    void unmapped(List<String> headers) {
        unmapped = List.copyOf(headers);
    }

    void row() {
        rows++;
    }

    void refused() {
        refused++;
    }

    void person(List<RowProblem> seen) {
        people++;
        seen.forEach(problem -> problems.merge(problem.code(), 1L, Long::sum));
    }

    void created() {
        created++;
    }

    void updated() {
        updated++;
    }

    void unchanged() {
        unchanged++;
    }

    void unsure() {
        unsure++;
    }

    void verdict(String word) {
        verdicts.merge(word, 1L, Long::sum);
    }

    void leaf() {
        leaves++;
    }

    Imports.Report report() {
        return new Imports.Report(
                rows,
                refused,
                people,
                created,
                updated,
                unchanged,
                unsure,
                unmapped,
                Map.copyOf(verdicts),
                Map.copyOf(problems),
                leaves);
    }
}
