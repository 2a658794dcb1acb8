package custos.web.figures;

import custos.figure.FigureBook;
import custos.figure.FigureBook.Waiting;
import custos.plot.Plot;
import custos.plot.Plot.Form;
import custos.web.Visit;
import custos.web.figures.Sheet.Column;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What comes up: consents that run out, and requests that wait.
final class ComingSheets {
    private final FigureBook book;
    private final Visit visit;

    ComingSheets(FigureBook book, Visit visit) {
        this.book = book;
        this.visit = visit;
    }

    private String word(String key) {
        return visit.words().text("figures." + key);
    }

    /// One table for each purpose whose consents last for a time.
    List<Sheet> expiring() {
        var sheets = new ArrayList<Sheet>();
        book.ends()
                .forEach((purpose, months) ->
                        sheets.add(
                                new Sheet(
                                        "expiring-" + purpose,
                                        visit.policyWords().purpose(purpose),
                                        "",
                                        Form.COLUMNS,
                                        word("month"),
                                        months.keySet().stream().map(Object::toString).toList(),
                                        List.of(
                                                column(
                                                        word("expiring.customers"),
                                                        months.values().stream())))));
        return sheets;
    }

    /// The requests that wait, the nearest deadline first.
    Sheet requests() {
        List<Waiting> waiting = book.waiting().stream().limit(Plot.MAX_LABELS).toList();
        return new Sheet(
                "requests",
                word("figure.requests"),
                word("requests.note"),
                Form.BARS,
                word("requests.request"),
                labels(waiting),
                List.of(
                        column(word("requests.days"), waiting.stream().map(Waiting::days)),
                        column(word("requests.allowed"), waiting.stream().map(Waiting::allowed))));
    }

    private static Column column(String name, Stream<Long> values) {
        return new Column(
                name, true, "", values.map(BigDecimal::valueOf).map(Optional::of).toList());
    }

    /// The day and the right; several of one day are numbered.
    private List<String> labels(List<Waiting> waiting) {
        var seen = new HashMap<String, Integer>();
        return waiting.stream()
                .map(one -> one.received() + " " + visit.policyWords().choice("right", one.right()))
                .map(label -> {
                    int times = seen.merge(label, 1, Integer::sum);
                    return times == 1 ? label : label + " (" + times + ")";
                })
                .toList();
    }
}
