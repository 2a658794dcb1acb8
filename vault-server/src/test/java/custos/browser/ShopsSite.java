package custos.browser;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/// The shop's own website, on an origin of its own: one page, with what was pasted into it.
final class ShopsSite implements AutoCloseable {
    private final HttpServer server;
    private volatile String page = "";

    private ShopsSite(HttpServer server) {
        this.server = server;
    }

    static ShopsSite start() {
        try {
            var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
            var site = new ShopsSite(HttpServer.create(address, 0));
            site.server.createContext("/", site::answer);
            site.server.start();
            return site;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String origin() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /// Pastes HTML into the page.
    void paste(String language, String html) {
        page =
                "<!doctype html><html lang=\""
                        + language
                        + "\"><head><meta charset=\"utf-8\"><title>Shop</title><meta name=\"viewport\""
                        + " content=\"width=device-width, initial-scale=1\"></head><body><main><h1>Shop</h1>"
                        + html
                        + "</main></body></html>";
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = page.getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
