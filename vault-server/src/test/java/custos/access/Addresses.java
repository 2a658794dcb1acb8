package custos.access;

import java.net.InetAddress;

/// Addresses of clients, made up.
final class Addresses {
    private Addresses() {}

    static InetAddress numbered(int n) {
        return InetAddress.ofLiteral("10.0." + n / 256 + "." + n % 256);
    }
}
