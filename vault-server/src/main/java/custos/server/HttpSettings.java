package custos.server;

import custos.access.Loopback;
import custos.tls.TlsCertificate;
import java.util.Optional;

/// How one HTTP listener runs.
///
/// @param host the address to bind; beyond loopback only with a certificate or behind a proxy
/// @param port 0 to 65535; 0 takes any free one
/// @param tls what it speaks TLS with; without it, plain HTTP
/// @param behindProxy whether a proxy stands in front that ends TLS and appends the client's
///   address to `X-Forwarded-For`
/// @param threads 8 to 1,000 platform threads: SQLite would pin virtual ones
public record HttpSettings(
        String host, int port, Optional<TlsCertificate> tls, boolean behindProxy, int threads) {

    public static final int STANDARD_THREADS = 32;

    public HttpSettings {
        requireRange("a port", port, 0, 65_535);
        requireRange("the number of threads", threads, 8, 1_000);
        if (tls.isEmpty() && !behindProxy && !Loopback.isNamed(host)) {
            throw new IllegalArgumentException(
                    "beyond loopback a listener has a TLS certificate, or a proxy in front that"
                            + " ends TLS");
        }
    }

    /// Plain HTTP on this machine alone.
    public static HttpSettings local(int port) {
        return new HttpSettings("127.0.0.1", port, Optional.empty(), false, STANDARD_THREADS);
    }

    private static void requireRange(String what, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(what + " is " + least + " to " + most);
        }
    }
}
