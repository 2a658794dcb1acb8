package custos.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import custos.server.HttpSettings;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import tools.jackson.databind.json.JsonMapper;

/// The baseline of HTTP: a bare Javalin, with the server's threads, that parses the same requests
/// and writes answers of the same form, and keeps nothing.
final class BareServer {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String ID = "abcdefghijklmnopqrstuvwxyz";

    private final AtomicLong leaf = new AtomicLong();
    private final Map<String, Object> person =
            Map.of(
                    "id",
                    ID,
                    "version",
                    2,
                    "purpose",
                    "service",
                    "fields",
                    new Population(1, 1).person(0).fields());

    private BareServer() {}

    public static void main(String[] words) throws IOException {
        var bare = new BareServer();
        Javalin javalin = Javalin.start(bare::configure);
        System.out.println(javalin.port() + " none");
        var in = new BufferedReader(new InputStreamReader(System.in, UTF_8));
        while (in.readLine() != null) {
            System.gc();
            System.out.println("collected");
        }
        javalin.stop();
    }

    private void configure(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.http.compressionStrategy = CompressionStrategy.NONE;
        config.jetty.host = "127.0.0.1";
        config.jetty.port = 0;
        config.jetty.threadPool = new QueuedThreadPool(HttpSettings.STANDARD_THREADS, 8, 60_000);
        config.routes.get(
                "/api/v1/customers/{id}",
                call ->
                        call.contentType("application/json")
                                .result(JSON.writeValueAsBytes(person)));
        config.routes.post(
                "/api/v1/customers",
                call -> {
                    var _ = JSON.readTree(call.bodyAsBytes());
                    call.status(201)
                            .contentType("application/json")
                            .result(JSON.writeValueAsBytes(recorded()));
                });
        config.routes.put(
                "/api/v1/customers/{id}/consents/{purpose}/{channel}",
                call -> {
                    var _ = JSON.readTree(call.bodyAsBytes());
                    call.contentType("application/json").result(JSON.writeValueAsBytes(consents()));
                });
    }

    private Map<String, Object> recorded() {
        return Map.of("id", ID, "version", 2, "leaf", leaf.incrementAndGet());
    }

    private Map<String, Object> consents() {
        Map<String, Object> state =
                Map.of("purpose", "newsletter", "channel", "email", "state", "given");
        return Map.of(
                "states", List.of(state), "leaf", leaf.incrementAndGet(), "unchanged", List.of());
    }
}
