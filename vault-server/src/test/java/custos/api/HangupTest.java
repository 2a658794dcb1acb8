package custos.api;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.javalin.Javalin;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

class HangupTest {
    @Test
    void a_part_of_an_answer_never_passes_for_the_whole() {
        var server =
                Javalin.start(config -> {
                    config.startup.showJavalinBanner = false;
                    config.jetty.host = "127.0.0.1";
                    config.jetty.port = 0;
                    config.routes.get(
                            "/",
                            http -> {
                                http.res().getOutputStream().print("the first half");
                                http.res().flushBuffer();
                                Hangup.of(http.req());
                            });
                });
        try (var client = HttpClient.newHttpClient()) {
            var request =
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port())).build();

            assertThatThrownBy(() -> client.send(request, BodyHandlers.ofString()))
                    .isInstanceOf(IOException.class);
        } finally {
            server.stop();
        }
    }
}
