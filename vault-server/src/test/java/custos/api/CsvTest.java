package custos.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CsvTest {
    private static String cell(String text) {
        return new String(Csv.rows(List.of(List.of(text))), UTF_8).replaceFirst("\r\n$", "");
    }

    @Test
    void a_formula_stays_text() {
        for (String start : new String[] {"=", "+", "-", "@", "\uFF1D"}) {
            assertThat(cell(start + "1")).isEqualTo("'" + start + "1");
        }
        assertThat(cell("\r1")).isEqualTo("\"'\r1\"");
        assertThat(cell("\t1")).isEqualTo("\"'\t1\"");
        assertThat(cell("a=1")).isEqualTo("a=1");
    }

    @Test
    void commas_quotes_and_line_ends_are_quoted() {
        assertThat(cell("a,b")).isEqualTo("\"a,b\"");
        assertThat(cell("a\"b")).isEqualTo("\"a\"\"b\"");
        // A spreadsheet of another locale parts cells at these.
        assertThat(cell("a;=1")).isEqualTo("\"a;=1\"");
        assertThat(cell("a\nb")).isEqualTo("\"a\nb\"");
        assertThat(cell("=\"x\"")).isEqualTo("\"'=\"\"x\"\"\"");
        assertThat(cell("")).isEmpty();
    }

    @Test
    void the_sheet_begins_with_a_byte_order_mark() {
        assertThat(new String(Csv.head(List.of("id", "why")), UTF_8)).isEqualTo("\uFEFFid,why\r\n");
    }
}
