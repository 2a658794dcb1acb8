package custos.plot;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/// What is drawn.
///
/// @param id of the drawing, for its title and description
/// @param title what it shows, for whoever does not see it
/// @param description what there is to see, and where the numbers stand as a table
public record Plot(
        String id,
        String title,
        String description,
        Form form,
        List<String> labels,
        List<Series> series) {
    /// The most labels and series that are still told apart.
    public static final int MAX_LABELS = 120;

    public static final int MAX_SERIES = 6;

    public Plot {
        labels = List.copyOf(labels);
        series = List.copyOf(series);
        if (labels.size() > MAX_LABELS || series.size() > MAX_SERIES) {
            throw new IllegalArgumentException("a plot has at most 120 labels and 6 series");
        }
        for (Series one : series) {
            if (one.values().size() != labels.size()) {
                throw new IllegalArgumentException("each label has one value in each series");
            }
        }
        if (!id.matches("[a-z][a-z0-9-]*")) {
            throw new IllegalArgumentException("an id is a-z, 0-9 and -");
        }
    }

    /// How it is drawn.
    public enum Form {
        /// Lying bars, a label before each.
        BARS,
        /// Standing columns, by time.
        COLUMNS,
        /// Lines, by time.
        LINES
    }

    /// The drawing as one `svg` element.
    public String svg() {
        return switch (form) {
            case BARS -> new BarDrawing(this).svg();
            case COLUMNS, LINES -> new TimeDrawing(this).svg();
        };
    }

    Axis axis() {
        return Axis.over(values().min().orElse(0), values().max().orElse(0));
    }

    private DoubleStream values() {
        return series.stream()
                .flatMap(one -> one.values().stream())
                .filter(OptionalDouble::isPresent)
                .mapToDouble(OptionalDouble::getAsDouble);
    }
}
