package custos.plot;

import java.math.BigDecimal;
import java.math.RoundingMode;

/// An `svg` element being written. Texts are escaped; looks are named by class alone.
final class Svg {
    static final int WIDTH = 340;

    private final StringBuilder text = new StringBuilder();

    Svg(Plot plot, int height) {
        text.append("<svg class=\"plot\" role=\"img\" viewBox=\"0 0 ")
                .append(WIDTH)
                .append(' ')
                .append(height)
                .append("\" aria-labelledby=\"")
                .append(plot.id())
                .append("-title ")
                .append(plot.id())
                .append("-desc\"><title id=\"")
                .append(plot.id())
                .append("-title\">")
                .append(escape(plot.title()))
                .append("</title><desc id=\"")
                .append(plot.id())
                .append("-desc\">")
                .append(escape(plot.description()))
                .append("</desc>");
    }

    static String escape(String raw) {
        return raw.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    private static String number(double value) {
        return BigDecimal.valueOf(value)
                .setScale(1, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }

    Svg rectangle(String look, double x, double y, double width, double height) {
        text.append("<rect class=\"").append(look).append('"');
        attribute("x", x);
        attribute("y", y);
        attribute("width", Math.max(0, width));
        attribute("height", Math.max(0, height));
        text.append("/>");
        return this;
    }

    Svg line(String look, double x1, double y1, double x2, double y2) {
        text.append("<line class=\"").append(look).append('"');
        attribute("x1", x1);
        attribute("y1", y1);
        attribute("x2", x2);
        attribute("y2", y2);
        text.append("/>");
        return this;
    }

    Svg point(String look, double x, double y) {
        text.append("<circle class=\"").append(look).append('"');
        attribute("cx", x);
        attribute("cy", y);
        text.append(" r=\"2.5\"/>");
        return this;
    }

    /// @param anchor `start`, `middle` or `end`
    Svg words(String look, double x, double y, String anchor, String words) {
        text.append("<text class=\"").append(look).append('"');
        attribute("x", x);
        attribute("y", y);
        text.append(" text-anchor=\"")
                .append(anchor)
                .append("\">")
                .append(escape(words))
                .append("</text>");
        return this;
    }

    private void attribute(String name, double value) {
        text.append(' ').append(name).append("=\"").append(number(value)).append('"');
    }

    String end() {
        return text.append("</svg>").toString();
    }

    /// A look with the colour of a series.
    static String look(String name, int series) {
        return name + " plot-" + (series + 1);
    }

    /// A number at an axis, without an exponent.
    static String tick(BigDecimal value) {
        BigDecimal plain = value.stripTrailingZeros();
        return plain.abs().compareTo(BigDecimal.valueOf(1_000_000)) >= 0
                ? plain.movePointLeft(6).stripTrailingZeros().toPlainString() + " M"
                : plain.toPlainString();
    }
}
