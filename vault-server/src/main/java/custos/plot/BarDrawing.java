package custos.plot;

import java.util.List;
import java.util.OptionalDouble;

/// Lying bars: a label and under it one bar for each series.
final class BarDrawing {
    private static final int LABEL = 16;
    private static final int BAR = 11;
    private static final int GAP = 9;
    private static final int BOTTOM = 22;
    private static final int MAX_LABEL = 44;

    private final Plot plot;
    private final Axis axis;
    private final int row;
    private final int height;

    BarDrawing(Plot plot) {
        this.plot = plot;
        this.axis = plot.axis();
        this.row = LABEL + BAR * Math.max(1, plot.series().size()) + GAP;
        this.height = row * plot.labels().size() + BOTTOM;
    }

    String svg() {
        var svg = new Svg(plot, height);
        int floor = height - BOTTOM;
        axis.ticks()
                .forEach(tick -> {
                    double x = x(tick.doubleValue());
                    svg.line("plot-grid", x, 0, x, floor);
                    svg.words("plot-tick", x, height - 6, anchor(x), Svg.tick(tick));
                });
        for (int i = 0; i < plot.labels().size(); i++) {
            row(svg, i);
        }
        double zero = x(0);
        return svg.line("plot-axis", zero, 0, zero, floor).end();
    }

    private static String anchor(double x) {
        return x < 12 ? "start" : x > Svg.WIDTH - 12 ? "end" : "middle";
    }

    private void row(Svg svg, int i) {
        double top = (double) i * row;
        svg.words("plot-label", 8, top + LABEL - 4, "start", shortened(plot.labels().get(i)));
        List<Series> series = plot.series();
        for (int s = 0; s < series.size(); s++) {
            OptionalDouble value = series.get(s).values().get(i);
            if (value.isPresent()) {
                double from = x(Math.min(0, value.getAsDouble()));
                double to = x(Math.max(0, value.getAsDouble()));
                svg.rectangle(
                        Svg.look("plot-bar", s), from, top + LABEL + BAR * s, to - from, BAR - 2);
            }
        }
    }

    private static String shortened(String label) {
        return label.codePointCount(0, label.length()) <= MAX_LABEL
                ? label
                : label.substring(0, label.offsetByCodePoints(0, MAX_LABEL - 1)) + "\u2026";
    }

    private double x(double value) {
        return 4 + axis.place(value) * (Svg.WIDTH - 8);
    }
}
