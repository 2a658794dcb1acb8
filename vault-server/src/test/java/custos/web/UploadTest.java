package custos.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;

class UploadTest {
    private static final String TYPE = "multipart/form-data; boundary=edge";
    private static final int MAX = 4096;
    private static final String FORM =
            part("key", "", " the key \n")
                    + part("receipt", "; filename=\"č.json\"", "{}\r\n")
                    + "--edge--\r\n";

    private static String part(String name, String more, String content) {
        return "--edge\r\nContent-Disposition: form-data; name=\""
                + name
                + "\""
                + more
                + "\r\n\r\n"
                + content
                + "\r\n";
    }

    private static Upload read(String type, byte[] body) throws IOException {
        return Upload.read(type, new ByteArrayInputStream(body), MAX);
    }

    private static Upload read(String body) throws IOException {
        return read(TYPE, body.getBytes(UTF_8));
    }

    @Test
    void a_file_comes_as_it_is_and_a_text_without_its_edges() throws IOException {
        Upload upload = read(FORM);

        assertThat(upload.text("key")).isEqualTo("the key");
        assertThat(upload.file("receipt")).contains("{}\r\n".getBytes(UTF_8));
        assertThat(upload.file("other")).isEmpty();
        assertThat(upload.text("other")).isEmpty();
    }

    @Test
    void a_file_that_was_not_chosen_is_none() throws IOException {
        assertThat(read(part("receipt", "; filename=\"\"", "") + "--edge--\r\n").file("receipt"))
                .isEmpty();
    }

    @Test
    void what_is_too_large_is_refused_after_it_was_sent() {
        var in = new ByteArrayInputStream(part("a", "", "x".repeat(MAX)).getBytes(UTF_8));

        assertThatThrownBy(() -> Upload.read(TYPE, in, MAX)).isInstanceOf(WebFault.TooLarge.class);
        assertThat(in.available()).isZero();
    }

    @Test
    void what_is_no_such_form_is_refused() {
        for (String type : new String[] {"", "multipart/form-data", "text/plain; boundary=edge"}) {
            assertThatThrownBy(() -> read(type, FORM.getBytes(UTF_8)))
                    .as(type)
                    .isInstanceOf(WebFault.Unreadable.class);
        }
        for (String body :
                new String[] {
                    "",
                    "key=1",
                    part("key", "", "1"),
                    part("key", "", "1") + part("key", "", "2") + "--edge--\r\n",
                    part("a".repeat(200), "", "").repeat(9) + "--edge--\r\n",
                    "--edge\r\nX-Long: " + "y".repeat(4200 - 300) + "\r\n".repeat(40)
                }) {
            assertThatThrownBy(() -> read(body)).as(body).isInstanceOf(WebFault.Unreadable.class);
        }
    }

    @Test
    void damage_never_leads_to_anything_but_a_refusal() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (int round = 0; round < 3000; round++) {
            byte[] body = FORM.getBytes(UTF_8);
            for (int i = random.nextInt(4); i >= 0; i--) {
                body[random.nextInt(body.length)] = (byte) random.nextInt();
            }
            try {
                read(TYPE, body);
            } catch (WebFault.Unreadable | IOException e) {
                // As it should be.
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
    }
}
