package custos.server;

import custos.tls.TlsCertificate;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/// One HTTP listener with everything that answers on it. Closing lets running requests end.
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
    /// @param routes adds what answers
    /// @throws UncheckedIOException when the address cannot be bound
    public static HttpServer start(HttpSettings settings, Consumer<JavalinConfig> routes) {
        return start(ListeningSocket.bind(settings.host(), settings.port()), settings, routes);
    }

    /// Answers on an address that is taken already; closes it when that fails.
    static HttpServer start(
            ListeningSocket socket, HttpSettings settings, Consumer<JavalinConfig> routes) {
        try {
            return new HttpServer(
                    Javalin.start(config -> {
                        configure(config);
                        jetty(config, socket, settings);
                        routes.accept(config);
                    }));
        } catch (RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    private static void configure(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.router.ignoreTrailingSlashes = false;
        config.http.prefer405over404 = true;
        // An answer that mixes secrets with a client's words must not be compressed (BREACH).
        config.http.compressionStrategy = CompressionStrategy.NONE;
    }

    private static void jetty(JavalinConfig config, ListeningSocket socket, HttpSettings settings) {
        var threads = new QueuedThreadPool(settings.threads(), MIN_THREADS, IDLE_MILLIS);
        threads.setName("custos-http");
        config.jetty.threadPool = threads;
        config.jetty.modifyHttpConfiguration(http -> {
            http.setSendServerVersion(false);
            http.setSendXPoweredBy(false);
            http.addCustomizer(new PlainMethod());
        });
        config.jetty.addConnector((server, http) -> connector(server, http, socket, settings));
        config.jetty.modifyServer(server -> {
            server.setStopTimeout(STOP_MILLIS);
            server.setErrorHandler(new ListenerErrors());
        });
        config.jetty.modifyServletContextHandler(
                handler -> handler.setErrorHandler(new ListenerErrors()));
    }

    private static Connector connector(
            Server server, HttpConfiguration http, ListeningSocket socket, HttpSettings settings) {
        ServerConnector connector =
                settings.tls()
                        .map(certificate -> encrypted(server, http, certificate))
                        .orElseGet(
                                () -> new ServerConnector(server, new HttpConnectionFactory(http)));
        try {
            connector.open(socket.channel());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return connector;
    }

    private static ServerConnector encrypted(
            Server server, HttpConfiguration http, TlsCertificate certificate) {
        var context = new SslContextFactory.Server();
        context.setSslContext(certificate.context());
        context.setIncludeProtocols("TLSv1.3", "TLSv1.2");
        // There is one certificate; browsers know whether it is the one for the name they used.
        http.addCustomizer(new SecureRequestCustomizer(false));
        http.addCustomizer(new StrictTransport());
        return new ServerConnector(
                server,
                new SslConnectionFactory(context, HttpVersion.HTTP_1_1.asString()),
                new HttpConnectionFactory(http));
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
