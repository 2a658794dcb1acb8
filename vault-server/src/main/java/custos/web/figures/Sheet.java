package custos.web.figures;

import custos.plot.Plot;
import custos.plot.Series;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// One table of numbers and the plot of the same.
///
/// @param id of its place on the page
/// @param note what else there is to say; empty for nothing
/// @param labelHead what the labels are
public record Sheet(
        String id,
        String heading,
        String note,
        Plot.Form form,
        String labelHead,
        List<String> labels,
        List<Column> columns) {
    public Sheet {
        labels = List.copyOf(labels);
        columns = List.copyOf(columns);
    }

    /// One column of numbers.
    ///
    /// @param drawn whether the plot shows it; else the table alone
    /// @param empty what stands where there is no number
    public record Column(
            String name, boolean drawn, String empty, List<Optional<BigDecimal>> values) {
        public Column {
            values = List.copyOf(values);
        }
    }

    public boolean isEmpty() {
        return labels.isEmpty();
    }

    /// Those that the plot shows.
    public List<Column> drawn() {
        return columns.stream().filter(Column::drawn).limit(Plot.MAX_SERIES).toList();
    }

    /// @param description where the numbers stand
    Plot plot(String description) {
        return new Plot(
                id,
                heading,
                description,
                form,
                labels,
                drawn().stream()
                        .map(column ->
                                new Series(
                                        column.name(),
                                        column.values().stream().map(Sheet::value).toList()))
                        .toList());
    }

    private static OptionalDouble value(Optional<BigDecimal> value) {
        return value.map(number -> OptionalDouble.of(number.doubleValue()))
                .orElseGet(OptionalDouble::empty);
    }
}
