package custos.server;

import custos.api.ApiContext;
import custos.api.HttpApi;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.util.JavalinBindException;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/// The HTTP listener with everything that answers on it. Closing lets running requests end.
public final class HttpServer implements AutoCloseable {
    private static final int MIN_THREADS = 8;
    private static final int IDLE_MILLIS = 60_000;
    private static final int STOP_MILLIS = 5_000;

    private final Javalin javalin;

    private HttpServer(Javalin javalin) {
        this.javalin = javalin;
    }

    /// Starts to listen.
    ///
    /// @throws UncheckedIOException when the address cannot be bound
    public static HttpServer start(ApiContext context, HttpSettings settings) {
        var api =
                new HttpApi(
                        context,
                        new HttpApi.Limits(
                                settings.requestsPerMinute(),
                                settings.maxBodyBytes(),
                                settings.behindProxy()));
        try {
            return new HttpServer(Javalin.start(config -> configure(config, settings, api)));
        } catch (JavalinBindException e) {
            var taken =
                    new IOException(
                            "cannot listen on " + settings.host() + ":" + settings.port(), e);
            throw new UncheckedIOException(taken.getMessage(), taken);
        }
    }

    private static void configure(JavalinConfig config, HttpSettings settings, HttpApi api) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.router.ignoreTrailingSlashes = false;
        config.http.prefer405over404 = true;
        // An answer that mixes secrets with a client's words must not be compressed (BREACH).
        config.http.compressionStrategy = CompressionStrategy.NONE;
        jetty(config, settings);
        api.addTo(config);
    }

    private static void jetty(JavalinConfig config, HttpSettings settings) {
        config.jetty.host = settings.host();
        config.jetty.port = settings.port();
        var threads = new QueuedThreadPool(settings.threads(), MIN_THREADS, IDLE_MILLIS);
        threads.setName("custos-http");
        config.jetty.threadPool = threads;
        config.jetty.modifyHttpConfiguration(http -> {
            http.setSendServerVersion(false);
            http.setSendXPoweredBy(false);
            http.addCustomizer(new PlainMethod());
        });
        config.jetty.modifyServer(server -> {
            server.setStopTimeout(STOP_MILLIS);
            server.setErrorHandler(new ListenerErrors());
        });
        config.jetty.modifyServletContextHandler(
                handler -> handler.setErrorHandler(new ListenerErrors()));
    }

    /// The port that is listened on.
    public int port() {
        return javalin.port();
    }

    @Override
    public void close() {
        javalin.stop();
    }
}
