package custos.web.figures;

import custos.figure.Cells;
import custos.figure.FigureBook;
import custos.figure.ProfileSum;
import custos.plot.Plot.Form;
import custos.web.Visit;
import custos.web.figures.Sheet.Column;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// Who the customers are, one table for each dimension, beside a reference where there is one.
final class ProfileSheets {
    private final FigureBook.Shape shape;
    private final Visit visit;

    ProfileSheets(FigureBook.Shape shape, Visit visit) {
        this.shape = shape;
        this.visit = visit;
    }

    List<Sheet> of(Reference reference) {
        var sheets = new ArrayList<Sheet>();
        if (shape.people() >= Cells.FEWEST) {
            shape.dimensions().forEach((name, cells) -> sheets.add(sheet(name, cells, reference)));
        }
        return sheets;
    }

    private String word(String key) {
        return visit.words().text("figures." + key);
    }

    private Sheet sheet(
            String dimension, SequencedMap<String, Optional<Long>> cells, Reference reference) {
        var columns = new ArrayList<Column>();
        columns.add(
                new Column(
                        word("percent-customers"),
                        true,
                        word("hidden"),
                        cells.values().stream()
                                .map(cell -> cell.flatMap(n -> Cells.percent(n, shape.people())))
                                .toList()));
        if (reference.has(dimension)) {
            columns.add(
                    new Column(
                            word("percent-reference"),
                            true,
                            "\u2013",
                            cells.keySet().stream()
                                    .map(category -> reference.share(dimension, category))
                                    .toList()));
        }
        columns.add(
                new Column(
                        word("customers"),
                        false,
                        word("hidden"),
                        cells.values().stream()
                                .map(cell -> cell.map(BigDecimal::valueOf))
                                .toList()));
        return new Sheet(
                "profile-" + dimension.replace('_', '-'),
                dimension.equals("age") ? word("age") : visit.policyWords().field(dimension),
                "",
                Form.BARS,
                word("category"),
                cells.keySet().stream().map(category -> named(dimension, category)).toList(),
                columns);
    }

    private String named(String dimension, String category) {
        return switch (category) {
            case ProfileSum.UNKNOWN -> word("unknown");
            case ProfileSum.OTHER ->
                    dimension.equals("gender")
                            ? visit.policyWords().choice(dimension, category)
                            : word("other");
            default ->
                    List.of("gender", "education").contains(dimension)
                            ? visit.policyWords().choice(dimension, category)
                            : category;
        };
    }
}
