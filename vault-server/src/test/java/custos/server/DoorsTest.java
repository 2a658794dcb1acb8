package custos.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import custos.cli.Listener;
import custos.tls.HostName;
import custos.tls.LocalAuthority;
import custos.tls.TlsCertificate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The two listeners, over real sockets.
class DoorsTest {
    @TempDir private Path dir;

    @Test
    void the_public_door_has_the_notices_and_the_ledger_and_nothing_else() throws IOException {
        try (var shop = OpenShop.in(dir)) {
            int open = shop.publicPort();

            assertThat(get(open, "/healthz")).contains(" 200 ");
            assertThat(get(open, "/privacy")).contains(" 200 ", "text/html");
            assertThat(get(open, "/ledger/checkpoint")).contains(" 200 ");
            assertThat(get(open, "/ledger/key")).contains(" 200 ");
            assertThat(get(open, "/api/v1/ledger/entries")).contains(" 404 ");
            assertThat(get(open, "/api/v1/customers/search")).contains(" 404 ");
            assertThat(get(open, "/docs")).contains(" 404 ");
            assertThat(get(open, "/log-in")).contains(" 404 ", "text/html");
            assertThat(get(shop.port(), "/api/v1/ledger/entries")).contains(" 401 ");
            assertThat(get(shop.port(), "/api/v1/nothing")).contains(" 404 ", "problem+json");
            assertThat(get(shop.port(), "/log-in")).contains(" 200 ", "text/html");
            assertThat(get(shop.port(), "/nothing")).contains(" 404 ", "text/html");
        }
    }

    @Test
    void without_a_public_port_there_is_one_door() {
        try (var shop = OpenShop.in(dir, Optional.empty(), Optional.empty())) {
            assertThat(shop.doors().publicPort()).isEmpty();
        }
    }

    @Test
    void a_public_port_that_is_taken_closes_the_staffs_door_too() {
        try (var taken = ListeningSocket.bind("127.0.0.1", 0);
                var shop = OpenShop.in(dir, Optional.empty(), Optional.empty())) {
            int free = freePort();
            var wanted =
                    shop.wanted(
                            place(free, Optional.empty()), place(taken.port(), Optional.empty()));

            assertThatThrownBy(() -> shop.open(wanted))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessage("cannot listen on 127.0.0.1:" + taken.port());
            try (var again = ListeningSocket.bind("127.0.0.1", free)) {
                assertThat(again.port()).isEqualTo(free);
            }
        }
    }

    @Test
    void over_tls_browsers_are_told_to_come_back_over_tls() throws Exception {
        var authority = authority("till.lan", "127.0.0.1");
        try (var shop = OpenShop.in(dir, certificate(authority), Optional.of(0))) {
            var tls = Trusting.in(authority);

            try (SSLSocket socket = tls.connect(shop.port(), "TLSv1.3")) {
                String answer = Trusting.get(socket, "till.lan", "/healthz");
                assertThat(answer).contains(" 200 ", "Strict-Transport-Security: max-age=31536000");
            }
            try (SSLSocket socket = tls.connect(shop.publicPort(), "TLSv1.2")) {
                assertThat(Trusting.get(socket, "127.0.0.1", "/healthz"))
                        .contains(" 200 ")
                        .doesNotContain("Strict-Transport");
            }
        }
    }

    @Test
    void neither_plain_http_nor_an_old_tls_is_answered() throws Exception {
        var authority = authority("till.lan", "127.0.0.1");
        try (var shop = OpenShop.in(dir, certificate(authority), Optional.empty())) {
            assertThat(get(shop.port(), "/healthz")).doesNotContain(" 200 ");
            assertThatThrownBy(() -> Trusting.in(authority).connect(shop.port(), "TLSv1.1"))
                    .isInstanceOfAny(SSLException.class, IllegalArgumentException.class);
        }
    }

    @Test
    void a_client_that_trusts_another_authority_turns_away() {
        var authority = authority("127.0.0.1");
        try (var shop = OpenShop.in(dir, certificate(authority), Optional.empty())) {
            assertThatThrownBy(() ->
                            Trusting.in(authority("127.0.0.1")).connect(shop.port(), "TLSv1.3"))
                    .isInstanceOf(SSLException.class);
        }
    }

    @Test
    void beyond_loopback_no_listener_speaks_plain_http() {
        assertThatThrownBy(() -> new HttpSettings("0.0.0.0", 0, Optional.empty(), false, 8))
                .hasMessageContaining("beyond loopback a listener has a TLS certificate");
    }

    private static Listener.Place place(int port, Optional<TlsCertificate> tls) {
        return new Listener.Place("127.0.0.1", port, tls, false);
    }

    private static LocalAuthority authority(String... hosts) {
        return LocalAuthority.make(
                List.of(hosts).stream().map(HostName::parse).toList(),
                Instant.now(),
                OpenShop.RANDOM);
    }

    private static Optional<TlsCertificate> certificate(LocalAuthority authority) {
        var issued = authority.issue(30, Instant.now(), OpenShop.RANDOM);
        return Optional.of(TlsCertificate.read(issued.certificate(), issued.key().toCharArray()));
    }

    private static int freePort() {
        try (var socket = ListeningSocket.bind("127.0.0.1", 0)) {
            return socket.port();
        }
    }

    private static String get(int port, String path) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return Trusting.get(socket, "127.0.0.1", path);
        }
    }
}
