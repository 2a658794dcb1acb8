package custos.browser;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/// A shop's own website on an origin of its own: two pages that carry the vault's script.
final class ShopSite implements AutoCloseable {
    private final HttpServer server;
    private volatile String vault = "";
    private volatile String pass = "";

    private ShopSite(HttpServer server) {
        this.server = server;
    }

    static ShopSite start() {
        try {
            var server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            var site = new ShopSite(server);
            server.createContext("/tea/", site::answer);
            server.start();
            return site;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void answer(HttpExchange asked) throws IOException {
        byte[] page =
                """
                <!doctype html>
                <html lang="en">
                <title>Tea</title>
                <p>Tea, from the hills.
                <a href="/tea/black?from=green">Black tea</a>
                <a href="%s/receipt">Elsewhere</a>
                <button data-share="mastodon">Share</button>
                <script src="%s/site/visits.js" data-visit="%s" defer></script>
                </html>
                """
                        .formatted(vault, vault, pass)
                        .getBytes(UTF_8);
        asked.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
        asked.getResponseHeaders().set("Cache-Control", "no-store");
        asked.sendResponseHeaders(200, page.length);
        try (var body = asked.getResponseBody()) {
            body.write(page);
        }
    }

    String origin() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /// What its pages carry from now on.
    ///
    /// @param visitPass empty for somebody who is not logged in
    void carry(String vaultAddress, String visitPass) {
        vault = vaultAddress;
        pass = visitPass;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
