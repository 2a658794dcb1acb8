package custos.web.breach;

import custos.breach.Breach;
import custos.web.Visit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The file of a breach as lines of a table: which part, what it is called, what it says.
final class BreachLines {
    private BreachLines() {}

    static List<List<String>> of(Visit visit, Breach one) {
        var lines = new ArrayList<List<String>>();
        lines.add(
                List.of(
                        "file",
                        Integer.toString(one.no()),
                        visit.words()
                                .text(
                                        "staff.breach.written",
                                        Map.of(
                                                "version", one.version(),
                                                "time", visit.times().minute(one.at()),
                                                "by", BreachView.writer(visit, one.by())))));
        for (BreachModel.Fact fact : BreachView.facts(visit, one)) {
            lines.add(List.of("fact", fact.label(), fact.value()));
        }
        for (BreachModel.Affected data : BreachView.affected(visit, one)) {
            lines.add(List.of("data", data.name(), data.people() + ": " + data.fields()));
        }
        BreachView.duties(visit, one).stream()
                .map(duty -> BreachView.duty(visit, one, duty))
                .map(row -> line("deadline", row.regime(), row.who(), row.when(), row.state()))
                .forEach(lines::add);
        BreachView.notices(visit, one).stream()
                .map(row ->
                        line(
                                "notice",
                                row.regime(),
                                row.who(),
                                row.at(),
                                row.way(),
                                row.people(),
                                row.languages(),
                                row.reason()))
                .forEach(lines::add);
        return lines;
    }

    private static List<String> line(String part, String regime, String who, String... says) {
        return List.of(
                part,
                regime + ", " + who,
                Stream.of(says).filter(text -> !text.isEmpty()).collect(Collectors.joining("; ")));
    }
}
