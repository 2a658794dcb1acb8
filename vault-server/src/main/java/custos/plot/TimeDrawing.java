package custos.plot;

import java.util.List;
import java.util.OptionalDouble;

/// Columns or lines over labels that follow each other, such as months.
final class TimeDrawing {
    private static final int LEFT = 44;
    private static final int RIGHT = 8;
    private static final int TOP = 8;
    private static final int FLOOR = 190;
    private static final int HEIGHT = 212;
    private static final int MAX_WRITTEN = 5;

    private final Plot plot;
    private final Axis axis;
    private final double slot;

    TimeDrawing(Plot plot) {
        this.plot = plot;
        this.axis = plot.axis();
        this.slot = (double) (Svg.WIDTH - LEFT - RIGHT) / Math.max(1, plot.labels().size());
    }

    String svg() {
        var svg = new Svg(plot, HEIGHT);
        axis.ticks()
                .forEach(tick -> {
                    double y = y(tick.doubleValue());
                    svg.line("plot-grid", LEFT, y, Svg.WIDTH - RIGHT, y);
                    svg.words("plot-tick", LEFT - 5, y + 4, "end", Svg.tick(tick));
                });
        labels(svg);
        for (int s = 0; s < plot.series().size(); s++) {
            if (plot.form() == Plot.Form.COLUMNS) {
                columns(svg, s);
            } else {
                line(svg, s);
            }
        }
        return svg.line("plot-axis", LEFT, y(0), Svg.WIDTH - RIGHT, y(0)).end();
    }

    private void labels(Svg svg) {
        int count = plot.labels().size();
        int every = Math.max(1, Math.ceilDiv(count, MAX_WRITTEN));
        for (int i = 0; i < count; i++) {
            if (i % every == 0) {
                svg.words("plot-tick", middle(i), HEIGHT - 4, "middle", plot.labels().get(i));
            }
        }
    }

    private void columns(Svg svg, int s) {
        double width = slot * 0.8 / plot.series().size();
        List<OptionalDouble> values = plot.series().get(s).values();
        for (int i = 0; i < values.size(); i++) {
            if (values.get(i).isPresent()) {
                double value = values.get(i).getAsDouble();
                double top = y(Math.max(0, value));
                svg.rectangle(
                        Svg.look("plot-bar", s),
                        LEFT + slot * i + slot * 0.1 + width * s,
                        top,
                        width,
                        y(Math.min(0, value)) - top);
            }
        }
    }

    private void line(Svg svg, int s) {
        List<OptionalDouble> values = plot.series().get(s).values();
        for (int i = 0; i < values.size(); i++) {
            if (values.get(i).isEmpty()) {
                continue;
            }
            double y = y(values.get(i).getAsDouble());
            svg.point(Svg.look("plot-point", s), middle(i), y);
            // A month without a number is a gap, not a guess.
            if (i > 0 && values.get(i - 1).isPresent()) {
                double before = y(values.get(i - 1).getAsDouble());
                svg.line(Svg.look("plot-line", s), middle(i - 1), before, middle(i), y);
            }
        }
    }

    private double middle(int i) {
        return LEFT + slot * (i + 0.5);
    }

    private double y(double value) {
        return FLOOR - axis.place(value) * (FLOOR - TOP);
    }
}
