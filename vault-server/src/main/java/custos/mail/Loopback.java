package custos.mail;

import java.net.InetAddress;
import java.net.UnknownHostException;

/// Whether a host is this very machine: only there may anything go in the clear.
final class Loopback {
    private Loopback() {}

    /// Of names only `localhost` counts, so that nothing is looked up.
    static boolean is(String host) {
        if (host.equals("localhost")) {
            return true;
        }
        String literal = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        if (!literal.matches("[0-9.]+|[0-9a-fA-F:]+")) {
            return false;
        }
        try {
            return InetAddress.getByName(literal).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
