package custos.api;

import static org.assertj.core.api.Assertions.assertThat;

import custos.api.RunningApi.Reply;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(Lifecycle.PER_CLASS)
class NoticesApiTest {
    private RunningApi api;

    @BeforeAll
    void start(@TempDir Path dir) {
        api = RunningApi.in(dir);
    }

    @AfterAll
    void stop() {
        api.close();
    }

    private Reply open(String path, String... headers) {
        var call = api.call("GET", path).token("");
        for (int i = 0; i < headers.length; i += 2) {
            call.header(headers[i], headers[i + 1]);
        }
        return call.send();
    }

    @Test
    void the_notice_comes_in_the_readers_language() {
        assertThat(open("/privacy", "Accept-Language", "de, cs;q=0.8").header("Content-Language"))
                .isEqualTo("cs");
        assertThat(open("/privacy", "Accept-Language", "ms-MY").header("Content-Language"))
                .isEqualTo("ms");
        assertThat(open("/privacy?lang=en", "Accept-Language", "cs").header("Content-Language"))
                .isEqualTo("en");
        assertThat(open("/privacy", "Accept-Language", "\"%&").status()).isEqualTo(200);
        assertThat(open("/privacy/ms").header("Content-Language")).isEqualTo("ms");
    }

    @Test
    void its_text_is_exactly_what_its_digest_is_of() throws Exception {
        String link = open("/privacy/cs").header("Link");
        String path = link.substring(1, link.indexOf('>'));

        Reply text = open(path, "Accept", "text/plain");

        byte[] sum = MessageDigest.getInstance("SHA-256").digest(text.response().body());
        assertThat(path).isEqualTo("/notice/" + HexFormat.of().formatHex(sum));
        assertThat(text.header("Cache-Control")).contains("immutable");
        assertThat(text.header("Content-Type")).isEqualTo("text/plain;charset=utf-8");
    }

    @Test
    void its_page_runs_nothing() {
        Reply page = open("/privacy/en", "Accept", "text/html");

        assertThat(page.header("Content-Type")).isEqualTo("text/html;charset=utf-8");
        assertThat(page.header("Content-Security-Policy")).startsWith("default-src 'none'");
        assertThat(page.text()).contains("<h1>").contains("lang=\"en\"").doesNotContain("<script");
        assertThat(page.text()).contains(api.vault().ledger().key().toString());
        assertThat(page.header("Cache-Control")).isEqualTo("public, max-age=300");
    }

    @Test
    void health_says_whether_names_are_ready() {
        api.vault().awaitNames();

        Reply reply = open("/healthz");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.text()).isEqualTo("{\"status\":\"ok\",\"names\":\"ready\"}");
    }
}
