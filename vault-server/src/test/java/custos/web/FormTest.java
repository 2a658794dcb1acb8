package custos.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormTest {
    private static Form read(String body) throws IOException {
        return Form.read(new ByteArrayInputStream(body.getBytes(UTF_8)), Form.MAX_BYTES);
    }

    @Test
    void what_was_typed_is_read_in_its_normal_form() throws IOException {
        Form form = read("name=+Jan+Nova%CC%81k+&note=a%0D%0Ab&tick=1&tick=2&empty=");

        assertThat(form.text("name")).isEqualTo("Jan Novák");
        assertThat(form.raw("name")).isEqualTo(" Jan Novák ");
        assertThat(form.text("note")).isEqualTo("a\nb");
        assertThat(form.all("tick")).containsExactly("1", "2");
        assertThat(form.filled("empty")).isEmpty();
        assertThat(form.has("empty")).isTrue();
        assertThat(form.has("absent")).isFalse();
        assertThat(form.text("absent")).isEmpty();
    }

    @Test
    void all_that_was_typed_comes_again_but_for_the_proof() throws IOException {
        assertThat(read("a=1&csrf=secret&b=2").typed())
                .containsExactly(new Form.Typed("a", "1"), new Form.Typed("b", "2"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=%", "a=%zz", "a=%ff", "%E9=1"})
    void what_is_no_form_in_utf_8_is_refused(String body) {
        assertThatThrownBy(() -> read(body)).isInstanceOf(WebFault.Unreadable.class);
    }

    @Test
    void bytes_that_are_no_utf_8_are_refused() {
        var in = new ByteArrayInputStream("a=é".getBytes(ISO_8859_1));

        assertThatThrownBy(() -> Form.read(in, Form.MAX_BYTES))
                .isInstanceOf(WebFault.Unreadable.class);
    }

    @Test
    void a_form_beyond_its_limits_is_refused() {
        assertThatThrownBy(() -> read("a=" + "x".repeat(Form.MAX_BYTES)))
                .isInstanceOf(WebFault.TooLarge.class);
        assertThatThrownBy(() -> read("a=1&".repeat(Form.MAX_FIELDS + 1)))
                .isInstanceOf(WebFault.TooLarge.class);
    }

    @Test
    void nothing_typed_shows_in_a_string() throws IOException {
        assertThat(read("name=Novak").toString() + read("name=Novak").typed())
                .doesNotContain("Novak");
    }
}
