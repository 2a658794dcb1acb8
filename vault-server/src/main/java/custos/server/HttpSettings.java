package custos.server;

/// How the HTTP listener runs.
///
/// @param host the address to bind; beyond loopback only behind a proxy, for the listener speaks
///   plain HTTP
/// @param port 0 to 65535; 0 takes any free one
/// @param behindProxy whether a proxy stands in front that ends TLS and appends the client's
///   address to `X-Forwarded-For`
/// @param threads 8 to 1,000 platform threads: SQLite would pin virtual ones
/// @param requestsPerMinute of one token, and of one address without a token; 0 is no limit
/// @param maxBodyBytes the largest request body, 1 KiB to 16 MiB
public record HttpSettings(
        String host,
        int port,
        boolean behindProxy,
        int threads,
        int requestsPerMinute,
        int maxBodyBytes) {

    public static final int STANDARD_THREADS = 32;
    public static final int STANDARD_BODY_BYTES = 1 << 20;

    public HttpSettings {
        requireRange("a port", port, 0, 65_535);
        requireRange("the number of threads", threads, 8, 1_000);
        requireRange("the requests a minute", requestsPerMinute, 0, 1_000_000);
        requireRange("the largest body in bytes", maxBodyBytes, 1_024, 16 << 20);
        if (!behindProxy && !isLoopback(host)) {
            throw new IllegalArgumentException(
                    "beyond loopback the server runs behind a proxy that ends TLS only");
        }
    }

    private static boolean isLoopback(String host) {
        return host.equals("localhost")
                || host.equals("::1")
                || host.equals("[::1]")
                || host.matches("127\\.[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}");
    }

    private static void requireRange(String what, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(what + " is " + least + " to " + most);
        }
    }
}
