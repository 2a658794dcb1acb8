package custos.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RateLimitApiTest {
    @Test
    void a_token_that_asks_too_often_waits_and_others_do_not(@TempDir Path dir) {
        try (RunningApi api = RunningApi.in(dir, 3)) {
            String busy = api.token("customers:read");
            String path = "/api/v1/may-contact";
            for (int i = 0; i < 3; i++) {
                assertThat(api.call("GET", path).token(busy).send().status()).isEqualTo(400);
            }

            RunningApi.Reply reply = api.call("GET", path).token(busy).send();

            assertThat(reply.status()).isEqualTo(429);
            assertThat(Integer.parseInt(reply.header("Retry-After"))).isBetween(1, 60);
            assertThat(reply.json().path("code").asString()).isEqualTo("too-many");
            assertThat(api.call("GET", path).send().status()).isEqualTo(400);
            assertThat(api.call("GET", "/healthz").token("").send().status()).isEqualTo(200);
        }
    }
}
