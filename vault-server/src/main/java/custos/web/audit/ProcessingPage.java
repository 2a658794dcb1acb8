package custos.web.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import custos.access.Permission;
import custos.vault.core.Policies;
import custos.web.Visit;
import custos.web.WebContext;
import custos.web.WebRoutes;
import custos.web.WebRoutes.Gate;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// `/processing`: the record of processing activities (GDPR, Art. 30) from the policy in force, to
/// read, to print and as a CSV file.
public final class ProcessingPage {
    private final WebContext context;

    ProcessingPage(WebContext context) {
        this.context = context;
    }

    /// What the template shows.
    ///
    /// @param version of the policy
    /// @param common what holds for every activity
    public record Model(
            Telling telling,
            int version,
            String since,
            List<Part> common,
            List<List<Part>> activities) {}

    /// A column of the record, of one activity or of all.
    public record Part(String column, String label, List<String> lines) {
        /// Whether it is an address to follow.
        public boolean isLink() {
            return column.equals("assessment") && lines.getFirst().startsWith("https://");
        }
    }

    void addTo(WebRoutes routes) {
        routes.get("/processing", Gate.STAFF, visit -> show(visit, "processing"))
                .get("/processing/print", Gate.STAFF, visit -> show(visit, "processing-print"))
                .get("/processing/record.csv", Gate.STAFF, this::csv);
    }

    private LocalDate since() {
        Policies.Version newest = context.vault().policies().versions().getLast();
        return LocalDate.ofInstant(newest.since(), ZoneOffset.UTC);
    }

    private void show(Visit visit, String template) throws IOException {
        visit.allow(Permission.READ_POLICY);
        var table = new ProcessingTable(visit, since());
        visit.show(
                "audit/" + template,
                new Model(
                        Telling.to(visit),
                        visit.policyWords().policy().version(),
                        visit.times().day(since()),
                        parts(table.common()),
                        table.activities().stream().map(ProcessingPage::parts).toList()));
    }

    private static List<Part> parts(List<ProcessingTable.Cell> cells) {
        return cells.stream()
                .map(cell -> new Part(cell.column(), cell.label(), cell.lines()))
                .toList();
    }

    /// One line an activity; what holds for all stands in each of them.
    private void csv(Visit visit) throws IOException {
        visit.allow(Permission.READ_POLICY);
        var table = new ProcessingTable(visit, since());
        List<ProcessingTable.Cell> common = table.common();
        var lines = new ArrayList<List<String>>();
        lines.add(
                Stream.concat(ProcessingTable.OWN.stream(), ProcessingTable.COMMON.stream())
                        .map(table::label)
                        .toList());
        table.activities()
                .forEach(own ->
                        lines.add(
                                Stream.concat(own.stream(), common.stream())
                                        .map(cell -> String.join("\n", cell.lines()))
                                        .toList()));
        try (var out = visit.answer().file("record-of-processing.csv", "text/csv; charset=utf-8")) {
            out.write(
                    lines.stream()
                            .map(cells ->
                                    cells.stream()
                                            .map(LogCsv::cell)
                                            .collect(Collectors.joining(",", "", "\r\n")))
                            .collect(Collectors.joining("", "\uFEFF", ""))
                            .getBytes(UTF_8));
        }
    }
}
