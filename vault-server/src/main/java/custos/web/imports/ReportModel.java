package custos.web.imports;

import custos.vault.imports.ImportLines;
import custos.vault.imports.ImportLines.Outcome;
import custos.vault.imports.Imports;
import custos.vault.imports.LineNumbers;
import custos.web.Visit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/// What an import did or would do, in the reader's words. It names lines and columns, no cell.
///
/// @param rows how many rows could be read
/// @param consents what became of answers about consents
public record ReportModel(
        long rows,
        List<Row> outcomes,
        List<Row> consents,
        List<Problem> problems,
        List<String> unmapped,
        OptionalInt batch,
        boolean cancelled) {
    private static final int RANGES = 12;
    private static final String MORE = " …";

    /// A count.
    ///
    /// @param id of the row, such as `created`
    /// @param lines the lines of the file it is about; empty where that is not told
    public record Row(String id, String what, long count, String lines) {}

    /// A kind of problem.
    ///
    /// @param review whether a person has to look
    public record Problem(String what, String column, long count, String lines, boolean review) {}

    static ReportModel of(Visit visit, Imports.Report report) {
        return new ReportModel(
                report.rows(),
                outcomes(visit, report),
                report.verdicts().entrySet().stream()
                        .sorted(java.util.Map.Entry.comparingByKey())
                        .map(entry -> verdict(visit, entry.getKey(), entry.getValue()))
                        .toList(),
                problems(visit, report.lines()),
                report.unmapped(),
                report.batch(),
                report.cancelled());
    }

    private static List<Row> outcomes(Visit visit, Imports.Report report) {
        return Arrays.stream(Outcome.values())
                .filter(outcome -> report.count(outcome) > 0)
                .map(outcome -> {
                    String id = outcome.name().toLowerCase(Locale.ROOT);
                    return new Row(
                            id,
                            visit.words().text("imports.outcome." + id),
                            report.count(outcome),
                            lines(report.lines().of(outcome)));
                })
                .toList();
    }

    private static Row verdict(Visit visit, String word, long count) {
        String id = word.replace(": ", "-").replace(' ', '-');
        return new Row(id, visit.words().text("imports.verdict." + id), count, "");
    }

    private static List<Problem> problems(Visit visit, ImportLines lines) {
        var problems = new ArrayList<Problem>();
        lines.problems()
                .forEach((noticed, numbers) ->
                        problems.add(
                                new Problem(
                                        visit.words()
                                                .text(
                                                        "imports.problem."
                                                                + noticed.code()
                                                                        .name()
                                                                        .toLowerCase(Locale.ROOT)
                                                                        .replace('_', '-')),
                                        noticed.column(),
                                        numbers.count(),
                                        lines(numbers),
                                        noticed.code().review())));
        return problems;
    }

    private static String lines(LineNumbers numbers) {
        List<LineNumbers.Range> ranges = numbers.ranges(RANGES + 1);
        String text =
                String.join(
                        ", ",
                        ranges.stream()
                                .limit(RANGES)
                                .map(range ->
                                        range.from() == range.to()
                                                ? Long.toString(range.from())
                                                : range.from() + "–" + range.to())
                                .toList());
        return ranges.size() > RANGES ? text + MORE : text;
    }
}
