package custos.sheet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SheetGlanceTest {
    @Test
    void each_column_says_how_full_it_is_and_shows_its_first_texts() {
        SheetGlance glance =
                glance(
                        """
                        name;town;note
                        Ann;Brno;
                        Bob;Brno;
                        Cyd;Praha;x

                        Dan;Zlín;;too;many
                        Eva;Cheb;
                        """);
        assertThat(glance.rows()).isEqualTo(4);
        assertThat(glance.unread()).isEqualTo(1);
        assertThat(glance.blank()).isEqualTo(1);
        assertThat(glance.columns())
                .extracting(SheetGlance.Column::filled)
                .containsExactly(4L, 4L, 1L);
        assertThat(glance.columns().get(0).samples()).containsExactly("Ann", "Bob", "Cyd");
        assertThat(glance.columns().get(1).samples()).containsExactly("Brno", "Praha", "Cheb");
        assertThat(glance.percent(glance.columns().get(2))).isEqualTo(25);
    }

    @Test
    void a_column_with_a_single_text_among_thousands_is_not_empty() {
        var sheet = new StringBuilder("name,note\nAnn,x\n");
        sheet.append("Bob,\n".repeat(5_000));
        SheetGlance glance = glance(sheet.toString());
        assertThat(glance.percent(glance.columns().get(1))).isEqualTo(1);
    }

    @Test
    void no_card_number_is_shown_and_long_texts_are_cut() {
        SheetGlance glance = glance("name,note\nAnn,4111 1111 1111 1111\nBob," + "😀".repeat(61));
        assertThat(glance.columns().get(1).samples())
                .containsExactly("****", "😀".repeat(60) + "…");
    }

    private static SheetGlance glance(String sheet) {
        try (SheetReader reader = SheetReader.open(SheetBytes.of(sheet.getBytes(UTF_8)))) {
            return SheetGlance.of(reader);
        }
    }
}
