package custos.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.random.RandomGenerator;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/// Drawings are well-formed, say what they are, and put each value where it belongs.
class PlotTest {
    private static OptionalDouble some(double value) {
        return OptionalDouble.of(value);
    }

    private static Plot plot(Plot.Form form, String label, OptionalDouble... values) {
        return new Plot(
                "sales",
                "Sales & more",
                "The numbers stand below.",
                form,
                Collections.nCopies(values.length, label),
                List.of(new Series("sold", List.of(values))));
    }

    private static Document read(Plot plot) {
        try {
            var factory = DocumentBuilderFactory.newDefaultNSInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return factory.newDocumentBuilder()
                    .parse(new InputSource(new StringReader(plot.svg())));
        } catch (SAXException | IOException | ParserConfigurationException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, 7, 0 2 4 6 8",
        "0, 100, 0 20 40 60 80 100",
        "0, 0, 0 0.2 0.4 0.6 0.8 1",
        "-37, 60, -40 -20 0 20 40 60",
        "0, 0.3, 0 0.1 0.2 0.3",
        "5, 1234567, 0 500000 1000000 1500000",
        "-3, -1, -3 -2 -1 0"
    })
    void ticks_are_round_and_take_in_zero(double least, double most, String ticks) {
        assertThat(
                        Axis.over(least, most).ticks().stream()
                                .map(tick -> tick.stripTrailingZeros().toPlainString()))
                .containsExactly(ticks.split(" "));
    }

    @Test
    void every_value_lies_on_its_axis() {
        var chance = RandomGenerator.of("L64X128MixRandom");
        for (int i = 0; i < 2_000; i++) {
            double one = (chance.nextDouble() - 0.5) * Math.pow(10, i % 13);
            double other = (chance.nextDouble() - 0.5) * Math.pow(10, i % 9);
            Axis axis = Axis.over(Math.min(one, other), Math.max(one, other));
            assertThat(axis.place(one)).isBetween(-1e-9, 1 + 1e-9);
            assertThat(axis.place(other)).isBetween(-1e-9, 1 + 1e-9);
            assertThat(axis.ticks().size()).isBetween(2, 13);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_drawing_is_well_formed_and_says_what_it_is(Plot.Form form) {
        Element svg = read(plot(form, "<b>\"x\" & 'y'", some(3), some(-1.5))).getDocumentElement();

        assertThat(svg.getAttribute("role")).isEqualTo("img");
        assertThat(svg.getAttribute("aria-labelledby")).isEqualTo("sales-title sales-desc");
        assertThat(svg.getElementsByTagName("title").item(0).getTextContent())
                .isEqualTo("Sales & more");
        assertThat(svg.getElementsByTagName("desc").item(0).getTextContent())
                .isEqualTo("The numbers stand below.");
        assertThat(svg.getElementsByTagName("b").getLength()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void a_strict_policy_lets_it_through(Plot.Form form) {
        assertThat(plot(form, "a", some(1), OptionalDouble.empty()).svg())
                .doesNotContain("style", "script", "onload", "href", "xlink");
    }

    @Test
    void a_bar_is_as_long_as_its_value_and_a_hidden_one_is_not_there() {
        var bars =
                read(plot(Plot.Form.BARS, "a", some(10), OptionalDouble.empty(), some(5)))
                        .getElementsByTagName("rect");

        assertThat(bars.getLength()).isEqualTo(2);
        double whole = Double.parseDouble(((Element) bars.item(0)).getAttribute("width"));
        double half = Double.parseDouble(((Element) bars.item(1)).getAttribute("width"));
        assertThat(half).isCloseTo(whole / 2, org.assertj.core.data.Offset.offset(0.1));
    }

    @Test
    void a_line_has_a_gap_where_there_is_no_number() {
        Document drawn =
                read(plot(Plot.Form.LINES, "a", some(1), some(2), OptionalDouble.empty(), some(4)));
        long lines = 0;
        var all = drawn.getElementsByTagName("line");
        for (int i = 0; i < all.getLength(); i++) {
            lines += ((Element) all.item(i)).getAttribute("class").startsWith("plot-line") ? 1 : 0;
        }
        assertThat(lines).isEqualTo(1);
        assertThat(drawn.getElementsByTagName("circle").getLength()).isEqualTo(3);
    }

    @Test
    void more_than_can_be_told_apart_is_refused() {
        OptionalDouble[] many = new OptionalDouble[Plot.MAX_LABELS + 1];
        java.util.Arrays.fill(many, some(1));
        assertThatThrownBy(() -> plot(Plot.Form.BARS, "a", many))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
